"""Paragraphs with hard line breaks in them: a bold line and its text, bullets typed by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.read.lines import (
    MARKER,
    NUMBERING,
    ends_sentence,
    is_page_part,
    is_titled,
    looks_like_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.read.blocks import Draft

#: A hard break of Markdown or HTML, or a bullet within a line.
_BREAK: Final = re.compile(
    r"(?:(?<=[ \t\u00a0]{2})|(?<=\\))(?:\r\n?|\n)\s*|(?P<soft>\r\n?|\n)\s*"
    r"|<br[ \t]*/?>\s*(?:<br[ \t]*/?>\s*)*|(?<=\s)(?=[•●▪■◦‣]\s)",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>[^*\n]{2,200}?)(?P=mark)\s*:?\s*")
_EMPHASIS: Final = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^*_\n]+)(?P=mark)")
_ANCHOR: Final = re.compile(r"\[\s*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)\s*|!\[[^\]\n]*\]\([^)\s]*\)\s*")
_INVISIBLE: Final = "\u200b\ufeff"
#: What a cell of a table holds in place of "yes" and "no".
_TICKS: Final = "✓✔☑✅☒✗✘✕❌☐●"
_NUMBERED: Final = re.compile(r"[•●▪■◦‣]|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s")
_LONGEST_LABEL: Final = 100
_SHORT: Final = 200


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, quote marks and empty anchors around it; empty if no word or tick is in it."""
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE + ">"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    anchor = _ANCHOR.match(text, start, end)
    if anchor:
        return trimmed(text, anchor.end(), end)
    wordless = end - start < _SHORT and not any(c.isalnum() or c in _TICKS for c in text[start:end])
    return (end, end) if wordless else (start, end)


def broken(text: str, whole: Draft) -> Iterator[Draft]:
    """The pieces of a paragraph, heading, item or cell, cut at its hard breaks where a new thought begins."""
    yield from _pieces(text, whole, _parts(text, whole.start, whole.end))


def broken_at_newlines(text: str, whole: Draft, *, bold: bool) -> Iterator[Draft]:
    """The pieces of a block of HTML, whose text has a newline for each hard break."""
    if bold and whole.kind is BlockKind.PARAGRAPH and not whole.inside:
        words = text[whole.start : whole.end]
        if "\n" not in words and _is_label(words):
            yield _as_heading(text, whole.start, whole.end, whole)
            return
    lines = re.compile(r"[^\n]+").finditer(text, whole.start, whole.end)
    yield from _pieces(text, whole, (span for line in lines for span in _parts(text, *line.span())))


def _pieces(text: str, whole: Draft, spans: Iterator[tuple[int, int]]) -> Iterator[Draft]:
    first = True
    for begin, stop in spans:
        start, end = trimmed(text, begin, stop)
        if start < end:
            yield _piece(text, start, end, whole, first=first)
            first = False


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    span = text[start:end]
    if "\n" not in span and "<" not in span and span.isascii():
        yield start, end
        return
    begin = start
    for gap in _BREAK.finditer(text, start, end):
        if _parted(text, begin, gap, end):
            yield begin, gap.start()
            begin = gap.end()
    yield begin, end


def _parted(text: str, begin: int, gap: re.Match[str], end: int) -> bool:
    """Whether the line before a hard break is complete, or the one after it begins something."""
    before = text[max(begin, gap.start() - _SHORT) : gap.start()].strip()
    after = text[gap.end() : min(end, gap.end() + _SHORT)]
    if not before or not after.strip():
        return False
    if gap["soft"]:
        # A mere newline goes on, but after a bold label and before a typed bullet or a number in brackets.
        label = gap.start() - begin <= _SHORT and _BOLD.fullmatch(before)
        return bool(label and _is_label(label["words"])) or _NUMBERED.match(after) is not None
    doubled = gap.group().lower().count("<br") > 1
    bold = (gap.start() - begin <= _SHORT and _BOLD.fullmatch(before)) or _BOLD.match(after)
    return doubled or ends_sentence(before) or bool(bold or MARKER.match(after))


def _piece(text: str, begin: int, stop: int, whole: Draft, *, first: bool) -> Draft:
    words = text[begin:stop]
    bold = _BOLD.fullmatch(words)
    heads = whole.kind is BlockKind.PARAGRAPH or (whole.kind is BlockKind.ITEM and not first)
    if whole.kind is BlockKind.HEADING or (heads and bold and _is_label(bold["words"])):
        return _as_heading(text, begin, stop, whole)
    marker = MARKER.match(text, begin, stop)
    # A number may stand on a line of its own, above the words that it counts.
    start, end = trimmed(text, marker.end(), stop) if marker else (stop, stop)
    if start < end and not (first and whole.kind is BlockKind.ITEM):
        kind = BlockKind.CELL if whole.kind is BlockKind.CELL else BlockKind.ITEM
        return replace(whole, kind=kind, start=start, end=end, level=whole.inside + 1)
    if begin == whole.start and stop == whole.end:
        return whole
    rest = whole.kind is BlockKind.ITEM and not first
    return replace(whole, kind=BlockKind.PARAGRAPH if rest else whole.kind, start=begin, end=stop)


def _is_label(words: str) -> bool:
    """Whether bold words that stand alone are a heading and not a sentence."""
    words = words.strip()
    if is_page_part(words):
        return False
    if looks_like_heading(words) or is_titled(words):
        return True
    return len(words) <= _LONGEST_LABEL and not words.endswith((".", ";", ","))


def _as_heading(text: str, begin: int, stop: int, whole: Draft) -> Draft:
    """The heading without emphasis and numbering."""
    emphasis = _EMPHASIS.fullmatch(text[begin:stop].rstrip(": "))
    if emphasis:
        begin, stop = trimmed(text, begin + emphasis.start("words"), begin + emphasis.end("words"))
    numbering = NUMBERING.match(text, begin, stop)
    if numbering and text[begin].isdigit() and numbering.end() < stop:
        begin = numbering.end()
    return replace(whole, kind=BlockKind.HEADING, start=begin, end=stop)
