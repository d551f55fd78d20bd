"""From blocks to sentences, each with a map from its readable words to the document's offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.read.readable import readable
from practicegraph.statement import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicegraph.document import Document

#: Longer stretches are cut at a blank: no sentence of a policy is longer, and the parser's cost is bounded.
LONGEST_SENTENCE: Final = 2400
#: Evidence longer than this points at nothing (gold/GUIDELINES.md); a longer sentence is quoted in part.
LONGEST_EVIDENCE: Final = 1000

_END = re.compile(
    r"""(?P<stop>[.!?]+["')\]”’]*)(?P<gap>\s+(?=["'(\[“‘]?[A-Z0-9•·])|(?=[A-Z][a-z]+\s))   # goes.Any user
      | (?P<semicolon>;\s+(?=(?:and|or|to|the|we|your|any|in|for|if|as|with)\b
            |\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s(?:your|our|other|certain|(?:[\w-]+\ )?(?:data|information|details|identifiers
                |providers|processors|partners|companies|authorities|vendors|affiliates))\b))""",
    re.VERBOSE,
)
#: A title that the text runs on from: "Contests, surveys: We may ask ...".
_RUN_IN = re.compile(
    r"[A-Z][\w'’&/,()-]*(?: [\w'’&/,()-]+){0,7} ?: (?="
    r"(?:We|You|If|When|Our|The|This|These|Your|In|To|It|As|From|Any|All|Some|Certain|For|By|At|On)\b"
    r"|[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3} (?:may|will|can|does|uses|collects|shares|receives|is|are|has|also)\b)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|nos|inc|ltd|corp|co|llc|mr|mrs|ms|dr|st|art|sec|u\.s|u\.k|u\.s\.a|d\.c|p\.o|a\.m|p\.m"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z]|\bwww)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words read as one unit.

    `text` is readable (no markup, single blanks); `offsets[i]` is where its i-th character stands in
    the document. `block` is the index of its block, `first` whether it opens the block.
    """

    text: str
    offsets: Sequence[int]
    block: int
    first: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` of this sentence stand in the document."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def position(self, offset: int) -> int:
        """The character of this sentence that stands at, or first after, a document offset."""
        return bisect_left(self.offsets, offset)


@lru_cache(maxsize=1)  # what is read after the statements needs them again
def sentences(document: Document) -> tuple[Sentence, ...]:
    """Every sentence, heading, item and cell of a document, in its order."""
    return tuple(s for i in range(len(document.blocks)) for s in _of_block(document, i))


def _of_block(document: Document, index: int) -> Iterator[Sentence]:
    block = document.blocks[index]
    text, offsets = readable(document.text, block.start, block.end)
    bounds = [(0, len(text))] if block.kind is BlockKind.HEADING else list(_bounds(text))
    for start, end in bounds:
        trimmed_start, trimmed_end = _trimmed(text, start, end)
        if trimmed_start < trimmed_end:
            words = text[trimmed_start:trimmed_end]
            yield Sentence(words, offsets[trimmed_start:trimmed_end], index, trimmed_start == 0)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    title = _RUN_IN.match(text)
    start = title.end() if title else 0
    yield from _chunks(text, 0, start)
    for match in _END.finditer(text, start):
        if match["stop"] and _is_abbreviation(text, match):
            continue
        yield from _chunks(text, start, match.end())
        start = match.end()
    yield from _chunks(text, start, len(text))


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    return match["stop"].startswith(".") and bool(
        _ABBREVIATION.search(text, max(0, match.start() - 8), match.start())
    )


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def evidence(document: Document, start: int, end: int) -> Evidence:
    """The document's words from `start` to `end`, cut at a blank where they are longer than evidence may be."""
    if end - start > LONGEST_EVIDENCE:
        cut = document.text.rfind(" ", start + 1, start + LONGEST_EVIDENCE)
        end = cut if cut > start else start + LONGEST_EVIDENCE
    return Evidence(start, end, document.text[start:end])
