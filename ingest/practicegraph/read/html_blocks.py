"""The visible text of a page's tree, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from practicegraph.document import BlockKind
from practicegraph.read.blocks import Draft
from practicegraph.read.breaks import broken_at_newlines
from practicegraph.read.html_links import LinkWriter
from practicegraph.read.plain import plain_drafts
from practicegraph.read.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.document import Link

_UNSEEN: Final = words("unseen_elements")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS: Final = words("block_elements")
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_STRONG: Final = frozenset(("b", "strong"))
_HEADINGS: Final = {f"h{rank}": rank for rank in range(1, 7)}
#: What names the part that follows it: a term's definition, a fold's content.
_LABELS: Final = frozenset(("dt", "summary"))
#: What such labels no longer hold for when it ends.
_LABELLED: Final = frozenset(("dl", "details"))
_SPACE: Final = re.compile(r"[\s\u00a0]+")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_WIDEST_SPAN: Final = 50


@dataclass(slots=True)
class _Table:
    """Where the reader is in a table; `layout` tables arrange a page and hold no data.

    `taken` holds, for columns that a cell of an earlier row reaches down into, how many more rows it does.
    """

    number: int
    layout: bool
    row: int = -1
    column: int = -1
    next_column: int = 0
    header: bool = False
    taken: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Written:
    """A block of the page.

    `bold` says that all of it is, `rank` is what a heading found in it gets, and `plain` says that its
    lines are laid out as in a plain text.
    """

    draft: Draft
    bold: bool
    rank: int
    plain: bool


def page_blocks(root: etree._Element) -> tuple[str, list[Draft], list[Link]]:
    """The text that a reader of the page sees, its pieces, and its links as the page has them."""
    writer = _Writer()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            writer.start(tag, element)
        else:
            writer.end(tag, element)
    writer.flush()
    text = "".join(writer.parts)
    drafts = [draft for written in writer.written for draft in _drafts(text, written)]
    return text, drafts, writer.links.links


def _drafts(text: str, written: _Written) -> Iterator[Draft]:
    if written.plain and written.draft.kind is BlockKind.PARAGRAPH:
        for draft in plain_drafts(text, written.draft.start, written.draft.end):
            below = draft.level + written.rank - 1
            yield replace(draft, level=below) if draft.kind is BlockKind.HEADING else draft
        return
    for draft in broken_at_newlines(text, written.draft, bold=written.bold):
        found = draft.kind is BlockKind.HEADING and written.draft.kind is not BlockKind.HEADING
        yield replace(draft, level=written.rank) if found else draft


@dataclass(slots=True)
class _Writer:
    """Writes the visible text and keeps what is open."""

    parts: list[str] = field(default_factory=list)
    written: list[_Written] = field(default_factory=list)
    length: int = 0
    buffer: list[str] = field(default_factory=list)
    links: LinkWriter = field(default_factory=LinkWriter)
    strong: int = 0
    only_strong: bool = True
    hidden: int = 0
    lists: int = 0
    at_item_start: bool = False
    heading: int = 0
    rank: int = 0
    closes: int = 0
    preformatted: int = 0
    tables: list[_Table] = field(default_factory=list)
    table_count: int = 0

    def start(self, tag: str, element: etree._Element) -> None:
        if self.hidden or self._is_unseen(tag, element):
            self.hidden += 1
            return
        if tag in _BLOCKS:
            self.flush()
            self._enter(tag, element)
        elif tag == "br":
            self.buffer.append("\n")
        elif tag in _STRONG:
            self.strong += 1
        elif tag == "a":
            self.links.enter(element.get("href") or "#")
        self._write(element.text)

    def end(self, tag: str, element: etree._Element) -> None:
        if self.hidden:
            self.hidden -= 1
        elif tag in _BLOCKS:
            self.flush()
            self._leave(tag)
        elif tag in _STRONG:
            self.strong -= 1
        elif tag == "a":
            self.links.leave()
        if not self.hidden:
            self._write(element.tail)

    def flush(self) -> None:
        """Close the block that is being written."""
        raw = "".join(self.buffer)
        found = raw.strip("\n") if self.preformatted else _tidy(raw)
        bold, self.only_strong = self.only_strong, True
        self.buffer.clear()
        if found.strip():
            begin = self._append(found)
            self.links.flush(found, begin)
            draft = self._draft(begin, len(found))
            self.written.append(_Written(draft, bold, self.rank + 1, self.preformatted > 0))
            self.at_item_start = False
            self.closes = 0

    def _is_unseen(self, tag: str, element: etree._Element) -> bool:
        # Folds are often headings that are buttons.
        if tag in _UNSEEN or (tag == "button" and not self.heading):
            return True
        style = element.get("style")
        return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))

    def _write(self, found: str | None) -> None:
        if found:
            self.only_strong = self.only_strong and (self.strong > 0 or found.isspace())
            self.buffer.append(found if self.preformatted else _SPACE.sub(" ", found))
            self.links.write(found)

    def _append(self, found: str) -> int:
        lead = "\n\n" if self.parts else ""
        if self.at_item_start and not self.heading:
            lead = lead[:1] + "  " * (self.lists - 1) + "- "
        self.parts.append(lead + found)
        begin = self.length + len(lead)
        self.length = begin + len(found)
        return begin

    def _draft(self, begin: int, length: int) -> Draft:
        end = begin + length
        if self.heading:
            return Draft(BlockKind.HEADING, begin, end, self.heading)
        table = self.tables[-1] if self.tables else None
        if table is not None and table.column >= 0:
            place = {"table": table.number, "row": table.row, "column": table.column}
            return Draft(BlockKind.CELL, begin, end, closes=self.closes, header=table.header, **place)
        if self.at_item_start:
            return Draft(BlockKind.ITEM, begin, end, self.lists, inside=self.lists, closes=self.closes)
        return Draft(BlockKind.PARAGRAPH, begin, end, inside=self.lists, closes=self.closes)

    def _enter(self, tag: str, element: etree._Element) -> None:
        if tag in _LISTS:
            self.lists += 1
            self.at_item_start = False
        elif tag == "li":
            self.lists = max(1, self.lists)
            self.at_item_start = True
        elif tag in _HEADINGS:
            self.heading = self.rank = _HEADINGS[tag]
        elif tag in _LABELS:
            self.heading = self.rank + 1
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "table":
            self.tables.append(_Table(self.table_count, _is_layout(element)))
            self.table_count += 1
        elif self.tables and not self.tables[-1].layout:
            _enter_row_or_cell(self.tables[-1], tag, element)

    def _leave(self, tag: str) -> None:
        if tag in _LISTS:
            self.lists = max(0, self.lists - 1)
            self.at_item_start = False
        elif tag == "li":
            self.at_item_start = False
        elif tag in _HEADINGS or tag in _LABELS:
            self.heading = 0
        elif tag in _LABELLED:
            self.closes = self.rank + 1
        elif tag == "pre":
            self.preformatted -= 1
        elif tag == "table":
            self.tables.pop()
        elif tag == "tr" and self.tables:
            self.tables[-1].column = -1


def _tidy(raw: str) -> str:
    lines = [_SPACE.sub(" ", line).strip() for line in raw.split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _enter_row_or_cell(table: _Table, tag: str, element: etree._Element) -> None:
    if tag == "tr":
        table.row += 1
        table.column = -1
        table.next_column = 0
        table.taken = {column: rows - 1 for column, rows in table.taken.items() if rows > 1}
    elif tag in ("td", "th"):
        table.row = max(0, table.row)
        while table.next_column in table.taken:
            table.next_column += 1
        table.column = table.next_column
        table.next_column += _span(element.get("colspan"))
        table.header = tag == "th"
        # One more than reach down, since the row that begins next takes one away.
        rows = _span(element.get("rowspan"))
        reached = range(table.column, table.next_column) if rows > 1 else ()
        table.taken.update(dict.fromkeys(reached, rows))


def _span(stated: str | None) -> int:
    return min(int(stated), _WIDEST_SPAN) if stated and stated.isdecimal() and int(stated) else 1


def _is_layout(table: etree._Element) -> bool:
    """Whether the table arranges the page, as old ones do: it holds tables or headings, or one column."""
    if table.get("role") == "presentation":
        return True
    inner = table.iterdescendants("table", "h1", "h2", "h3")
    if next(inner, None) is not None:
        return True
    rows = table.iterdescendants("tr")
    return all(sum(1 for cell in row if cell.tag in ("td", "th")) <= 1 for row in rows)
