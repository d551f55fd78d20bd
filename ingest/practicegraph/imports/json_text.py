"""A JSON value as one canonical text, with the place of each of its strings and truth values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicegraph.statement import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A leaf's way from the top: names of members, and positions in lists.
Path = tuple["str | int", ...]


@dataclass(frozen=True, slots=True)
class JsonText:
    """The text, and where each leaf stands in it: of a string what is between its quotation marks."""

    text: str
    spans: dict[Path, tuple[int, int]]

    def quote(self, path: Path) -> Evidence:
        """The words of a leaf; KeyError where there is none."""
        start, end = self.spans[path]
        return Evidence(start, end, self.text[start:end])


def canonical(value: Any) -> JsonText:
    """The text of a value: a line for each leaf, members in their order, letters as they are."""
    pieces: list[str] = []
    spans: dict[Path, tuple[int, int]] = {}
    length = 0
    for piece, path in _pieces(value, (), ""):
        if path is not None:
            inner = 1 if piece.startswith('"') else 0
            spans[path] = (length + inner, length + len(piece) - inner)
        pieces.append(piece)
        length += len(piece)
    return JsonText("".join(pieces) + "\n", spans)


def _pieces(value: Any, path: Path, margin: str) -> Iterator[tuple[str, Path | None]]:
    """The text piece by piece; the leaves with their paths."""
    if isinstance(value, dict) and value:
        members = [
            ((name,), f"{json.dumps(name, ensure_ascii=False)}: ", inner) for name, inner in value.items()
        ]
        yield from _bracketed("{}", members, path, margin)
    elif isinstance(value, list) and value:
        members = [((i,), "", inner) for i, inner in enumerate(value)]
        yield from _bracketed("[]", members, path, margin)
    else:
        yield json.dumps(value, ensure_ascii=False), path


def _bracketed(
    brackets: str, members: list[Any], path: Path, margin: str
) -> Iterator[tuple[str, Path | None]]:
    inner_margin = f"{margin} "
    yield brackets[0], None
    for i, (step, label, inner) in enumerate(members):
        yield f"{',' if i else ''}\n{inner_margin}{label}", None
        yield from _pieces(inner, (*path, *step), inner_margin)
    yield f"\n{margin}{brackets[1]}", None
