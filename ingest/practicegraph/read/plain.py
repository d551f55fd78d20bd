"""Structure of plain text: paragraphs, wrapped or one a line, headings and lists without marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.read.blocks import Draft, introduces
from practicegraph.read.lines import (
    LONE_MARKER,
    MARKER,
    NUMBERING,
    ends_sentence,
    is_short_label,
    is_upper,
    looks_like_heading,
    starts_lower,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE: Final = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BLANK: Final = re.compile(r"\s*\Z")
_DEFINITION: Final = re.compile(r"[A-Z“\"][^.:;!?\n]{1,60}:\s+\S")
#: Longer lines are not cut at a column by hand or by a program that wraps.
_WIDEST: Final = 130
_LONGEST_FRAGMENT: Final = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's content without the space around it; `gap` says whether a blank line stands before it."""

    start: int
    end: int
    indent: int
    gap: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    """What belongs together, with the marker that stood before it."""

    start: int
    end: int
    indent: int
    gap: bool
    marker: str = ""


def plain_drafts(text: str, start: int = 0, end: int | None = None) -> list[Draft]:
    """The pieces of a plain text, or of a stretch of it."""
    stop = len(text) if end is None else end
    lines = _lines(text, start, stop)
    segments = _joined(text, _marked(text, lines), _wrap_width(text, lines))
    return _classified(text, segments)


def _lines(text: str, start: int, stop: int) -> list[_Line]:
    found: list[_Line] = []
    previous_end = start
    for match in _LINE.finditer(text, start, stop):
        raw = match.group()
        body = raw.strip(" \t\u00a0\ufeff\u200b\u3000")
        if not body or body.isspace():
            continue
        begin = match.start() + raw.index(body)
        gap = text.count("\n", previous_end, begin) > 1 or text.count("\r", previous_end, begin) > 1
        found.append(_Line(begin, begin + len(body.rstrip()), begin - match.start(), gap))
        previous_end = match.end()
    return found


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The column at which lines are cut, or None where a newline ends a paragraph."""
    if len(lines) < 2:
        return None
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if not b.gap]
    cut = sum(_is_cut(text, a, b) for a, b in pairs)
    if width > _WIDEST or cut < max(1, 0.15 * len(pairs)):
        return None
    return width


def _is_cut(text: str, a: _Line, b: _Line) -> bool:
    return text[b.start].islower() and not ends_sentence(text[a.start : a.end])


def _marked(text: str, lines: list[_Line]) -> list[_Segment]:
    """Lines without their markers; a marker alone on its line goes with the next."""
    segments: list[_Segment] = []
    waiting: tuple[str, _Line] | None = None
    for line in lines:
        words = text[line.start : line.end]
        if waiting is not None:
            segments.append(_Segment(line.start, line.end, waiting[1].indent, waiting[1].gap, waiting[0]))
            waiting = None
        elif LONE_MARKER.fullmatch(words):
            waiting = (words, line)
        else:
            segments.append(_split_marker(words, line))
    return segments


def _split_marker(words: str, line: _Line) -> _Segment:
    match = MARKER.match(words)
    if match is None or match.end() == len(words):
        return _Segment(line.start, line.end, line.indent, line.gap)
    return _Segment(line.start + match.end(), line.end, line.indent, line.gap, match.group().strip())


def _joined(text: str, segments: list[_Segment], width: int | None) -> list[_Segment]:
    """Segments with wrapped lines put together."""
    if width is None:
        return segments
    out: list[_Segment] = []
    last_line = ""
    for segment in segments:
        words = text[segment.start : segment.end]
        if (
            out
            and not segment.gap
            and not segment.marker
            and _continues(last_line, words, width, text, out[-1])
        ):
            out[-1] = replace(out[-1], end=segment.end)
        else:
            out.append(segment)
        last_line = words
    return out


def _continues(last: str, words: str, width: int, text: str, before: _Segment) -> bool:
    """Whether a line goes on with the paragraph above: it must, or the one above had no room for more."""
    if last.endswith(":") and len(last) < 0.8 * width:
        return False
    if starts_lower(words):
        return True
    room = len(last) + 1 + len(words.split(maxsplit=1)[0]) <= width - 8
    if ends_sentence(last):
        return not room
    whole = text[before.start : before.end]
    if looks_like_heading(whole) and not (is_upper(whole) and is_upper(words) and not room):
        return not room and not is_upper(whole)
    return True


def _classified(text: str, segments: list[_Segment]) -> list[Draft]:
    numbered_headings = _numbers_head_sections(text, segments)
    drafts: list[Draft] = []
    levels = _ItemLevels()
    lead: _Segment | None = None
    for index, segment in enumerate(segments):
        words = text[segment.start : segment.end]
        following = segments[index + 1] if index + 1 < len(segments) else None
        if segment.marker and not (
            numbered_headings and segment.marker[-1:] in ".)" and _heads(text, segment, following)
        ):
            drafts.append(Draft(BlockKind.ITEM, segment.start, segment.end, levels.of(segment)))
            continue
        if _is_heading(text, segment, following) or segment.marker:
            drafts.append(_heading(text, segment))
            lead = None
        elif lead is not None and _is_fragment(words, segment):
            drafts.append(Draft(BlockKind.ITEM, segment.start, segment.end))
            continue
        else:
            drafts.append(Draft(BlockKind.PARAGRAPH, segment.start, segment.end))
            lead = segment if introduces(text, segment.start, segment.end) else None
        levels = _ItemLevels()
    return _ranked(text, drafts, segments)


class _ItemLevels:
    """Depth of items from their indents and markers, in the order they come."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    def of(self, segment: _Segment) -> int:
        kind = _marker_kind(segment.marker)
        known = [
            i
            for i, (indent, mark) in enumerate(self._stack)
            if mark == kind and abs(indent - segment.indent) <= 1
        ]
        if known:
            del self._stack[known[-1] + 1 :]
            return len(self._stack)
        while self._stack and segment.indent < self._stack[-1][0] - 1:
            self._stack.pop()
        self._stack.append((segment.indent, kind))
        return len(self._stack)


def _marker_kind(marker: str) -> str:
    if marker[-1:] in ".)":
        core = marker.strip("().\\")
        return "number" if core[:1].isdigit() else "letter"
    return marker


def _is_heading(text: str, segment: _Segment, following: _Segment | None) -> bool:
    words = text[segment.start : segment.end]
    if segment.marker or "\t" in words:
        return False
    if looks_like_heading(words):
        return not words.endswith(":") or following is None or not following.marker or is_upper(words)
    return (
        is_short_label(words)
        and segment.gap
        and following is not None
        and not following.marker
        and following.end - following.start > 2 * len(words)
        and ends_sentence(text[following.start : following.end])
    )


def _heads(text: str, segment: _Segment, following: _Segment | None) -> bool:
    """Whether a numbered line is a section's heading: short, with text of its own below."""
    words = text[segment.start : segment.end]
    short = len(words) <= 100 and (not words.endswith(";")) and words[:1].isupper()
    return short and following is not None and not following.marker


def _numbers_head_sections(text: str, segments: list[_Segment]) -> bool:
    """Whether numbers in this text mark sections and not list items: most stand before other text."""
    numbered = [i for i, s in enumerate(segments) if s.marker[-1:] in (".", ")")]
    heading = [
        i for i in numbered if _heads(text, segments[i], segments[i + 1] if i + 1 < len(segments) else None)
    ]
    return len(heading) * 2 >= len(numbered) > 1


def _is_fragment(words: str, segment: _Segment) -> bool:
    """Whether an unmarked line after a lead-in is one of the things that it announces."""
    if len(words) > _LONGEST_FRAGMENT or is_upper(words) or looks_like_question(words):
        return False
    if starts_lower(words) or words.startswith("To "):
        return True
    return not segment.gap and len(words) <= 120 and not _SPEAKS.match(words)


_SPEAKS: Final = re.compile(r"(?:We|You|They|If|When|Please|This|These|In|For|Any)\b")


def looks_like_question(words: str) -> bool:
    """Whether the line asks something."""
    return words.endswith("?")


def _heading(text: str, segment: _Segment) -> Draft:
    words = text[segment.start : segment.end]
    numbering = NUMBERING.match(words)
    skip = numbering.end() if numbering and numbering.group()[:1].isdigit() else 0
    return Draft(BlockKind.HEADING, segment.start + skip, segment.end, _rank(words, segment.marker))


def _rank(words: str, marker: str) -> int:
    number = marker.strip("().\\ ") or (m.group(0).strip("().\\ :") if (m := NUMBERING.match(words)) else "")
    if number[:1].isdigit():
        return 2 + number.count(".")
    return 2 if is_upper(words) else 3


def _ranked(text: str, drafts: list[Draft], segments: list[_Segment]) -> list[Draft]:
    """Headings ranked from 1 on: the title first, then each style that occurs, in order of rank."""
    del segments
    headings = [d for d in drafts if d.kind is BlockKind.HEADING]
    if not headings:
        return drafts
    title = headings[0] if drafts[0] is headings[0] else None
    styles = sorted({d.level for d in headings if d is not title})
    rank = {style: i + (2 if title else 1) for i, style in enumerate(styles)}
    return [
        d if d.kind is not BlockKind.HEADING else replace(d, level=1 if d is title else rank[d.level])
        for d in drafts
    ]
