"""A row of a table whose columns are known, with what its statements need from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.extract.reading import unique
from practicegraph.extract.tables.cells import data_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicegraph.extract.draft import Draft
    from practicegraph.extract.tables.cells import Cell
    from practicegraph.extract.tables.columns import Column, Layout, Role
    from practicegraph.extract.tables.grid import Row

#: A longer row is quoted by its cells.
_GLANCE: Final = 500
#: More pieces of evidence than these point at nothing.
_MOST_SPANS: Final = 5


class Filled(NamedTuple):
    """A cell with its column."""

    column: Column
    cell: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """A row; `lead` is what introduces its table and says a practice.

    `carried` is the cell of an earlier row that reaches down into this one.
    """

    layout: Layout
    row: Row
    lead: Draft | None
    broader: Mapping[str, frozenset[str]]
    carried: Cell | None = None

    def under(self, *roles: Role) -> tuple[Filled, ...]:
        """The filled cells of the row in columns that hold one of these."""
        return tuple(f for f in self.filled() if f.column.role in roles)

    def filled(self) -> tuple[Filled, ...]:
        """The cells of the row in columns that have a title, from the left."""
        columns = sorted(self.layout.columns.items())
        return tuple(Filled(column, self.row[n]) for n, column in columns if n in self.row)

    @property
    def is_of_vendors(self) -> bool:
        """Whether the rows are those of recipients rather than of data."""
        keys = self.layout.with_role("recipients", "data", "examples", "purposes")
        return bool(keys) and self.layout.columns[keys[0]].role == "recipients"

    @property
    def leads_to(self) -> str | None:
        """The practice that what introduces the table says."""
        return self.lead.practice if self.lead else None

    def data(self, *, sold: bool = False) -> tuple[str, ...]:
        """The data that the row is about; with `sold`, that of a column for what is sold alone."""
        kinds = [f.cell for f in self.under("data") if _is_for_sale(f.column) == sold]
        spelt = () if sold or self.is_of_vendors else [f.cell for f in self.under("examples")]
        named = unique(c for cell in kinds for c in data_in(cell.affirmed, self.broader))
        listed = unique(c for cell in spelt for c in data_in(cell.listed, self.broader))
        return listed or named

    def spans(self, *telling: Filled) -> tuple[tuple[int, int], ...]:
        """The evidence: the row, or in a long one its data and the telling cells; then the telling titles."""
        start, end = self._extent()
        if end - start <= _GLANCE:
            said = [(start, end)]
        else:
            cells = [*(f.cell for f in telling), *(f.cell for f in self.under("data", "examples"))]
            said = [cell.span for cell in cells] or [(start, end)]
        above = [self.carried.span] if self.carried else []
        titles = [f.column.title.span for f in telling]
        lead = self.lead.spans[:1] if self.lead and not telling else ()
        spans = dict.fromkeys((*said, *above, *titles, *lead))
        return tuple(spans)[:_MOST_SPANS]

    def _extent(self) -> tuple[int, int]:
        spans = [cell.span for cell in self.row.values() if cell is not self.carried]
        return min(s for s, _ in spans), max(e for _, e in spans)


def _is_for_sale(column: Column) -> bool:
    return column.tells("sold") and not column.tells("collected")


def lines(layout: Layout, lead: Draft | None, broader: Mapping[str, frozenset[str]]) -> Iterator[Line]:
    """The rows that say something; a row without a first cell goes on with that of the row above."""
    first = min(layout.columns)
    before: Cell | None = None
    for row in layout.rows:
        if len(row) < 2:  # noqa: PLR2004  # a cell alone is a title between rows
            before = None
            continue
        if first in row or before is None:
            yield Line(layout, row, lead, broader)
        else:
            yield Line(layout, {first: before, **row}, lead, broader, carried=before)
        before = row.get(first, before)
