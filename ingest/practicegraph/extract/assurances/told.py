"""A sentence as the assurance families see it: its plain text, the constructions in it, what is around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.extract.constructions import Hit, load_constructions, plain
from practicegraph.extract.draft import Draft
from practicegraph.extract.flows import is_question as asks
from practicegraph.extract.reading import specific, unique

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicegraph.extract.draft import Context
    from practicegraph.extract.reading import Reading


@dataclass(frozen=True, slots=True)
class Told:
    """`words` are the sentence's, after its lead-in's; `text` is their plain form; `hits` are by family."""

    reading: Reading
    context: Context
    words: str
    text: str
    hits: Mapping[str, list[Hit]]

    def heading_says(self, pattern: re.Pattern[str]) -> bool:
        """Whether a title above the sentence matches."""
        return any(pattern.search(plain(h)) for h in self.context.headings)

    def narrowest(self, concepts: tuple[str, ...]) -> tuple[str, ...]:
        """The concepts without those that another of them narrows."""
        covered = {a for c in concepts for a in self.context.broader.get(c, ())}
        return tuple(c for c in concepts if c not in covered)


def read(reading: Reading, context: Context) -> Told:
    """A sentence with the constructions found in it; an item of a list is read on from its lead-in."""
    lead_in = f"{context.lead_in.text} " if context.lead_in else ""
    words = lead_in + reading.sentence.text
    text = plain(words)
    found = load_constructions().find(text)
    if lead_in:
        own = {family: [h for h in hits if h.end > len(lead_in)] for family, hits in found.items()}
        found = {family: hits for family, hits in own.items() if hits}
    return Told(reading, context, words, text, found)


def assures(told: Told) -> bool:
    """Whether the sentence states something, and neither asks nor tells what the policy is about."""
    return not asks(told.reading.sentence.text) and "aside" not in told.hits


_CHILD: Final = re.compile(r"\b(?:child(?:ren)?(?:'s)?|minors?|kids?|coppa)\b")


def statement(told: Told, practice: str, construction: str) -> Draft:
    """A draft that quotes the whole sentence, with the data that it names."""
    lead_in = (told.context.lead_in.span,) if told.context.lead_in else ()
    marks = specific(
        told.reading, told.reading.inside("data", 0, len(told.reading.parse)), told.context.broader
    )
    return Draft(
        practice=practice,
        rule=f"{practice.lower()}.{construction}",
        spans=(told.reading.span(0, len(told.reading.parse)), *lead_in),
        data=unique(m.concept for m in marks),
        subject="Child" if _CHILD.search(told.text) or told.heading_says(_CHILD) else None,
    )
