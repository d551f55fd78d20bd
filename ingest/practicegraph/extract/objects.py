"""What each predicate of a sentence is about, through coordination and reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.mood import LETTING, lets_do
from practicegraph.extract.reading import specific, unique
from practicegraph.extract.slots import data_marks
from practicegraph.extract.unspecified import UNSPECIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Reading


#: What "this" and "these" stand before where they do not stand for data.
_NO_DATA: Final = (
    r"polic(?:y|ies)|privacy|statements?|notices?|agreements?|terms|documents?|sections?|parts?|pages?|sites?|"
    r"websites?|apps?|services?|cases?|circumstances|time|ways?|reasons?|purposes?|part(?:y|ies)|compan(?:y|ies)|"
    r"rights?|changes?|laws?|links?|countries"
)
_ANAPHOR: Final = re.compile(
    r"\b(?:this|that|these|those|such|said|the above) (?:types? of |"
    r"kinds? of )?(?:personal )?(?:information|data|details)\b|\b(?:it|them)\b|"
    rf"\b(?:this|these)\b(?! (?:[\w-]+ ){{0,2}}?(?:{_NO_DATA})\b)",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Whether a text may speak of data without naming it ("this information", "them")."""
    return _ANAPHOR.search(text) is not None


def shared_data(reading: Reading, context: Context) -> list[tuple[str, ...]]:
    """The data of each predicate; coordinated verbs without an object share the next one's."""
    found = [unique(m.concept for m in data_marks(reading, p, context.broader)) for p in reading.predicates]
    for i in range(len(found) - 2, -1, -1):
        if not found[i] and _shares_object(reading, reading.predicates[i], reading.predicates[i + 1]):
            found[i] = found[i + 1]
    return [_resolved(reading, context, p, d) for d, p in zip(found, reading.predicates, strict=True)]


_ANONYMISING: Final = frozenset(("aggregated", "anonymized", "anonymised", "de-identified", "deidentified"))


def _resolved(
    reading: Reading, context: Context, predicate: Predicate, data: tuple[str, ...]
) -> tuple[str, ...]:
    """The data of a predicate with what "this information" stands for in place of these words."""
    if data and set(data) != {UNSPECIFIED}:
        return data
    if data and any(
        p.theme == predicate.theme and reading.parse.words[p.token] in _ANONYMISING and not p.negated
        for p in reading.predicates
        if p.theme
    ):
        return ("AggregateData",)
    referred = _referred(reading, predicate, context)
    return referred if any(c != UNSPECIFIED for c in referred) else data or referred


def object_sharers(reading: Reading, predicate: Predicate) -> Iterator[Predicate]:
    """A predicate and those after it whose object it shares ("rent, sell or trade your name")."""
    yield predicate
    later = [p for p in reading.predicates if p.token > predicate.token]
    for other in later:
        if reading.inside("data", *predicate.reach) or not _shares_object(reading, predicate, other):
            return
        predicate = other
        yield predicate


def _shares_object(reading: Reading, one: Predicate, other: Predicate) -> bool:
    between = reading.parse.words[one.token + 1 : other.token]
    if _lets_do(reading, one, other):
        return True
    joined = any(w in (",", "or", "and", "/", "nor") for w in between)
    if (
        other.subject is not None and one.token < other.subject[0] < other.token
    ):  # "using tags, we collect your name"
        return False
    return joined and len(between) <= 6 and one.passive == other.passive  # noqa: PLR2004  # "or, without consent, otherwise"


def _lets_do(reading: Reading, one: Predicate, other: Predicate) -> bool:
    """Whether a verb is joined to one that lets others do something ("sell or authorize anyone to use your name")."""
    parse = reading.parse
    letting = lets_do(parse, other.token)
    if letting is None and other.governor is not None and parse.words[other.governor] in LETTING:
        letting = other.governor
    if letting is None or one.negated != other.negated or parse.deps[letting] != "conj":
        return False
    bare = _OBJECTS.isdisjoint(parse.tags[one.token + 1 : letting])
    return bare and one.token in (parse.heads[letting], *parse.ancestors(letting))


#: Tags of what a verb has as its own object.
_OBJECTS: Final = frozenset(("NNS", "NNP", "PRP", "PRP$", "DT"))


#: What opens a sentence with the case of which it speaks ("for yearly payments, this data is ...").
_OCCASION: Final = re.compile(r"^(?:for|in|on|with|during|under) [^,]{3,80}, ", re.IGNORECASE)


def behind_occasion(reading: Reading) -> int:
    """The token at which a sentence begins behind what opens it ("for yearly payments, ...")."""
    match = _OCCASION.match(reading.sentence.text)
    return reading.token(match.end()) if match else 0


def _referred(reading: Reading, predicate: Predicate, context: Context) -> tuple[str, ...]:
    """What a pronoun or "such information" stands for."""
    start, end = predicate.theme or predicate.reach
    words = reading.words(start, min(end, start + 8))
    if not points_back(words) or reading.inside("technology", start, end):
        return ()
    earlier = reading.inside("data", behind_occasion(reading), start)
    same = unique(m.concept for m in specific(reading, earlier, context.broader))
    return tuple(c for c in same if c != UNSPECIFIED) or context.before.data or same
