"""List items and cells take their practice from the sentence or heading that they hang on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.extract.items import LISTING_DATA, PARTY_PRACTICES, filled
from practicegraph.extract.leading import lead_of
from practicegraph.extract.titles import is_fragment, is_title, label_end, lead_in_above

if TYPE_CHECKING:
    from practicegraph.document import Block, Document
    from practicegraph.extract.draft import Context, Draft, Said
    from practicegraph.extract.reading import Reading


def inherited(
    document: Document, reading: Reading, own: tuple[Draft, ...], said: Said, context: Context
) -> tuple[Draft, ...]:
    """What an item, or a paragraph with no verb, says under its lead-in; nothing where it is a clause of its own."""
    block = document.blocks[reading.sentence.block]
    if not _hangs(document, reading, said) or _is_clause(reading):
        return ()
    if _TITLE.match(reading.sentence.text):
        return ()
    lead_in = block.lead_in
    if block.kind is BlockKind.PARAGRAPH:
        lead_in = lead_in_above(document, reading.sentence.block)
    lead = lead_of(document, lead_in, block.headings, said)
    if lead is None:
        return ()
    lead_reading, templates = lead
    taken = {d.practice for d in own} | (LISTING_DATA if reading.title else frozenset())
    items = (filled(reading, lead_reading, t, context) for t in templates if t.practice not in taken)
    told = (d for d in items if d is not None and (d.parties or not _must_name(block, d)))
    heads = is_title(reading.sentence.text) and _heads_more(block, reading)
    return tuple(d for d in told if not (heads and _names_only_kinds(d)))


def _heads_more(block: Block, reading: Reading) -> bool:
    """Whether more follows behind a sentence in its block."""
    return block.end - reading.span(0, len(reading.parse))[1] > _LEAST_TEXT


#: What is shorter than so many characters is no text of its own.
_LEAST_TEXT: Final = 20


def _names_only_kinds(draft: Draft) -> bool:
    """Whether a statement names nobody, as that of a title, which the text behind it tells better ("Third parties.")."""
    return draft.practice in PARTY_PRACTICES and not any(p.name for p in draft.parties)


def _must_name(block: Block, draft: Draft) -> bool:
    """Whether a paragraph must say who gets data to be part of a list of those who do."""
    return block.kind is BlockKind.PARAGRAPH and draft.practice in PARTY_PRACTICES


#: Who does something, in a text that the parser may take for no clause.
DOERS: Final = re.compile(r"\b(?:we|they|it|you (?:can|may|will|must|should|have|do))\b", re.IGNORECASE)


def _is_headed_list(document: Document, reading: Reading) -> bool:
    """Whether a paragraph right below a heading lists data or parties ("Identity data", then "Your name and age.")."""
    if document.blocks[reading.sentence.block - 1].kind is not BlockKind.HEADING:
        return False
    listed = [m for m in reading.terms if m.kind in ("data", "party")]
    starts = bool(listed) and listed[0].start <= NEAR
    return starts and not reading.said("purpose") and DOERS.search(reading.sentence.text) is None


def _hangs(document: Document, reading: Reading, said: Said) -> bool:
    """Whether a sentence is part of a list: an item, or what stands behind a title or below a heading with no verb."""
    block = document.blocks[reading.sentence.block]
    if block.kind is BlockKind.ITEM and reading.sentence.first:
        return True
    if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        return False
    if not is_fragment(reading) and not _is_only_condition(reading):
        return False
    if reading.sentence.first:
        return label_end(reading.sentence.text) > 0 or _is_headed_list(document, reading)
    before = said.get(reading.sentence.block, [])
    return len(before) == 1 and is_title(before[0][0].sentence.text)


#: A title that the text runs on from, and no item of a list above it ("Security of your information.").
_TITLE: Final = re.compile(
    r"^\W*(?:[\w-]+ (?:and|or|&) )?(?:collection|use|sharing|disclosure|security|protection|storage|retention|"
    r"transfer|sale|refusing|deleting|managing|opting)(?: (?:and|or|&) [\w-]+)?(?: of|[ -]out)\b[^,;:]{0,60}\.?$",
    re.IGNORECASE,
)


def _is_clause(reading: Reading) -> bool:
    parse = reading.parse
    subordinate = _subordinate_subject(reading)
    return parse.tags[:1] != ("VB",) and any(
        parse.deps[i] in ("nsubj", "nsubjpass")
        and i != subordinate
        and parse.words[max(0, i - 1)] != "so"
        and parse.words[i] in ("we", "you", "it", "they", "i")
        and parse.deps[parse.heads[i]] in ("ROOT", "conj")
        and i < 16  # noqa: PLR2004  # a subject near the start makes the item a sentence
        for i in range(len(parse))
    )


def _subordinate_subject(reading: Reading) -> int:
    """The subject of a clause of condition or aim that is all of an item ("where we must obey the law"); else -1."""
    parse = reading.parse
    if not parse.words or parse.words[0] not in ("where", "when", "if", "as", "unless", "to"):
        return -1
    subjects = [i for i in range(len(parse)) if parse.deps[i] in ("nsubj", "nsubjpass")]
    aim = parse.words[0] == "to" and bool(subjects) and parse.words[subjects[0]] == "you"
    return subjects[0] if subjects and (aim or subjects[0] < NEAR) else -1


_MAIN: Final = re.compile(r",\s+(?:we|you|it|they|your|our|the|this|these|its|please|then|[A-Z]\w+)\b")
#: What is longer than this many tokens is no mere condition.
_LONGEST_CONDITION: Final = 22


def _is_only_condition(reading: Reading) -> bool:
    """Whether a sentence is a clause of condition with no other behind it ("When you consent or tell us to.")."""
    subjects = sum(dep in ("nsubj", "nsubjpass") for dep in reading.parse.deps)
    alone = subjects == 1 and len(reading.parse) <= _LONGEST_CONDITION
    return alone and _subordinate_subject(reading) >= 0 and _MAIN.search(reading.sentence.text) is None


#: How near to its conjunction a clause's subject stands.
NEAR: Final = 4
