"""What the sentence or heading that a list hangs on says, as a template for its items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.extract.draft import Draft
from practicegraph.extract.reading import unique
from practicegraph.extract.unspecified import UNSPECIFIED

if TYPE_CHECKING:
    from practicegraph.document import Document
    from practicegraph.extract.draft import Said
    from practicegraph.extract.reading import Reading

LED: Final = ("Collection", "ThirdPartyCollection", "Storage", "Sharing", "Sale", "Tracking", "Use")


def lead_of(
    document: Document, lead_in: int | None, headings: tuple[int, ...], said: Said
) -> tuple[Reading, tuple[Draft, ...]] | None:
    """The nearest sentence above an item that says a practice: its lead-in, that one's own, or the heading."""
    seen: set[int] = set()
    candidate = lead_in if lead_in is not None else (headings[-1] if headings else None)
    while candidate is not None and candidate not in seen:
        seen.add(candidate)
        block = document.blocks[candidate]
        if _NOTES.search(document.text, block.start, block.end):
            return None
        opens = block.kind is BlockKind.HEADING or _opens(said.get(candidate, []))
        for reading, drafts in reversed(said.get(candidate, [])):
            templates = _affirmed_first(tuple(d for d in drafts if leads(d))) or _asked(reading)
            if templates:
                return (reading, templates) if opens or any(map(leads, drafts)) else None
        candidate = (
            block.lead_in if block.lead_in is not None else (block.headings[-1] if block.headings else None)
        )
    return None


def _affirmed_first(templates: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Of what is denied and what is affirmed above a list, the latter ("we never sell, and only share with:")."""
    return tuple(d for d in templates if d.polarity == "affirmed") or templates


#: A list below this says many things.
_NOTES: Final = re.compile(r"\bplease (?:also )?note(?: that)?:?\W*$", re.IGNORECASE)


def leads(draft: Draft) -> bool:
    """Whether the items of a list can say more of a statement above it."""
    return draft.practice in LED and draft.rule != "consented"


def _opens(said: list[tuple[Reading, tuple[Draft, ...]]]) -> bool:
    """Whether a text that stands above a list introduces it: it points below, or ends with no full stop."""
    last = said[-1][0].sentence.text if said else "."
    return not last.endswith((".", "!", ")")) or _POINTS_BELOW.search(last) is not None


_POINTS_BELOW: Final = re.compile(r"\b(?:below|following|as follows)\b", re.IGNORECASE)


_NOMINAL: Final = re.compile(
    r"\b(?:(?P<Collection>collect\w*|gather\w*|"
    r"(?:information|data|details) (?:(?:that|which) )?(?:we|is|are) (?:automatically )?(?:get|obtain|receive|hold|process|have|store|log)\w*"
    r"(?! (?:for|to|on)\b)|"
    r"(?:information|data|details) (?:(?:that|which) )?you (?:\w+ )?(?:\w+ to )?(?:give|provide|submit|supply|share with us)|"
    r"you (?:give|provide|send|tell|supply|submit to)(?: to)? us|(?:information|data) from (?:other|third[- ]party) sources)|"
    r"(?P<Sale>s(?:old|ell|elling)|sales? of)|"
    r"(?P<Sharing>shar(?:e|ed|ing)|disclos\w+|who (?:else )?(?:gets?|receives?|sees?|has access)|with whom|"
    r"recipients?|transfers?|third[ -]part(?:y|ies))|"
    r"(?P<Use>(?<!\byou )(?<!\byour )us(?:e|ed|es|ing)\b|process(?!or)\w*|purposes?|what we do with)|"
    r"(?P<Storage>retain|retention|store|keep))\b",
    re.IGNORECASE,
)


#: What is collected, where nothing tells that it is about something else.
_KINDS: Final = re.compile(
    r"\b(?P<Collection>(?:types?|categor(?:y|ies)|kinds?) of (?:your )?(?:personal )?(?:information|data))\b",
    re.IGNORECASE,
)


_NOT: Final = re.compile(
    r"(?:\b(?:not|never|cannot|no longer)|n't)(?: (?!only\b)[\w-]+){0,3} $", re.IGNORECASE
)
_PERHAPS: Final = re.compile(r"\b(?:may|might|could)\b", re.IGNORECASE)


#: What the person is told or may ask for, and no practice.
_TO_YOU: Final = re.compile(
    r"\b(?:disclos\w+|shar\w+) (?:to|with) you\b|^\W*(?:your |the )?rights? (?:to|of)\b|\bhave the right\b",
    re.IGNORECASE,
)


def _asked(reading: Reading) -> tuple[Draft, ...]:
    """What a question or a title opens ("What information do we collect?", "Sharing of information")."""
    match = _NOMINAL.search(reading.sentence.text) or _KINDS.search(reading.sentence.text)
    if match is None or _TO_YOU.search(reading.sentence.text):
        return ()
    practice = next(name for name, value in match.groupdict().items() if value)
    draft = Draft(practice=practice, rule="heading", spans=(reading.span(0, len(reading.parse)),))
    if practice in ("Sharing", "Sale"):
        data = unique(m.concept for m in reading.inside("data", 0, len(reading.parse)))
        draft = draft.but(data=data or (UNSPECIFIED,))
    if _NOT.search(reading.sentence.text[: match.start()]):
        draft = draft.but(polarity="denied")
    return (draft.but(modality="may") if _PERHAPS.search(reading.sentence.text) else draft,)
