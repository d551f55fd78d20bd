"""A document's sentences by where they stand, and what each of them may speak of."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import ahocorasick_rs

from practicegraph.document import BlockKind
from practicegraph.extract.phrases import cues
from practicegraph.extract.places import may_name_places
from practicegraph.extract.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicegraph.document import Document
    from practicegraph.extract.sentences import Sentence


class Topic(IntEnum):
    """What a sentence may speak of, to judge by a word or two of it: one bit each."""

    BASIS = 1
    REGION = 2
    ABROAD = 4
    SAFEGUARD = 8
    CONTACT = 16
    TERM = 32
    EXERCISE = 64


@lru_cache(maxsize=1)
def _cues() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    topics: dict[str, int] = {}
    for topic, words in cues().items():
        for cue in words:
            topics[cue] = topics.get(cue, 0) | Topic[topic.upper()]
    return ahocorasick_rs.AhoCorasick(sorted(topics)), tuple(topics[cue] for cue in sorted(topics))


def topics_of(text: str) -> int:
    """The topics that a text may speak of, as their bits together: by cues, and by the places in it."""
    automaton, topics = _cues()
    found = Topic.REGION | Topic.ABROAD if may_name_places(text) else 0
    for index, _, _ in automaton.find_matches_as_indexes(text.lower(), overlapping=True):
        found |= topics[index]
    return found


@dataclass(frozen=True, eq=False)
class Passages:
    """The sentences of a document in order; they are spoken of by their numbers, from 0."""

    document: Document
    sentences: tuple[Sentence, ...]

    @cached_property
    def topics(self) -> Sequence[int]:
        """What each sentence may speak of, as `topics_of` says it."""
        return [topics_of(s.text) for s in self.sentences]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [s.offsets[0] for s in self.sentences]

    @cached_property
    def _by_block(self) -> Mapping[int, range]:
        found: dict[int, range] = {}
        for i, sentence in enumerate(self.sentences):
            first = found[sentence.block].start if sentence.block in found else i
            found[sentence.block] = range(first, i + 1)
        return found

    def about(self, *topics: Topic) -> list[int]:
        """The sentences that may speak of one of these."""
        asked = sum(topics)
        return [i for i, found in enumerate(self.topics) if found & asked]

    def at(self, offset: int) -> int:
        """The sentence at a place of the document's text, or the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def text(self, number: int) -> str:
        """The words of a sentence."""
        return self.sentences[number].text

    def span(self, number: int) -> tuple[int, int]:
        """Where a sentence stands in the document."""
        sentence = self.sentences[number]
        return sentence.span(0, len(sentence.text))

    def stretch(self, number: int) -> tuple[int, int]:
        """Where a sentence stands, with the marks behind it: what a link at its end leads to."""
        following = number + 1
        same = following < len(self.sentences) and self.block(following) == self.block(number)
        return self._starts[number], (
            self._starts[following] if same else self.document.blocks[self.block(number)].end
        )

    def block(self, number: int) -> int:
        """The block in which a sentence stands."""
        return self.sentences[number].block

    def of_block(self, block: int) -> range:
        """The sentences of a block."""
        return self._by_block.get(block, range(0))

    def section(self, block: int) -> int | None:
        """The innermost heading above a block; of a heading, itself."""
        said = self.document.blocks[block]
        if said.kind is BlockKind.HEADING:
            return block
        return said.headings[-1] if said.headings else None

    def headings(self, block: int) -> tuple[int, ...]:
        """The sentences that are headings above a block, the innermost first."""
        said = self.document.blocks[block]
        return tuple(n for heading in reversed(said.headings) for n in self.of_block(heading)[:1])

    def lead_in(self, block: int) -> int | None:
        """The last sentence of what introduces the list that a block is an item of."""
        lead_in = self.document.blocks[block].lead_in
        numbers = self.of_block(lead_in) if lead_in is not None else range(0)
        return numbers[-1] if numbers else None

    def row(self, block: int) -> tuple[int, ...]:
        """The other cells in the row of a cell; none for what is no cell."""
        blocks, row = self.document.blocks, self.document.blocks[block].row
        if row is None:
            return ()
        before, after = block, block + 1
        while before > 0 and blocks[before - 1].row == row:
            before -= 1
        while after < len(blocks) and blocks[after].row == row:
            after += 1
        return tuple(b for b in range(before, after) if b != block)

    def header(self, block: int) -> str:
        """The words of the header cells of a cell, or of the headings above another block."""
        cells = self.document.blocks[block].header_cells
        return " ".join(self.text(n) for cell in cells for n in self.of_block(cell))


@lru_cache(maxsize=1)  # statements and facts of one document are looked for one after the other
def passages_of(document: Document) -> Passages:
    """The passages of a document."""
    return Passages(document, sentences(document))
