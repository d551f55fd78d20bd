"""Structure of Markdown, as archives write it: headings, lists, tables, bold lines that are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from practicegraph.document import BlockKind
from practicegraph.read.blocks import Draft
from practicegraph.read.breaks import broken, trimmed
from practicegraph.read.lines import is_upper, looks_like_heading
from practicegraph.read.plain import plain_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_NEWLINE: Final = re.compile(r"\r\n?|\n")
_SIGNS: Final = re.compile(
    r"^#{1,6}[ \t]+\S|^[=-]{4,}[ \t]*$|^\*\*[^*\n]+\*\*[ \t]*$|\]\((?:https?:|mailto:|#|/)"
    r"|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\||^> \*|^[ \t]{0,3}\*[ \t]{2,}\S",
    re.MULTILINE,
)
_ARCHIVE_LINE: Final = re.compile(r"\*?The following text is extracted and transformed from", re.IGNORECASE)
_SAMPLE: Final = 200_000
_LONGEST_HEADING: Final = 300
#: Deeper than anybody writes on purpose; the parser recurses.
_DEEPEST: Final = 100


def looks_like_markdown(text: str) -> bool:
    """Whether a text of unknown kind carries Markdown's marks: two kinds of them, or one three times."""
    signs = [match.group().strip()[:2] for match in _SIGNS.finditer(text, 0, _SAMPLE)]
    return len(set(signs)) >= 2 or len(signs) >= 3  # noqa: PLR2004 - as the docstring says


def markdown_drafts(text: str) -> list[Draft]:
    """The pieces of a Markdown text; spans are into the text as it is.

    Where lists are nested deeper than the parser goes, and it would drop the rest, the text is read as plain.
    """
    tokens = _parser().parse(text.removeprefix("\ufeff"))
    if any(token.level >= _DEEPEST - 2 for token in tokens):
        return plain_drafts(text)
    reader = _Reader(text, _line_starts(text), tokens)
    return [draft for index, token in enumerate(tokens) for draft in reader.take(index, token)]


def _parser() -> MarkdownIt:
    # Archived pages indent without meaning code, and their raw HTML is text between tags.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.disable(["code", "html_block", "reference", "fence"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _line_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in _NEWLINE.finditer(text)), len(text)]


@dataclass(slots=True)
class _Reader:
    """Takes block tokens in order and keeps what is open: lists, the item, the heading, the table's place."""

    text: str
    starts: list[int]
    tokens: list[Token]
    lists: list[str] = field(default_factory=list)
    at_item_start: bool = False
    heading: int = 0
    rank: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    cursor: int = 0

    def take(self, index: int, token: Token) -> Iterator[Draft]:
        if token.type == "inline":
            yield from self._words(index, token)
        elif token.type in _OPENED:
            _OPENED[token.type](self, token)

    def _words(self, index: int, token: Token) -> Iterator[Draft]:
        start, end = self._span(token)
        if start == end or _ARCHIVE_LINE.match(self.text, start, end):
            return
        if self.column >= 0:
            yield from self._cell(start, end)
        elif self.heading:
            yield from self._heading(token, start, end)
        else:
            yield from self._paragraph(index, start, end)

    def _span(self, token: Token) -> tuple[int, int]:
        """Where the words of an inline token stand in the text."""
        first, last = token.map or [0, 0]
        begin = max(self.starts[first], self.cursor if self.column >= 0 else 0)
        head, *more = token.content.split("\n", 1)
        found = max(self.text.find(head.strip(), begin, self.starts[last]), begin)
        end = self.starts[last] if more or self.column < 0 else found + len(head.strip())
        self.cursor = end
        return trimmed(self.text, found, end)

    def _cell(self, start: int, end: int) -> Iterator[Draft]:
        place = {"table": self.table, "row": self.row, "column": self.column}
        header = self.row == 0
        yield from broken(
            self.text, Draft(BlockKind.CELL, start, end, inside=len(self.lists), header=header, **place)
        )

    def _heading(self, token: Token, start: int, end: int) -> Iterator[Draft]:
        if end - start > _LONGEST_HEADING:
            # A rule below a paragraph makes the whole of it a heading by Markdown's letter.
            yield from broken(self.text, Draft(BlockKind.PARAGRAPH, start, end))
            return
        self.rank = self.heading
        whole = Draft(BlockKind.HEADING, start, end, self.heading)
        yield from list(broken(self.text, whole))[:1] if token.map else [whole]

    def _paragraph(self, index: int, start: int, end: int) -> Iterator[Draft]:
        depth = len(self.lists)
        if self._is_heading(index, start, end):
            yield Draft(BlockKind.HEADING, start, end, self.rank + 1)
        elif depth and self.at_item_start:
            yield from self._ranked(Draft(BlockKind.ITEM, start, end, level=depth, inside=depth))
        else:
            yield from self._ranked(Draft(BlockKind.PARAGRAPH, start, end, inside=depth))
        self.at_item_start = False

    def _ranked(self, whole: Draft) -> Iterator[Draft]:
        for draft in broken(self.text, whole):
            head = draft.kind is BlockKind.HEADING
            yield replace(draft, level=self.rank + 1, inside=0) if head else draft

    def _is_heading(self, index: int, start: int, end: int) -> bool:
        """Whether an unmarked line is a heading: in capitals, or an ordered item with its own text below."""
        words = self.text[start:end].strip("*_ ")
        if "\n" in words or not looks_like_heading(words) or words.endswith(":"):
            return False
        if not self.lists:
            return is_upper(words) and " " in words
        return self.at_item_start and self.lists[-1] == "ordered_list_open" and self._has_text_below(index)

    def _has_text_below(self, index: int) -> bool:
        after = [token.type for token in self.tokens[index + 2 : index + 5]]
        return after[:1] != ["list_item_close"] or after[1:] == ["ordered_list_close", "paragraph_open"]


def _open_list(reader: _Reader, token: Token) -> None:
    reader.lists.append(token.type)


def _close_list(reader: _Reader, _token: Token) -> None:
    reader.lists.pop()
    reader.at_item_start = False


def _open_item(reader: _Reader, _token: Token) -> None:
    reader.at_item_start = True


def _open_heading(reader: _Reader, token: Token) -> None:
    reader.heading = int(token.tag[1])


def _close_heading(reader: _Reader, _token: Token) -> None:
    reader.heading = 0


def _open_table(reader: _Reader, _token: Token) -> None:
    reader.table += 1
    reader.row = -1


def _close_row(reader: _Reader, _token: Token) -> None:
    reader.column = -1


def _open_row(reader: _Reader, token: Token) -> None:
    reader.row += 1
    reader.column = -1
    reader.cursor = reader.starts[token.map[0]] if token.map else reader.cursor


def _open_cell(reader: _Reader, _token: Token) -> None:
    reader.column += 1


_OPENED: Final = {
    "bullet_list_open": _open_list, "ordered_list_open": _open_list,
    "bullet_list_close": _close_list, "ordered_list_close": _close_list,
    "list_item_open": _open_item, "heading_open": _open_heading, "heading_close": _close_heading,
    "table_open": _open_table, "tr_open": _open_row, "tr_close": _close_row,
    "th_open": _open_cell, "td_open": _open_cell,
}  # fmt: skip
