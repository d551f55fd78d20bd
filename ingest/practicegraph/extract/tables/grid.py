"""The tables of a document as rows of cells, each cell read as a list."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from practicegraph.document import BlockKind
from practicegraph.extract.tables.cells import Cell, cell_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practicegraph.document import Block, Document
    from practicegraph.extract.reading import Reading

#: Rows by the number of their column; a row has no entry for an empty cell.
Row = dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table in order, and the block at which it begins."""

    rows: tuple[Row, ...]
    first: int


def grids(document: Document, readings: Sequence[Reading]) -> Iterator[Grid]:
    """The tables of a document that have more than one column, in order."""
    by_block: dict[int, list[Reading]] = {}
    for reading in readings:
        by_block.setdefault(reading.sentence.block, []).append(reading)
    for blocks in _tables(document):
        rows = tuple(_rows(document, blocks, by_block))
        if any(len(row) > 1 for row in rows):
            yield Grid(rows, blocks[0])


def _tables(document: Document) -> Iterator[list[int]]:
    """The blocks of each table: cells in a row, whose rows do not begin anew."""
    table: list[int] = []
    for index, block in enumerate(document.blocks):
        row = _row_of(block)
        if table and (row is None or row < (_row_of(document.blocks[table[-1]]) or 0)):
            yield table
            table = []
        if row is not None:
            table.append(index)
    if table:
        yield table


def _row_of(block: Block) -> int | None:
    return block.row if block.kind is BlockKind.CELL else None


def _rows(document: Document, blocks: list[int], by_block: Mapping[int, list[Reading]]) -> Iterator[Row]:
    for _, in_row in groupby(blocks, key=lambda i: document.blocks[i].row):
        cells: dict[int, list[Reading]] = {}
        for index in in_row:
            cells.setdefault(document.blocks[index].column or 0, []).extend(by_block.get(index, ()))
        yield {column: cell_of(said) for column, said in cells.items() if said}


def turned(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The table with its first column as its first row."""
    width = 1 + max(max(row) for row in rows)
    return tuple(
        {number: row[column] for number, row in enumerate(rows) if column in row} for column in range(width)
    )
