"""From readings to drafts, sentence by sentence, with what earlier sentences make known."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from practicegraph.concepts import load_concepts
from practicegraph.document import BlockKind
from practicegraph.extract.aims import aims, with_left_over
from practicegraph.extract.consistency import consistent
from practicegraph.extract.continuing import continued
from practicegraph.extract.draft import Context, Draft, Said
from practicegraph.extract.exceptions import exceptions
from practicegraph.extract.families import FAMILIES
from practicegraph.extract.leadins import lead_in_of
from practicegraph.extract.lists import inherited
from practicegraph.extract.merger import merger, on_takeover
from practicegraph.extract.references import antecedents_after, with_logged
from practicegraph.extract.tables.reader import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicegraph.document import Block, Document
    from practicegraph.extract.reading import Reading


def draft_statements(document: Document, readings: list[Reading]) -> Iterator[Draft]:
    """The drafts of every sentence: what its families find, what it inherits, and what that implies."""
    context = Context(broader=ancestors())
    said: Said = {}
    tables = Tables(document, readings, context.broader)
    for reading, block, opens in _in_blocks(document, readings):
        context = _at(context, document, block) if opens else context
        row = tables.at(reading.sentence.block, said) if opens else ()
        if row:
            yield from row
            context = _after(context, reading, row)
        own = tuple(d for family in FAMILIES for d in family(reading, context))
        found = _completed(document, reading, context, said, () if block.kind is BlockKind.HEADING else own)
        said.setdefault(reading.sentence.block, []).append((reading, own))
        found = tables.left(reading.sentence.block, found)
        yield from found
        context = _after(context, reading, found or row)


def _in_blocks(document: Document, readings: list[Reading]) -> Iterator[tuple[Reading, Block, bool]]:
    """Each reading with its block, and whether it is the first one of it."""
    before = None
    for reading in readings:
        index = reading.sentence.block
        yield reading, document.blocks[index], index != before
        before = index


def _completed(
    document: Document, reading: Reading, context: Context, said: Said, own: tuple[Draft, ...]
) -> tuple[Draft, ...]:
    """A sentence's own drafts with those from its lead-in, its exceptions and its purposes."""
    found = (*own, *inherited(document, reading, own, said, context))
    found = (*found, *continued(reading, found, said, context))
    found = (*found, *exceptions(reading, context, found))
    if document.blocks[reading.sentence.block].kind is BlockKind.HEADING:
        return found
    found = tuple(on_takeover(reading, context, d) for d in (*found, *merger(reading, context, found)))
    found = with_left_over(reading, found)
    return consistent(with_logged(reading, context.before, (*found, *aims(reading, context, found))))


def _at(context: Context, document: Document, block: Block) -> Context:
    """The context at a block: under another heading, nothing before can be referred to."""
    headings = tuple(document.text[document.blocks[i].start : document.blocks[i].end] for i in block.headings)
    if headings != context.headings:
        context = Context(context.broader, headings=headings)
    return replace(context, lead_in=lead_in_of(document, block))


def _after(context: Context, reading: Reading, found: tuple[Draft, ...]) -> Context:
    denied = [d for d in found if d.polarity == "denied" and d.practice in ("Sharing", "Sale")]
    before = antecedents_after(context.before, reading, found, context.broader)
    return replace(context, before=before, denied=denied[-1] if denied else None)


@lru_cache(maxsize=1)
def ancestors() -> Mapping[str, frozenset[str]]:
    """For each concept, all that are broader."""
    concepts = load_concepts()
    return {c: frozenset(concepts.ancestors(c)) for c in concepts.by_id}
