"""From a document and its statements to the pairs that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.contradictions.grades import DENIES, Overlap, overlap_of
from practicegraph.analyse.contradictions.guards import Said, guards_of
from practicegraph.analyse.passages import passages_of
from practicegraph.document import BlockKind
from practicegraph.read.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practicegraph.concepts import Concepts
    from practicegraph.document import Document
    from practicegraph.statement import Evidence, Statement

_APART: Final = (BlockKind.ITEM, BlockKind.CELL)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A denial, and an affirmation that falls under it.

    `guards` name what tells them apart; a pair with any is no contradiction, and kept only to be looked at.
    """

    document: Document
    denied: Statement
    affirmed: Statement
    overlap: Overlap
    guards: tuple[str, ...] = ()


def find_contradictions(
    document: Document, statements: Iterable[Statement], concepts: Concepts
) -> tuple[Contradiction, ...]:
    """Every pair that falls under each other, guarded or not: exact ones first, in the order of the text.

    Pairs that the same sentences make are reported once, by their most exact one.
    """
    found = sorted(_pairs(document, tuple(statements), concepts), key=_order)
    first: dict[tuple[Evidence, Evidence], Contradiction] = {}
    for pair in found:
        first.setdefault((pair.denied.evidence[0], pair.affirmed.evidence[0]), pair)
    return tuple(first.values())


def _order(pair: Contradiction) -> tuple[bool, int, int, int, str, str]:
    narrower = len(pair.overlap.narrower)
    starts = pair.denied.evidence[0].start, pair.affirmed.evidence[0].start
    return bool(pair.guards), narrower, *starts, pair.denied.id, pair.affirmed.id


def _pairs(
    document: Document, statements: Sequence[Statement], concepts: Concepts
) -> Iterator[Contradiction]:
    denials = [s for s in statements if s.polarity == "denied" and s.practice in DENIES]
    affirmations = [s for s in statements if s.polarity == "affirmed"]
    place = _Places(document) if denials else None
    for denied in denials:
        for affirmed in affirmations:
            overlap = overlap_of(denied, affirmed, concepts)
            if overlap and place:
                guards = guards_of(place.said(denied), place.said(affirmed))
                yield Contradiction(document, denied, affirmed, overlap, tuple(guards))


class _Places:
    """Where statements stand in a document; each is looked up once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._passages = passages_of(document)
        self._own = frozenset(filter(None, (document.company, *document.aliases)))
        self._known: dict[str, Said] = {}

    def said(self, statement: Statement) -> Said:
        """The statement with its sentences, headings and blocks."""
        if statement.id not in self._known:
            touched = self._passages.touched(statement)
            blocks = frozenset(passage.block for passage in touched if passage.block is not None)
            self._known[statement.id] = Said(
                statement=statement,
                sentence=" ".join(passage.text for passage in touched),
                headings=self._headings(blocks),
                blocks=blocks,
                own=self._own,
                apart=any(self._document.blocks[block].kind in _APART for block in blocks),
            )
        return self._known[statement.id]

    def _headings(self, blocks: Iterable[int]) -> tuple[str, ...]:
        above = {index for block in blocks for index in self._document.blocks[block].headings}
        shown = (self._document.blocks[index] for index in sorted(above))
        return tuple(readable(self._document.text, block.start, block.end)[0] for block in shown)
