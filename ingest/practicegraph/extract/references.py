"""What "this information", "they" and "these cookies" stand for, from sentence to sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import as_parties
from practicegraph.extract.draft import Antecedents, Draft
from practicegraph.extract.merger import speaks_of_takeover
from practicegraph.extract.reading import Reading, specific, unique

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicegraph.statement import Party


def antecedents_after(
    before: Antecedents, reading: Reading, found: tuple[Draft, ...], broader: Mapping[str, frozenset[str]]
) -> Antecedents:
    """What can be referred to after a sentence, given what it says and what could be referred to before it."""
    named = _parties(reading)
    return Antecedents(
        data=_data(reading, found, broader) or before.data,
        parties=named or before.parties,
        technologies=unique(m.concept for m in reading.inside("technology", 0, len(reading.parse)))
        or before.technologies,
        just_named=named,
        takeover=speaks_of_takeover(reading),
        practice=_practice(found) if found else before.practice,
    )


#: What a log holds is what the sentence before says of it.
_THOSE_LOGS: Final = re.compile(
    r"\b(?:these|this|those|such) (?:(?:server|web|access|system) )?logs?(?: (?:files?|data|information|entries))?\b",
    re.IGNORECASE,
)


def with_logged(reading: Reading, before: Antecedents, found: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts, with "these logs" standing for the data that was said to be in them."""
    if not before.data or not _THOSE_LOGS.search(reading.sentence.text):
        return found
    return tuple(d.but(data=before.data) if set(d.data) == {"UsageData"} else d for d in found)


def _practice(found: tuple[Draft, ...]) -> str | None:
    """The practice that a next sentence may go on with; of one that is denied, it would say the opposite."""
    return found[-1].practice if found[-1].polarity == "affirmed" else None


def _data(
    reading: Reading, found: tuple[Draft, ...], broader: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    said = [d.data for d in found if d.data and d.polarity == "affirmed"]
    if said:
        return said[-1]
    marks = specific(reading, reading.inside("data", 0, len(reading.parse)), broader)
    return unique(m.concept for m in marks if not m.generic)


def _parties(reading: Reading) -> tuple[Party, ...]:
    return as_parties(reading, reading.inside("party", 0, len(reading.parse)))
