"""Paragraphs that hold hard line breaks: a bold line and its text, bullets typed by hand, several sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.read.lines import MARKER, NUMBERING, ends_sentence, looks_like_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.read.blocks import Draft

_BREAK: Final = re.compile(r"(?:[ \t\u00a0]{2,}|\\)(?:\r\n?|\n)\s*|[ \t]*(?:<br[ \t]*/?>\s*)+", re.I)
_BOLD: Final = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>[^*\n]{2,200}?)(?P=mark)\s*:?\s*")
_EDGE: Final = re.compile(r"[\s\u00a0\u200b\ufeff>|]*")
_WRAPPED: Final = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])")
_ANCHOR: Final = re.compile(r"\[\s*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)\s*")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, quote marks and empty anchors around it."""
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff>"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    anchor = _ANCHOR.match(text, start, end)
    return trimmed(text, anchor.end(), end) if anchor and anchor.end() < end else (start, end)


def broken(text: str, start: int, end: int, whole: Draft) -> Iterator[Draft]:
    """The pieces of a paragraph, item or cell, cut at its hard breaks where a new thought begins."""
    first = True
    for begin, stop in _parts(text, start, end):
        draft = _piece(text, begin, stop, whole, first=first)
        if draft.start < draft.end:
            yield draft
            first = False


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for gap in _BREAK.finditer(text, start, end):
        if _parted(text, begin, gap.start(), gap.end(), end):
            yield begin, gap.start()
            begin = gap.end()
    yield begin, end


def _parted(text: str, begin: int, stop: int, next_begin: int, end: int) -> bool:
    """Whether the line before a hard break is complete, or the one after it begins something."""
    before = text[begin:stop]
    after = text[next_begin : min(end, next_begin + 200)]
    if not before.strip() or not after.strip():
        return False
    return (
        ends_sentence(before)
        or bool(MARKER.match(after))
        or bool(_BOLD.fullmatch(before.strip()))
        or bool(_BOLD.match(after))
        or "<br" in text[stop:next_begin].lower().replace("<br>", "<br", 1)[3:]
    )


def _piece(text: str, begin: int, stop: int, whole: Draft, *, first: bool) -> Draft:
    begin, stop = trimmed(text, begin, stop)
    marker = MARKER.match(text, begin, stop)
    words = text[begin:stop]
    if whole.kind is not BlockKind.CELL and _is_bold_heading(words):
        return _as_heading(text, begin, stop, whole)
    if marker and marker.end() < stop and not (first and whole.kind is BlockKind.ITEM):
        kind = whole.kind if whole.kind is BlockKind.CELL else BlockKind.ITEM
        return replace(whole, kind=kind, start=marker.end(), end=stop, level=whole.inside + 1)
    kind = BlockKind.PARAGRAPH if whole.kind is BlockKind.ITEM and not first else whole.kind
    return replace(whole, kind=kind, start=begin, end=stop)


def _is_bold_heading(words: str) -> bool:
    match = _BOLD.fullmatch(words)
    if match is None:
        return False
    inner = match["words"].strip()
    return looks_like_heading(inner) or (len(inner) <= 100 and not inner.endswith((".", ";", ",")))


def _as_heading(text: str, begin: int, stop: int, whole: Draft) -> Draft:
    match = _BOLD.match(text, begin, stop)
    if match is not None:
        begin, stop = trimmed(text, match.start("words"), match.end("words"))
    numbering = NUMBERING.match(text, begin, stop)
    if numbering and text[begin].isdigit():
        begin = numbering.end()
    return replace(whole, kind=BlockKind.HEADING, start=begin, end=stop)


def inner_drafts(words: str, begin: int, whole: Draft, *, bold: bool, rank: int) -> Iterator[Draft]:
    """The pieces of an HTML block whose text has plain newlines for hard breaks; it stands at `begin`."""
    if (
        bold
        and whole.kind is BlockKind.PARAGRAPH
        and not whole.inside
        and _is_bold_heading(f"**{words.strip()}**")
    ):
        yield replace(whole, kind=BlockKind.HEADING, level=rank)
        return
    at = 0
    first = True
    for line in words.split("\n"):
        start, end = trimmed(words, at, at + len(line))
        at += len(line) + 1
        if start < end:
            piece = _piece(words, start, end, whole, first=first)
            yield replace(piece, start=piece.start + begin, end=piece.end + begin)
            first = False
