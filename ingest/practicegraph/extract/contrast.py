"""What a sentence sets against what it affirms: "with carriers, but never with advertisers", "(but not your name)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.extract.actors import as_parties
from practicegraph.extract.reading import specific, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.clauses import Predicate
    from practicegraph.extract.draft import Context, Draft
    from practicegraph.extract.reading import Mark, Reading

_BEGINS: Final = re.compile(
    r"(?:\b(?:but|and|though|yet)|[,(\u2013\u2014])\s*(?:never|not)\s+"
    r"(?=(?:even |ever )?(?:with|to|your|the|any|our|their|his|her)\b)"
    r"|[,(\u2013\u2014]\s*(?:but )?(?:not including|excluding)\s+",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"[);.]| [-\u2013\u2014] |, ?(?=(?:with|to|for|in|who|which|and we|but)\b)"
    r"|\b(?:unless|except|without|if|when|where|so that|in order|as|because)\b",
    re.IGNORECASE,
)

#: Clauses that something else than their verb is contrasted to.
_ASIDE: Final = frozenset(("temporal", "conditional", "relative"))


class Contrast(NamedTuple):
    """The characters of a sentence that say what is not meant."""

    start: int
    end: int

    def holds(self, mark: Mark) -> bool:
        """Whether a term is among what is not meant."""
        return self.start <= mark.at < self.end


def contrasts(reading: Reading) -> tuple[Contrast, ...]:
    """The words of a sentence that name, without a verb of their own, what something is not done with."""
    text = reading.sentence.text
    found = []
    for match in _BEGINS.finditer(text):
        ends = _ENDS.search(text, match.end())
        contrast = Contrast(match.end(), ends.start() if ends else len(text))
        if _names_something(reading, contrast):
            found.append(contrast)
    return tuple(found)


def _names_something(reading: Reading, contrast: Contrast) -> bool:
    starts = reading.parse.starts
    named = any(contrast.holds(m) for m in reading.terms if m.kind in ("data", "party"))
    return named and not any(contrast.start <= starts[p.token] < contrast.end for p in reading.predicates)


def contrast_of(reading: Reading, predicate: Predicate) -> Contrast | None:
    """The words that deny of something else what a predicate affirms; None where there are none."""
    if predicate.negated:
        return None
    return next((c for c in contrasts(reading) if _belongs(reading, predicate, c)), None)


def _belongs(reading: Reading, predicate: Predicate, contrast: Contrast) -> bool:
    """Whether a verb is the last one before a contrast that says more than when or of what something is told."""
    starts = reading.parse.starts
    before = [p for p in reading.predicates if starts[p.token] < contrast.start]
    steady = [p for p in before if p.role not in _ASIDE] or before
    return bool(steady) and steady[-1].token == predicate.token


def is_contrasted(reading: Reading, mark: Mark) -> bool:
    """Whether a term is only named as what is not meant."""
    return any(contrast.holds(mark) for contrast in contrasts(reading))


def contrasted(reading: Reading, context: Context, contrast: Contrast, draft: Draft) -> Iterator[Draft]:
    """The denial that a contrast to an affirmed statement makes."""
    held = [m for m in reading.terms if contrast.holds(m)]
    data = specific(reading, [m for m in held if m.kind == "data"], context.broader)
    parties = as_parties(reading, tuple(m for m in held if m.kind == "party"))
    yield draft.but(
        rule=f"{draft.rule}-contrast",
        polarity="denied",
        modality="does",
        data=unique(m.concept for m in data) or draft.data,
        parties=parties or draft.parties,
        purposes=(),
        conditions=(),
    )
