"""Structure of Markdown, as archives write it: headings, lists, tables, bold lines that are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from practicegraph.document import BlockKind
from practicegraph.read.blocks import Draft
from practicegraph.read.breaks import broken, trimmed
from practicegraph.read.lines import looks_like_heading

if TYPE_CHECKING:
    from markdown_it.token import Token

_NEWLINE: Final = re.compile(r"\r\n?|\n")
_SIGNS: Final = re.compile(
    r"^#{1,6}[ \t]+\S|^[=-]{4,}[ \t]*$|^\*\*[^*\n]+\*\*[ \t]*$|\]\((?:https?:|mailto:|#|/)|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|"
    r"|^> \*|^[ \t]{0,3}\*[ \t]{2,}\S",
    re.M,
)
_ARCHIVE_LINE: Final = re.compile(r"\*?The following text is extracted and transformed from", re.I)


def looks_like_markdown(text: str) -> bool:
    """Whether a text of unknown kind carries Markdown's marks."""
    signs = {m.group().strip()[:2] for m in _SIGNS.finditer(text, 0, 200_000)}
    return len(signs) >= 2 or sum(1 for _ in _SIGNS.finditer(text, 0, 200_000)) >= 3


def markdown_drafts(text: str) -> list[Draft]:
    """The pieces of a Markdown text; spans are into the text as it is."""
    reader = _Reader(text, _line_starts(text))
    for token in _parser().parse(text):
        reader.take(token)
    return reader.drafts


def _parser() -> MarkdownIt:
    # Archived pages indent without meaning code, and their raw HTML is text between tags.
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    parser.disable(["code", "html_block", "reference"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _line_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in _NEWLINE.finditer(text)), len(text)]


@dataclass(slots=True)
class _Reader:
    """Takes block tokens in order and keeps the lists and tables that are open."""

    text: str
    starts: list[int]
    drafts: list[Draft] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    fresh: bool = False
    heading: int = 0
    rank: int = 0
    quote: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    cursor: int = 0

    def take(self, token: Token) -> None:
        action = _ACTIONS.get(token.type)
        if action is not None:
            action(self, token)

    def span(self, token: Token) -> tuple[int, int]:
        """Where the words of an inline token stand in the text."""
        first, last = token.map or [0, 0]
        begin, stop = self.starts[first], self.starts[last]
        head = token.content.split("\n", 1)[0].strip()
        found = self.text.find(head, begin, stop)
        return trimmed(self.text, max(found, begin), stop)


def _open_list(reader: _Reader, token: Token) -> None:
    reader.lists.append(token.type)


def _close_list(reader: _Reader, _token: Token) -> None:
    reader.lists.pop()
    reader.fresh = False


def _open_item(reader: _Reader, _token: Token) -> None:
    reader.fresh = True


def _close_item(reader: _Reader, _token: Token) -> None:
    reader.fresh = False


def _open_heading(reader: _Reader, token: Token) -> None:
    reader.heading = int(token.tag[1])


def _close_heading(reader: _Reader, _token: Token) -> None:
    reader.heading = 0


def _open_table(reader: _Reader, _token: Token) -> None:
    reader.table += 1
    reader.row = -1


def _open_row(reader: _Reader, token: Token) -> None:
    reader.row += 1
    reader.column = -1
    reader.cursor = reader.starts[token.map[0]] if token.map else reader.cursor


def _open_cell(reader: _Reader, _token: Token) -> None:
    reader.column += 1


def _inline(reader: _Reader, token: Token) -> None:
    if not token.content.strip():
        return
    if reader.column >= 0:
        _cell(reader, token)
    elif reader.heading:
        _heading(reader, token)
    else:
        _paragraph(reader, token)


def _heading(reader: _Reader, token: Token) -> None:
    start, end = reader.span(token)
    if token.markup in ("-", "="):
        end = reader.starts[(token.map or [0, 1])[1]]
        start, end = trimmed(reader.text, start, end)
    if end - start > 300 or (token.markup and reader.text[start:end].count("\n") > 2):
        reader.drafts.extend(broken(reader.text, start, end, Draft(BlockKind.PARAGRAPH, start, end)))
        return
    reader.rank = reader.heading
    reader.drafts.append(Draft(BlockKind.HEADING, start, end, reader.heading))


def _paragraph(reader: _Reader, token: Token) -> None:
    start, end = reader.span(token)
    if _ARCHIVE_LINE.match(reader.text, start, end):
        return
    depth = len(reader.lists)
    kind = BlockKind.ITEM if depth and reader.fresh else BlockKind.PARAGRAPH
    reader.fresh = False
    whole = Draft(kind, start, end, level=max(1, depth) if kind is BlockKind.ITEM else 1, inside=depth)
    for draft in broken(reader.text, start, end, whole):
        head = draft.kind is BlockKind.HEADING
        reader.drafts.append(replace(draft, level=reader.rank + 1, inside=0) if head else draft)


def _cell(reader: _Reader, token: Token) -> None:
    found = reader.text.find(token.content, reader.cursor)
    if found < 0:
        return
    reader.cursor = found + len(token.content)
    start, end = trimmed(reader.text, found, reader.cursor)
    whole = Draft(
        BlockKind.CELL,
        start,
        end,
        table=reader.table,
        row=reader.row,
        column=reader.column,
        header=reader.row == 0,
    )
    reader.drafts.extend(broken(reader.text, start, end, whole))


def _close_table(reader: _Reader, _token: Token) -> None:
    reader.column = -1


_ACTIONS: Final = {
    "bullet_list_open": _open_list, "ordered_list_open": _open_list,
    "bullet_list_close": _close_list, "ordered_list_close": _close_list,
    "list_item_open": _open_item, "list_item_close": _close_item,
    "heading_open": _open_heading, "heading_close": _close_heading,
    "table_open": _open_table, "table_close": _close_table, "tr_open": _open_row,
    "th_open": _open_cell, "td_open": _open_cell, "inline": _inline,
}  # fmt: skip
