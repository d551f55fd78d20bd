"""In what kind of clause a verb stands: a main one, a condition, a question, ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from practicegraph.extract.verbs import infinitive_before, is_verb, own_subject

if TYPE_CHECKING:
    from practicegraph.extract.parse import Parse

Role = Literal[
    "main", "relative", "conditional", "temporal", "infinitive", "complement", "gerund", "question"
]

_IF: Final = frozenset(("if", "unless", "whether", "should", "provided", "lest"))
_WHEN: Final = frozenset(
    (
        "when",
        "whenever",
        "while",
        "once",
        "after",
        "before",
        "until",
        "as",
        "where",
        "wherever",
        "because",
        "since",
    )
)
_AT_A_TIME: Final = frozenset(("when", "whenever", "once", "after", "before", "until"))
_ASKING: Final = frozenset(("how", "what", "why", "whether", "whom"))


def role_of(parse: Parse, verb: int) -> tuple[Role, int | None]:
    """What kind of clause a verb is in, and the verb that governs it."""
    if _is_asked(parse, verb):
        return "question", parse.heads[verb]
    top = _first_of_its_clause(parse, verb)
    dep, head = parse.deps[top], parse.heads[top]
    marker = _own_marker(parse, top)
    if marker in _IF:
        return "conditional", head
    if marker in _WHEN and dep in ("advcl", "relcl", "ccomp", "acl", "pcomp"):
        return "temporal", head
    if dep in ("relcl", "acl", "ccomp") and parse.words[head] in (
        "event",
        "case",
        "events",
        "cases",
        "extent",
    ):
        return "conditional", head
    if dep in ("relcl", "acl") and parse.words[head] == "knowledge":
        return "complement", head
    if dep in ("relcl", "acl"):
        return ("infinitive" if marker == "to" else "relative"), head
    if dep in ("xcomp", "advcl") and marker == "to":
        return (
            "conditional" if dep == "xcomp" and role_of(parse, head)[0] == "conditional" else "infinitive"
        ), head
    if dep in ("ccomp", "xcomp") and head != top:
        return ("conditional" if role_of(parse, head)[0] == "conditional" else "complement"), head
    if dep in ("pcomp", "advcl", "prep") and parse.tags[top] == "VBG":
        return "gerund", head
    return "main", None


def is_at_a_time(parse: Parse, verb: int) -> bool:
    """Whether a verb's clause tells when something else is done ("once we receive it"), and not why or though."""
    return _own_marker(parse, _first_of_its_clause(parse, verb)) in _AT_A_TIME


def _first_of_its_clause(parse: Parse, verb: int) -> int:
    while parse.deps[verb] == "conj" and parse.heads[verb] < verb and not _own_marker(parse, verb):
        first = infinitive_before(parse, verb)
        verb = parse.heads[verb] if first is None else first
    return verb


def _is_asked(parse: Parse, verb: int) -> bool:
    """Whether the verb is in a question inside the sentence ("explains how we use it", "under what circumstances")."""
    if parse.deps[verb] == "conj" and own_subject(parse, verb) is None and parse.heads[verb] < verb:
        return _is_asked(parse, parse.heads[verb])
    for i in range(verb - 1, max(-1, verb - 9), -1):
        if parse.words[i] == "whether" and "," in parse.words[i:verb]:
            return False  # "your data, whether public or private, is ..."
        if parse.words[i] in _ASKING:
            return i > 0 or parse.deps[verb] != "ROOT"
        if (
            parse.words[i] == "which"
            and i > 0
            and parse.words[i - 1] in ("of", "to", "from", "in", "with", "and")
        ):
            return parse.words[i - 1] == "and"
        if is_verb(parse, i) or parse.words[i] in (".", ";", ":"):
            return False
    return False


def _own_marker(parse: Parse, verb: int) -> str | None:
    for child in parse.children[verb]:
        if child < verb:
            if parse.deps[child] in ("mark", "advmod") and (
                parse.words[child] in _IF or parse.words[child] in _WHEN
            ):
                return parse.words[child]
            if parse.deps[child] == "aux" and parse.words[child] == "to":
                return "to"
    return None
