"""Lines of plain text put together to paragraphs and items, whether they were wrapped or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from practicegraph.read.lines import (
    LONE_MARKER,
    MARKER,
    ends_sentence,
    is_contact,
    is_dangling,
    is_upper,
    looks_like_heading,
    starts_lower,
)

_LINE: Final = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_PADDING: Final = " \t\u00a0\ufeff\u200b\u3000"
#: Longer lines are not cut at a column, by hand or by a program.
_WIDEST: Final = 130
#: The share of cut lines from which a text counts as wrapped.
_CUT_SHARE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Segment:
    """What belongs together, without the marker that stood before it.

    `indent` is the column where its first line begins; `gap` says whether a blank line is above it.
    """

    start: int
    end: int
    indent: int
    gap: bool
    marker: str = ""


def segments_of(text: str, start: int, stop: int) -> list[Segment]:
    """The paragraphs, headings and items of a stretch of text."""
    lines = _lines(text, start, stop)
    width = _wrap_width(text, lines)
    marked = _marked(text, lines)
    return marked if width is None else _joined(text, marked, width)


def _lines(text: str, start: int, stop: int) -> list[Segment]:
    found: list[Segment] = []
    previous_end = start
    for match in _LINE.finditer(text, start, stop):
        raw = match.group()
        body = raw.strip(_PADDING)
        if not body or body.isspace():
            continue
        begin = match.start() + raw.index(body)
        between = text[previous_end:begin]
        gap = between.count("\n") > 1 or between.count("\r") > 1
        found.append(
            Segment(begin, begin + len(body.rstrip()), len(raw[: raw.index(body)].expandtabs(4)), gap)
        )
        previous_end = match.end()
    return found


def _wrap_width(text: str, lines: list[Segment]) -> int | None:
    """The column at which lines are cut, or None where a newline ends a paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if not pairs:
        return None
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    cut = sum(text[b.start].islower() and not ends_sentence(text[a.start : a.end]) for a, b in pairs)
    return width if width <= _WIDEST and cut >= max(1, _CUT_SHARE * len(pairs)) else None


def _marked(text: str, lines: list[Segment]) -> list[Segment]:
    """Lines without their markers; a marker alone on its line goes with the next."""
    segments: list[Segment] = []
    lone: Segment | None = None
    for line in lines:
        words = text[line.start : line.end]
        if lone is not None:
            marker = text[lone.start : lone.end]
            segments.append(replace(line, indent=lone.indent, gap=lone.gap, marker=marker))
            lone = None
        elif LONE_MARKER.fullmatch(words):
            lone = line
        else:
            segments.append(_without_marker(words, line))
    return segments


def _without_marker(words: str, line: Segment) -> Segment:
    match = MARKER.match(words)
    if match is None or match.end() == len(words):
        return line
    return replace(line, start=line.start + match.end(), marker=match.group().strip())


def _joined(text: str, segments: list[Segment], width: int) -> list[Segment]:
    """Segments of a wrapped text with their lines put together."""
    out: list[Segment] = []
    last = ""
    for segment in segments:
        words = text[segment.start : segment.end]
        free = not out or segment.gap or bool(segment.marker)
        if not free and _continues(text[out[-1].start : out[-1].end], last, words, width):
            out[-1] = replace(out[-1], end=segment.end)
        else:
            out.append(segment)
        last = words
    return out


def _continues(whole: str, last: str, words: str, width: int) -> bool:
    """Whether a line goes on with the paragraph above, whose last line is `last`.

    It does where it begins in lower case, and where the line above was full or could not end there.
    """
    room = len(last) + 1 + len(words.split(maxsplit=1)[0]) <= width - 8
    if last.endswith(":") and room:
        return False
    if starts_lower(words):
        return True
    if is_upper(whole) and room and not is_upper(" ".join(words.split()[:2])):
        return False
    if ends_sentence(last):
        return not room and not (is_upper(words) and not is_upper(last))
    return not room or (is_dangling(last) and not is_contact(last) and not looks_like_heading(whole))
