"""What tells a denial and an affirmation apart, so that they are no contradiction.

Each guard is a construction: an exception, a condition, a scope. None speaks of one company's wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.contradictions import patterns
from practicegraph.concepts import load_concepts

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from practicegraph.statement import Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the whole sentences that its words touch, the headings above, and its blocks.

    `own` are the company's names; `apart` says that it stands in an item of a list or a cell of a table.
    """

    statement: Statement
    sentence: str
    headings: tuple[str, ...]
    blocks: frozenset[int]
    own: frozenset[str]
    apart: bool


_TECHNICAL: Final = ("UsageData", "DeviceData", "AggregateData", "ApproximateLocation")
#: A guard's name, and whether it tells a denial and an affirmation apart.
Guard = tuple[str, "Callable[[Said, Said], bool]"]


def _either(pattern: re.Pattern[str]) -> Callable[[Said, Said], bool]:
    return lambda denied, affirmed: bool(pattern.search(denied.sentence) or pattern.search(affirmed.sentence))


def _one_alone(pattern: re.Pattern[str]) -> Callable[[Said, Said], bool]:
    """What stands in the sentence or headings of one side alone."""

    def differs(denied: Said, affirmed: Said) -> bool:
        return _marks(pattern, denied) != _marks(pattern, affirmed)

    return differs


def _marks(pattern: re.Pattern[str], said: Said) -> frozenset[str]:
    text = "\n".join((*said.headings, said.sentence))
    return frozenset(found.casefold() for found in pattern.findall(text))


def _denial(pattern: re.Pattern[str]) -> Callable[[Said, Said], bool]:
    return lambda denied, _: bool(pattern.search(denied.sentence))


def _affirmation(pattern: re.Pattern[str]) -> Callable[[Said, Said], bool]:
    return lambda _, affirmed: bool(pattern.search(affirmed.sentence))


def _recorded(denied: Said, affirmed: Said) -> bool:
    """Conditions or a duration that the record itself names, on either side."""
    sides = (denied.statement, affirmed.statement)
    return any(side.conditions or side.duration for side in sides)


def _read_together(denied: Said, affirmed: Said) -> bool:
    """Both in one paragraph or item: whoever wrote it said how they go together."""
    return bool(denied.blocks & affirmed.blocks)


def _aggregate(denied: Said, affirmed: Said) -> bool:
    return any("AggregateData" in side.statement.data for side in (denied, affirmed))


def _condition(denied: Said, affirmed: Said) -> bool:
    """Either depends on something more than that the person uses what the company offers."""
    affirmation = patterns.CONTACT.sub("", affirmed.sentence)
    return bool(patterns.CONDITION.search(denied.sentence) or patterns.CONDITION.search(affirmation))


def _not_plain(denied: Said, affirmed: Said) -> bool:
    """Either is not said of the company in so many words: it is advice, a hope, a part of something else."""
    denial = patterns.plain_denial(denied.statement.practice, denied.own)
    affirmation = patterns.plain_affirmation(affirmed.statement.practice, affirmed.own)
    return not (denial.search(denied.sentence) and affirmation.search(affirmed.sentence))


def _in_part(denied: Said, _: Said) -> bool:
    """The denial is of an item or a row, and goes no further than that."""
    return denied.apart


def _other_part(denied: Said, affirmed: Said) -> bool:
    """The denial is made of one app, site or service, in its sentence or above it, and the affirmation is not."""
    above = [heading for heading in denied.headings if patterns.PART.search(heading)]
    inside = (patterns.NAMED_PART, patterns.named_product(denied.own))
    return not set(above) <= set(affirmed.headings) or any(p.search(denied.sentence) for p in inside)


def _unread_purpose(denied: Said, _: Said) -> bool:
    return not denied.statement.purposes and bool(patterns.PURPOSE.search(denied.sentence))


def _technical(denied: Said, affirmed: Said) -> bool:
    """Personal data is denied, and what is affirmed is data that many policies do not call personal."""
    narrower = load_concepts().narrower
    technical = frozenset().union(*map(narrower, _TECHNICAL))
    return "PersonalData" in denied.statement.data and set(affirmed.statement.data) <= technical


GUARDS: Final[tuple[Guard, ...]] = (
    ("condition of the record", _recorded),
    ("same passage", _read_together),
    ("not tied to a person", _aggregate),
    ("exception", _denial(patterns.EXCEPTION)),
    ("condition", _condition),
    ("degree", _denial(patterns.DEGREE)),
    ("time", _denial(patterns.TIME)),
    ("not tied to a person", _either(patterns.UNIDENTIFIED)),
    ("children", _one_alone(patterns.CHILDREN)),
    ("place", _one_alone(patterns.PLACE)),
    ("negation", _affirmation(patterns.NEGATION)),
    ("user's own doing", _affirmation(patterns.OWN_CHOICE)),
    ("pointed at", _denial(patterns.POINTED)),
    ("legal term", _either(patterns.LEGAL_TERM)),
    ("others", _denial(patterns.OTHERS)),
    ("kind of data", _denial(patterns.QUALIFIED)),
    ("purpose", _unread_purpose),
    ("technical data", _technical),
    ("part of a list", _in_part),
    ("part of the business", _other_part),
    ("not plain", _not_plain),
)


def guards_of(denied: Said, affirmed: Said) -> Iterator[str]:
    """The names of all that tells the two apart."""
    yield from dict.fromkeys(name for name, tells_apart in GUARDS if tells_apart(denied, affirmed))
