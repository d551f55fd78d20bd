"""The sentences of a document in its order, and those that a statement's words touch."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.extract.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.document import Document
    from practicegraph.statement import Evidence, Statement

_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading, item or cell: its readable text, and the code points between which it stands.

    `block` is the index of its block, or None where the document is known by its text alone.
    """

    start: int
    end: int
    text: str
    block: int | None


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages, in order."""

    all: tuple[Passage, ...]
    starts: tuple[int, ...]

    def touched(self, statement: Statement) -> tuple[Passage, ...]:
        """The whole passages that a statement's evidence touches, in the evidence's order."""
        return tuple(passage for evidence in statement.evidence for passage in self._under(evidence))

    def _under(self, evidence: Evidence) -> Iterator[Passage]:
        first = max(bisect_right(self.starts, evidence.start) - 1, 0)
        for passage in self.all[first:]:
            if passage.start >= evidence.end:
                return
            if passage.end > evidence.start:
                yield passage


def passages_of(document: Document) -> Passages:
    """The passages of a document, by its blocks where it has any."""
    found = _by_blocks(document) if document.blocks else _by_marks(document.text)
    ordered = tuple(sorted(found, key=lambda passage: (passage.start, passage.end)))
    return Passages(ordered, tuple(passage.start for passage in ordered))


def _by_blocks(document: Document) -> Iterator[Passage]:
    for sentence in sentences(document):
        if sentence.text:
            yield Passage(*sentence.span(0, len(sentence.text)), sentence.text, sentence.block)


def _by_marks(text: str) -> Iterator[Passage]:
    for match in _SENTENCE.finditer(text):
        yield Passage(match.start(), match.end(), " ".join(match[0].split()), None)
