"""Records: neighbouring lines with labels ("Purpose: ...", "Data: ...") that make a row of a table together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from practicegraph.document import BlockKind
from practicegraph.extract.parse import unparsed
from practicegraph.extract.phrases import phrases
from practicegraph.extract.reading import Reading
from practicegraph.extract.sentences import Sentence
from practicegraph.extract.tables.cells import Cell
from practicegraph.extract.tables.columns import ROLES, Column, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from practicegraph.document import Document
    from practicegraph.extract.tables.columns import Role

_LABEL: Final = re.compile(r"^(?P<label>[^:.;]{3,80}?)\s*(?::|\s[\u2013\u2014-])(?:\s+(?=\S)|$)")
_LINES: Final = (BlockKind.PARAGRAPH, BlockKind.ITEM)
#: What a record of data tells at least one of.
_TELLING: Final = frozenset(("purposes", "recipients", "retention", "sources"))

_Part = tuple["Role", Column, Cell]


def records(document: Document, readings: Sequence[Reading]) -> Iterator[tuple[Layout, int]]:
    """The records of a document as tables of one row, each with the block at which it begins."""
    by_block: dict[int, list[Reading]] = {}
    for reading in readings:
        by_block.setdefault(reading.sentence.block, []).append(reading)
    parts: list[_Part] = []
    for block in range(len(document.blocks) + 1):
        part = _part(document, block, by_block)
        if parts and (part is None or part[0] in {role for role, _, _ in parts}):
            yield from _record(parts)
            parts = []
        if part:
            parts.append(part)


def _record(parts: list[_Part]) -> Iterator[tuple[Layout, int]]:
    roles = {role for role, _, _ in parts}
    if "data" in roles and roles & _TELLING:
        columns = {n: column for n, (_, column, _) in enumerate(parts)}
        row = {n: cell for n, (_, _, cell) in enumerate(parts)}
        yield Layout(columns, (row,)), parts[0][2].said[0].sentence.block


def _part(document: Document, block: int, by_block: Mapping[int, list[Reading]]) -> _Part | None:
    said = by_block.get(block)
    if not said or document.blocks[block].kind not in _LINES:
        return None
    match = _LABEL.match(said[0].sentence.text)
    if match is None:
        return None
    label = match["label"].strip(" *_")
    role = next((r for name, r in ROLES.items() if _is_label(name, label)), None)
    if role is None:
        return None
    title = _piece(said[0], 0, match.end("label"))
    beside = [_piece(said[0], match.end(), None)] if match.end() < len(said[0].sentence.text) else []
    told = (*beside, *said[1:])
    return (role, Column(Cell((title,)), role), Cell(told)) if told else None


def _is_label(name: str, label: str) -> bool:
    says = phrases("labels").get(name)
    return bool(says and says.search(label))


def _piece(reading: Reading, start: int, end: int | None) -> Reading:
    """Some of the characters of a sentence as a sentence of its own, whose grammar does not matter."""
    whole = reading.sentence
    sentence = Sentence(whole.text[start:end], whole.offsets[start:end], whole.block, first=start == 0)
    return Reading(sentence, unparsed([sentence.text])[0], (), (), reading.first_party)
