"""Structure of plain text: headings and lists, with marks and without."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile, zip_longest
from typing import Final

from practicegraph.document import BlockKind
from practicegraph.read.blocks import Draft, introduces
from practicegraph.read.lines import (
    NUMBERING,
    ends_sentence,
    is_short_label,
    is_titled,
    is_upper,
    looks_like_heading,
    starts_lower,
)
from practicegraph.read.wrapping import Segment, segments_of

_LONGEST_CLAUSE: Final = 600
_LONGEST_FRAGMENT: Final = 200
_LONGEST_SENTENCE_FRAGMENT: Final = 120
_LONGEST_NUMBERED_HEADING: Final = 100
#: A line that begins so is a sentence of its own and not one of the things announced.
_SPEAKS: Final = re.compile(r"(?:We|You|They|If|When|Please|This|These|In|For|Any)\b")
_SEMICOLON: Final = re.compile(r";(?: and| or)?$")
#: A title is among the first pieces: after the page's address, or a date.
_TITLE_WITHIN: Final = 3
_POLICY: Final = re.compile(r"\b(?:privacy|policy|statement|notice)\b", re.IGNORECASE)
_ROMAN: Final = re.compile(r"[ivx]+", re.IGNORECASE)


def plain_drafts(text: str, start: int = 0, end: int | None = None) -> list[Draft]:
    """The pieces of a plain text, or of a stretch of it."""
    stop = len(text) if end is None else end
    return _ranked(_classified(text, segments_of(text, start, stop)), text)


def _classified(text: str, segments: list[Segment]) -> list[Draft]:
    sections = _numbers_head_sections(text, segments)
    drafts: list[Draft] = []
    levels = ItemLevels()
    announced = False
    for segment, following in zip_longest(segments, segments[1:]):
        words = " ".join(text[segment.start : segment.end].split())
        announced = announced or _is_clause(words)
        if _is_item(words, segment, following, sections=sections, announced=announced):
            level = levels.of(segment.marker, segment.indent) if segment.marker else 1
            drafts.append(Draft(BlockKind.ITEM, segment.start, segment.end, level))
            announced = announced and not segment.marker
            continue
        levels = ItemLevels()
        if segment.marker or _is_heading(text, words, following):
            drafts.append(_heading(words, segment))
            announced = False
        else:
            drafts.append(Draft(BlockKind.PARAGRAPH, segment.start, segment.end))
            announced = introduces(text, segment.start, segment.end)
    return drafts


def _is_item(
    words: str, segment: Segment, following: Segment | None, *, sections: bool, announced: bool
) -> bool:
    if not segment.marker:
        return announced and _is_fragment(words, segment)
    numbered = segment.marker[-1:] in ".)"
    return not (numbered and _heads(words, following) and (sections or is_titled(words)))


def _heads(words: str, following: Segment | None) -> bool:
    """Whether a numbered line can be a section's heading: short, with text of its own below."""
    short = len(words) <= _LONGEST_NUMBERED_HEADING and not words.endswith((";", ",")) and words[:1].isupper()
    return short and following is not None and not following.marker


def _numbers_head_sections(text: str, segments: list[Segment]) -> bool:
    """Whether numbers in this text mark sections and not list items: most stand before other text."""
    numbered = [(s, f) for s, f in zip_longest(segments, segments[1:]) if s.marker[-1:] in (".", ")")]
    heading = sum(_heads(text[s.start : s.end], f) for s, f in numbered)
    return heading * 2 >= len(numbered) > 1


def _is_clause(words: str) -> bool:
    """Whether a line is one of several that make a sentence together."""
    return starts_lower(words) and bool(_SEMICOLON.search(words))


def _is_fragment(words: str, segment: Segment) -> bool:
    """Whether an unmarked line after a lead-in is one of the things that it announces."""
    if starts_lower(words) or words.startswith("To ") or _SEMICOLON.search(words):
        return len(words) <= _LONGEST_CLAUSE
    if len(words) > _LONGEST_FRAGMENT or is_upper(words) or words.endswith("?"):
        return False
    if looks_like_heading(words) or _SPEAKS.match(words):
        return False
    return is_short_label(words) or (not segment.gap and len(words) <= _LONGEST_SENTENCE_FRAGMENT)


def _is_heading(text: str, words: str, following: Segment | None) -> bool:
    if looks_like_heading(words):
        return not words.endswith(":") or following is None or not following.marker or is_upper(words)
    if _is_numbered(words):
        return following is not None and not following.marker
    return is_short_label(words) and _has_text_below(text, words, following)


#: A number of several parts, as sections have and items do not ("1.2 What we collect").
_SECTION_NUMBER: Final = re.compile(r"(?:section )?\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-Z])", re.IGNORECASE)
_LONGEST_TITLE: Final = 80


def _is_numbered(words: str) -> bool:
    """Whether a short line that is no sentence has a section's number."""
    numbered = _SECTION_NUMBER.match(words) is not None
    return numbered and len(words) <= _LONGEST_TITLE and not ends_sentence(words) and not words.endswith(",")


def _has_text_below(text: str, words: str, following: Segment | None) -> bool:
    if following is None or following.marker:
        return False
    below = text[following.start : following.end]
    if below.rstrip().endswith(":") and following.gap:
        return True
    return len(below) > 2 * len(words) and ends_sentence(below)


def _heading(words: str, segment: Segment) -> Draft:
    numbering = NUMBERING.match(words)
    number = segment.marker.strip("().\\ ") or (numbering.group().strip("().\\: ") if numbering else "")
    skip = numbering.end() if numbering and number[:1].isdigit() and not segment.marker else 0
    rank = 2 + number.count(".") if number[:1].isdigit() else 2 if is_upper(words) else 3
    return Draft(BlockKind.HEADING, segment.start + skip, segment.end, rank)


def _ranked(drafts: list[Draft], text: str) -> list[Draft]:
    """Headings ranked from 1 on: the text's title first, then the styles that occur, by rank."""
    title = _title(drafts, text)
    styles = sorted({d.level for d in drafts if d.kind is BlockKind.HEADING and d is not title})
    rank = {style: i + (2 if title else 1) for i, style in enumerate(styles)}
    return [
        replace(d, level=1 if d is title else rank[d.level]) if d.kind is BlockKind.HEADING else d
        for d in drafts
    ]


def _title(drafts: list[Draft], text: str) -> Draft | None:
    """The heading that names the whole: of those that begin the text a policy's, or the only one."""
    start = next((i for i, d in enumerate(drafts[:_TITLE_WITHIN]) if d.kind is BlockKind.HEADING), None)
    if start is None:
        return None
    first = list(takewhile(lambda d: d.kind is BlockKind.HEADING, drafts[start:]))
    named = [d for d in first if _POLICY.search(text, d.start, d.end)]
    return named[0] if named else first[0] if len(first) == 1 else None


@dataclass(slots=True)
class ItemLevels:
    """Depth of items from their indents and markers, in the order they come."""

    _open: list[tuple[int, str, str]] = field(default_factory=list)

    def of(self, marker: str, indent: int) -> int:
        """The level of the next item, from 1: that of an open one with such a marker, else one deeper."""
        core = marker.strip("().\\")
        style = self._style(marker, core)
        known = [
            i for i, (column, kind, _) in enumerate(self._open) if kind == style and abs(column - indent) <= 1
        ]
        outward = bool(self._open) and indent < self._open[-1][0] - 1
        if known:
            del self._open[known[-1] :]
        elif outward:
            self._open = [level for level in self._open if level[0] < indent]
        self._open.append((indent, style, core))
        return len(self._open)

    def _style(self, marker: str, core: str) -> str:
        if marker[-1:] not in ".)":
            return marker
        brackets = marker[0] if marker[0] == "(" else marker[-1]
        if core[:1].isdigit():
            return f"{brackets}1{core.count('.')}"
        continues = any(len(core) == 1 and last == chr(ord(core) - 1) for _, _, last in self._open)
        roman = bool(_ROMAN.fullmatch(core)) and not continues
        return f"{brackets}{'i' if roman else 'a'}{core.isupper()}"
