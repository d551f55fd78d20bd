"""From pieces of text in reading order to blocks that know their headings, lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from practicegraph.document import Block, BlockKind

#: A sentence that announces a list although it ends with a full stop.
_ANNOUNCES: Final = re.compile(
    r"\b(?:following|below|as follows|these purposes|listed here)\b[^.!?]*[.:]?\s*$", re.IGNORECASE
)
_LONGEST_LABEL: Final = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece of the text before its neighbours are known.

    `inside` is the depth of the list item that a paragraph belongs to, 0 outside lists. Cells carry
    their table's number, and `header` where the source marks them as header cells. Headings of rank
    `closes` and lower ranks end before this piece, 0 for none.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 1
    inside: int = 0
    closes: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    header: bool = False


@dataclass(slots=True)
class _Position:
    """What stands above the next piece: open headings, open list items, the last introducer."""

    headings: list[tuple[int, int]] = field(default_factory=list)
    items: list[tuple[int, int]] = field(default_factory=list)
    before: int | None = None
    list_lead: int | None = None
    announced: int | None = None


def link(text: str, drafts: list[Draft]) -> tuple[Block, ...]:
    """Blocks for the pieces, in their order, with heading paths, lead-ins and header cells filled in."""
    drafts = [d for d in drafts if d.start < d.end]
    headers = _header_cells(text, drafts)
    position = _Position()
    return tuple(_linked(text, index, draft, position, headers) for index, draft in enumerate(drafts))


def introduces(text: str, start: int, end: int) -> bool:
    """Whether these words announce a list: they end with a colon, or their last sentence says so."""
    tail = text[max(start, end - 200) : end].rstrip(" *_")
    return tail.endswith(":") or bool(_ANNOUNCES.search(tail))


def _linked(
    text: str, index: int, draft: Draft, position: _Position, headers: dict[int, tuple[int, ...]]
) -> Block:
    ends = draft.level if draft.kind is BlockKind.HEADING else draft.closes
    while ends and position.headings and position.headings[-1][0] >= ends:
        position.headings.pop()
    block = Block(
        kind=draft.kind,
        start=draft.start,
        end=draft.end,
        level=draft.level,
        headings=tuple(i for _, i in position.headings),
        lead_in=_lead_in(draft, position),
        row=draft.row,
        column=draft.column,
        header_cells=headers.get(index, ()),
    )
    _advance(text, index, draft, position)
    return block


#: An item that ends so introduces those after it, where none of them stands below it.
_FOLLOWING: Final = re.compile(r"\bfollowing\b[^.:]{0,100}:[*_ ]*$")


def _lead_in(draft: Draft, position: _Position) -> int | None:
    if draft.kind is BlockKind.ITEM:
        if position.announced is not None and position.items[-1:] == [(draft.level, position.announced)]:
            position.list_lead = position.announced
        position.announced = None
        while position.items and position.items[-1][0] >= draft.level:
            position.items.pop()
        if position.list_lead is None:
            position.list_lead = position.before
        return position.items[-1][1] if position.items else position.list_lead
    if draft.kind is BlockKind.PARAGRAPH and draft.inside and position.items:
        return next((i for level, i in reversed(position.items) if level <= draft.inside), None)
    return None


def _advance(text: str, index: int, draft: Draft, position: _Position) -> None:
    """Note what the piece opens and closes for those after it."""
    if draft.kind is BlockKind.ITEM:
        position.items.append((draft.level, index))
        position.announced = index if _FOLLOWING.search(text, draft.start, draft.end) else None
        return
    if draft.inside and position.items:
        if draft.kind is BlockKind.PARAGRAPH:
            _continue_item(text, index, draft, position)
        return
    position.items.clear()
    position.list_lead = None
    position.before = None if draft.kind is BlockKind.CELL else index
    if draft.kind is BlockKind.HEADING:
        position.headings.append((draft.level, index))


def _continue_item(text: str, index: int, draft: Draft, position: _Position) -> None:
    """A paragraph of an item that announces a list takes the item's place as introducer."""
    while position.items and position.items[-1][0] > draft.inside:
        position.items.pop()
    if position.items and introduces(text, draft.start, draft.end):
        position.items[-1] = (position.items[-1][0], index)


def _header_cells(text: str, drafts: list[Draft]) -> dict[int, tuple[int, ...]]:
    """For each cell's index the indices of its column's header and of the first cell of its row."""
    cells: dict[tuple[int, int, int], list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.table is not None and draft.row is not None and draft.column is not None:
            cells.setdefault((draft.table, draft.row, draft.column), []).append(index)
    header_rows = _header_rows(text, drafts)
    found: dict[int, tuple[int, ...]] = {}
    for (table, row, column), indices in cells.items():
        top = header_rows.get(table)
        above = cells.get((table, top, column), []) if top is not None and row > top else []
        left = cells.get((table, row, 0), []) if column > 0 and row != top else []
        for index in indices:
            found[index] = tuple(above + left)
    return found


def _header_rows(text: str, drafts: list[Draft]) -> dict[int, int]:
    """The row of each table whose cells name its columns: marked so, or a first row of short labels."""
    marked: dict[int, int] = {}
    first: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.table is None or draft.row is None:
            continue
        if draft.header and draft.row == 0:
            marked.setdefault(draft.table, draft.row)
        row = first.setdefault(draft.table, [draft])
        if row[0].row == draft.row and row[0] is not draft:
            row.append(draft)
    labels = {
        table: row[0].row
        for table, row in first.items()
        if row[0].row is not None and len(row) > 1 and all(_is_label(text[d.start : d.end]) for d in row)
    }
    return labels | marked


def _is_label(words: str) -> bool:
    return len(words) <= _LONGEST_LABEL and not words.rstrip("*_ ").endswith((".", ";"))
