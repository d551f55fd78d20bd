"""What a company has something done with: "we use tools that record your steps" tells who records them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.frames import load_frames

if TYPE_CHECKING:
    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.reading import Reading


def user_of(reading: Reading, predicate: Predicate) -> Predicate | None:
    """The verb whose object does what a relative clause says of it ("use" in "we use tools that record your steps").

    Nothing where the object is a party, which acts for itself.
    """
    user = used_by(reading, predicate)
    if user is None or predicate.subject is None or reading.inside("party", user.token, predicate.subject[1]):
        return None
    return user


def used_by(reading: Reading, predicate: Predicate) -> Predicate | None:
    """The verb of using whose object, a tool or a party, a relative clause is about."""
    if predicate.role != "relative" or predicate.passive or predicate.subject is None:
        return None
    start, end = predicate.subject
    users = (p for p in reading.predicates if p.token < start and _is_using(reading, p))
    return next((u for u in users if _is_object(reading, u, start, end)), None)


#: Words that lead from a tool to what it is for, or to what it is.
_LEADING_ON: Final = frozenset(("to", "for", "that", "which", "are", "is", "in", "("))
#: How many tokens may stand between a verb and the tool that is its object.
_NEXT: Final = 4


def uses_technology(reading: Reading, predicate: Predicate) -> bool:
    """Whether a verb says that a technology is used, and data comes up only in what it is for ("use cookies to track visits")."""
    if not _is_using(reading, predicate):
        return False
    start, end = predicate.reach
    tools = reading.inside("technology", start, min(end, start + _NEXT))
    if not tools:
        return False
    words = reading.parse.words
    on = next((i for i in range(tools[0].end, end) if words[i] in _LEADING_ON), end)
    means = {(m.start, m.end) for m in tools}
    return not any((m.start, m.end) not in means for m in reading.inside("data", start, on))


def is_kept_by_technology(reading: Reading, predicate: Predicate) -> bool:
    """Whether what is kept is what a technology is there for ("we use cookies to store your password")."""
    if predicate.passive or predicate.negated:
        return False
    purpose = predicate.role in ("infinitive", "gerund", "complement")
    return purpose and bool(reading.inside("technology", 0, predicate.token))


def _is_using(reading: Reading, predicate: Predicate) -> bool:
    frames = load_frames().frames_of(reading.parse.words[predicate.token])
    return not predicate.passive and any(f.name == "use" for f in frames)


def _is_object(reading: Reading, user: Predicate, start: int, end: int) -> bool:
    """Whether a noun stands right behind a verb, and neither it nor what is between is data."""
    clause = (p for p in reading.predicates if user.token < p.token < start)
    means = {(m.start, m.end) for m in reading.inside("technology", user.token, end)}
    data = (m for m in reading.inside("data", user.token, end) if (m.start, m.end) not in means)
    return start < user.reach[1] and not any(data) and not any(clause)
