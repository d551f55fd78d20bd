"""The tables of a document, ready to be read as the sentences are: at its first cell, what a row says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.extract.actors import parties_in
from practicegraph.extract.leading import lead_of
from practicegraph.extract.tables.columns import layout_of
from practicegraph.extract.tables.cookies import cookie_drafts, is_of_cookies
from practicegraph.extract.tables.grid import grids
from practicegraph.extract.tables.lines import lines
from practicegraph.extract.tables.records import records
from practicegraph.extract.tables.rows import row_drafts
from practicegraph.extract.unspecified import PERSONAL, UNSPECIFIED
from practicegraph.read.blocks import introduces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicegraph.document import Document
    from practicegraph.extract.draft import Draft, Said
    from practicegraph.extract.reading import Reading
    from practicegraph.extract.tables.columns import Layout
    from practicegraph.extract.tables.lines import Line

_VAGUE: Final = frozenset((PERSONAL, UNSPECIFIED))


class Tables:
    """What the rows of a document's tables, and its records, say.

    A table is read when its first cell is reached, since what introduces it must have been read before.
    """

    def __init__(
        self, document: Document, readings: Sequence[Reading], broader: Mapping[str, frozenset[str]]
    ) -> None:
        self._document = document
        self._broader = broader
        known = ((grid, layout_of(grid.rows)) for grid in grids(document, readings))
        self._layouts = {grid.first: (grid, layout) for grid, layout in known if layout}
        self._records = {first: (layout, first) for layout, first in records(document, readings)}
        self._by_block: dict[int, tuple[Draft, ...]] = {}
        self._opening: dict[int, tuple[Draft, ...]] = {}

    def at(self, block: int, said: Said) -> tuple[Draft, ...]:
        """The statements of the row that begins with a block; `said` is what was read before the table."""
        if block in self._layouts:
            grid, layout = self._layouts[block]
            self._read(layout, grid.first, said)
        elif block in self._records:
            self._read(*self._records[block], said)
        return self._opening.get(block, ())

    def left(self, block: int, own: tuple[Draft, ...]) -> tuple[Draft, ...]:
        """The statements of a cell's own words without those that its row says better."""
        row = self._by_block.get(block, ())
        return tuple(d for d in own if not any(_says_better(r, d) for r in row)) if row else own

    def _read(self, layout: Layout, first: int, said: Said) -> None:
        lead, about = _above(self._document, first, said)
        drafts_of = cookie_drafts if is_of_cookies(layout, about) else row_drafts
        for line in lines(layout, lead, self._broader):
            drafts = drafts_of(line)
            blocks = _blocks(line)
            self._opening[blocks[0]] = (*self._opening.get(blocks[0], ()), *drafts)
            for block in blocks:
                self._by_block[block] = (*self._by_block.get(block, ()), *drafts)


def _blocks(line: Line) -> list[int]:
    """The blocks of a row, in order, without those that it has from the row above."""
    return sorted({r.sentence.block for cell in line.row.values() for r in cell.said})


def _above(document: Document, first: int, said: Said) -> tuple[Draft | None, str]:
    """What introduces a table and says a practice, and the words right above it."""
    headings = document.blocks[first].headings
    before = first - 1 if first and document.blocks[first - 1].kind is not BlockKind.CELL else None
    shown = [i for i in (before, *headings[-1:]) if i is not None]
    words = " ".join(document.text[document.blocks[i].start : document.blocks[i].end][-300:] for i in shown)
    introduced = before is not None and introduces(
        document.text, document.blocks[before].start, document.blocks[before].end
    )
    found = lead_of(document, before if introduced else None, headings, said)
    return (_with_parties(found[0], found[1][-1]) if found else None), words


def _with_parties(reading: Reading, lead: Draft) -> Draft:
    """What introduces a table with the parties that it names, where its practice has some."""
    if lead.parties or lead.practice not in ("Sharing", "Sale"):
        return lead
    return lead.but(parties=parties_in(reading, 0, len(reading.parse)))


def _says_better(row: Draft, own: Draft) -> bool:
    """Whether a row's statement has all that a cell's has, and knows its data."""
    if (row.practice, row.polarity) != (own.practice, own.polarity):
        return False
    known = set(own.data) <= {*row.data, *_VAGUE}
    told = set(own.purposes) <= set(row.purposes) and set(own.conditions) <= set(row.conditions)
    roles = {p.role for p in own.parties} <= {p.role for p in row.parties} | {"ThirdParty"}
    return known and told and roles and own.duration in (None, row.duration)
