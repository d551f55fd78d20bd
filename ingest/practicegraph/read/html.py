"""HTML to text and structure. No visible text is lost without a word."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from practicegraph.document import BlockKind
from practicegraph.errors import UnreadableInput
from practicegraph.read.blocks import Draft
from practicegraph.read.breaks import broken_at_newlines

if TYPE_CHECKING:
    from collections.abc import Iterator


_UNSEEN: Final = frozenset(
    "script style template noscript head svg math canvas object audio video select option button textarea iframe "
    "nav dialog".split()
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
_STRONG: Final = frozenset(("b", "strong"))
_SPACE: Final = re.compile(r"[\s\u00a0]+")
_TAG: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style|template)\b.*?(?:</(?:script|style|template)\s*>|\Z)|<[/!?]?[A-Za-z][^>]*>?",
    re.S | re.I,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
#: Deeper trees are made to break readers; no page needs them.
_DEEPEST: Final = 2000


def html_drafts(page: str, source: str) -> tuple[str, list[Draft]]:
    """The visible text of a page and its pieces. Raises UnreadableInput where text would be lost."""
    root = _parsed(page, source)
    _check_complete(page, root, source)
    reader = _Reader()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        reader.take(event, element)
    reader.flush()
    text = "".join(reader.parts)
    return text, [draft for block in reader.pending for draft in _drafts(text, *block)]


def _drafts(text: str, whole: Draft, bold: bool, rank: int) -> Iterator[Draft]:  # noqa: FBT001 - as the reader keeps them
    for draft in broken_at_newlines(text, whole, bold=bold):
        minor = draft.kind is BlockKind.HEADING and whole.kind is not BlockKind.HEADING
        yield replace(draft, level=rank) if minor else draft


def page_title(page: str) -> str:
    """What the page's title element says, on one line."""
    found = re.search(r"<title[^>]*>(.{0,400}?)</title", page, re.S | re.I)
    return _SPACE.sub(" ", entities.unescape(found[1])).strip() if found else ""


def _parsed(page: str, source: str) -> etree._Element:
    parser = etree.HTMLParser(
        huge_tree=True, recover=True, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(source, f"broken HTML: {error}", "save the page again, or as text") from None
    if root is None:
        raise UnreadableInput(source, "an HTML page without content", "save the page with its text")
    return root


def _check_complete(page: str, root: etree._Element, source: str) -> None:
    """Compare the letters between the tags with those in the tree: libxml2 drops text silently."""
    expected = sum(len(_LETTERS.findall(part)) for part in _TAG.split(page) if part)
    found = sum(len(_LETTERS.findall(text)) for text in root.itertext() if isinstance(text, str))
    if found < 0.97 * expected - 200:
        raise UnreadableInput(
            source,
            f"the page is nested so deeply that {expected - found} of its {expected} letters would be lost",
            "save the page as text",
        )


@dataclass(slots=True)
class _Reader:
    """Writes the visible text block by block."""

    parts: list[str] = field(default_factory=list)
    pending: list[tuple[Draft, bool, int]] = field(default_factory=list)
    length: int = 0
    buffer: list[str] = field(default_factory=list)
    strong: int = 0
    plain_letters: bool = False
    hidden: int = 0
    lists: int = 0
    item: bool = False
    heading: int = 0
    rank: int = 0
    preformatted: int = 0
    tables: list[list[int]] = field(default_factory=list)
    table_count: int = 0
    header_cell: bool = False
    open_summary: bool = False

    def take(self, event: str, element: etree._Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            self._start(tag, element)
        else:
            self._end(tag, element)

    def _start(self, tag: str, element: etree._Element) -> None:
        if self.hidden or tag in _UNSEEN or _is_hidden(element):
            self.hidden += 1
            return
        if tag in _BLOCKS:
            self.flush()
            _enter(self, tag)
        elif tag == "br":
            self.buffer.append("\n")
        elif tag in _STRONG:
            self.strong += 1
        self.write(element.text)

    def _end(self, tag: str, element: etree._Element) -> None:
        if self.hidden:
            self.hidden -= 1
        else:
            if tag in _BLOCKS:
                self.flush()
                _leave(self, tag)
            elif tag in _STRONG:
                self.strong -= 1
        if not self.hidden:
            self.write(element.tail)

    def write(self, words: str | None) -> None:
        if not words:
            return
        if not self.strong and not words.isspace():
            self.plain_letters = True
        self.buffer.append(words if self.preformatted else _SPACE.sub(" ", words))

    def flush(self) -> None:
        """Close the block that is being written."""
        words = "".join(self.buffer)
        bold, self.plain_letters = not self.plain_letters, False
        self.buffer.clear()
        words = words.strip("\n") if self.preformatted else _tidy(words)
        if not words.strip():
            return
        begin = self._append(words)
        whole = self._whole(begin, len(words))
        self.pending.append((whole, bold, self.rank + 1))
        self.item = False

    def _append(self, words: str) -> int:
        lead = "\n\n" if self.parts else ""
        if self.item and not self.heading:
            lead = ("\n" if self.parts else "") + "  " * (self.lists - 1) + "- "
        self.parts.append(lead + words)
        begin = self.length + len(lead)
        self.length = begin + len(words)
        return begin

    def _whole(self, begin: int, length: int) -> Draft:
        end = begin + length
        if self.heading:
            self.rank = self.heading
            return Draft(BlockKind.HEADING, begin, end, self.heading)
        if self.tables and self.tables[-1][2] >= 0:
            table, row, column = self.tables[-1]
            return Draft(
                BlockKind.CELL, begin, end, table=table, row=row, column=column, header=self.header_cell
            )
        if self.item:
            return Draft(BlockKind.ITEM, begin, end, max(1, self.lists), inside=self.lists)
        return Draft(BlockKind.PARAGRAPH, begin, end, inside=self.lists)


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _tidy(words: str) -> str:
    lines = [_SPACE.sub(" ", line).strip() for line in words.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _enter(reader: _Reader, tag: str) -> None:
    if tag in _LISTS:
        reader.lists += 1
        reader.item = False
    elif tag == "li":
        reader.lists = max(1, reader.lists)
        reader.item = True
    elif tag in ("dt", "summary"):
        reader.heading = min(6, reader.rank + 1)
    elif tag[0] == "h" and tag[1:].isdigit():
        reader.heading = int(tag[1])
    elif tag == "pre":
        reader.preformatted += 1
    else:
        _enter_table(reader, tag)


def _enter_table(reader: _Reader, tag: str) -> None:
    if tag == "table":
        reader.tables.append([reader.table_count, -1, -1])
        reader.table_count += 1
    elif tag == "tr" and reader.tables:
        reader.tables[-1][1] += 1
        reader.tables[-1][2] = -1
    elif tag in ("td", "th") and reader.tables:
        reader.tables[-1][2] += 1
        reader.header_cell = tag == "th"


def _leave(reader: _Reader, tag: str) -> None:
    if tag in _LISTS:
        reader.lists = max(0, reader.lists - 1)
        reader.item = False
    elif tag == "li":
        reader.item = False
    elif tag in ("dt", "summary") or (tag[0] == "h" and tag[1:].isdigit()):
        reader.heading = 0
    elif tag == "pre":
        reader.preformatted -= 1
    elif tag == "table" and reader.tables:
        reader.tables.pop()
    elif tag == "tr" and reader.tables:
        reader.tables[-1][2] = -1
