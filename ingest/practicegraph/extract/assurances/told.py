"""A sentence as the assurance families see it: its plain text, the constructions in it, what is around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.extract.assertion import is_question as asks
from practicegraph.extract.constructions import Hit, load_constructions, plain
from practicegraph.extract.draft import Draft
from practicegraph.extract.reading import specific, unique

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicegraph.extract.draft import Context, LeadIn
    from practicegraph.extract.reading import Mark, Reading


@dataclass(frozen=True, slots=True)
class Told:
    """`words` are the sentence's, after its lead-in's; `text` is their plain form; `hits` are by family."""

    reading: Reading
    context: Context
    words: str
    text: str
    hits: Mapping[str, list[Hit]]
    lead_in: LeadIn | None = None

    def heading_says(self, pattern: re.Pattern[str]) -> bool:
        """Whether a title above the sentence matches."""
        return any(pattern.search(plain(h)) for h in self.context.headings)

    def narrowest(self, concepts: tuple[str, ...]) -> tuple[str, ...]:
        """The concepts without those that another of them narrows."""
        covered = {a for c in concepts for a in self.context.broader.get(c, ())}
        return tuple(c for c in concepts if c not in covered)


def read(reading: Reading, context: Context) -> Told:
    """A sentence with the constructions found in it."""
    text = plain(reading.sentence.text)
    return Told(reading, context, reading.sentence.text, text, load_constructions().find(text))


def read_on(told: Told) -> Told | None:
    """An item that completes its lead-in, with the rights so granted: "You may ask us to: / erase your data".

    None where there is no lead-in, or the item grants a right, or states something else, by itself.
    """
    lead_in = told.context.lead_in
    if lead_in is None or "right" in told.hits or _SENTENCE.match(told.text):
        return None
    words = f"{lead_in.text.rstrip(': ')} {told.words}"
    text = plain(words)
    border = len(words) - len(told.words)
    across = [h for h in load_constructions().find(text).get("right", []) if _joins(h, border)]
    return Told(told.reading, told.context, words, text, {"right": across}, lead_in)


#: How a sentence of its own begins, as an item that completes its lead-in does not.
_SENTENCE: Final = re.compile(r"(?:you|we|they|the|this|these|if|it|in|for|please|note)\b")
#: How far, in characters, a construction may reach into the lead-in and into the item.
_INTO_LEAD_IN: Final = 60
_INTO_ITEM: Final = 100


def _joins(hit: Hit, border: int) -> bool:
    return border - _INTO_LEAD_IN < hit.start < border < hit.end < border + _INTO_ITEM


def assures(told: Told) -> bool:
    """Whether the sentence states something, and neither asks nor tells what the policy is about."""
    return not asks(told.reading.sentence.text) and "aside" not in told.hits


_CHILD: Final = re.compile(r"\b(?:child(?:ren)?(?:'s)?|minors?|kids?|coppa)\b")


def _is_list(reading: Reading, mark: Mark) -> bool:
    """Whether a term is a list on which people stand, and no data that they decide on ("our mailing list")."""
    return reading.parse.words[mark.end - 1] in ("list", "lists")


def statement(told: Told, practice: str, construction: str) -> Draft:
    """A draft that quotes the whole sentence, with the data that it names."""
    reading = told.reading
    marks = (m for m in reading.inside("data", 0, len(reading.parse)) if not _is_list(reading, m))
    data = specific(reading, marks, told.context.broader)
    return Draft(
        practice=practice,
        rule=f"{practice.lower()}.{construction}",
        spans=(reading.span(0, len(reading.parse)), *((told.lead_in.span,) if told.lead_in else ())),
        data=unique(m.concept for m in data),
        subject="Child" if _CHILD.search(told.text) or told.heading_says(_CHILD) else None,
    )
