"""Contradictions written for a person to read from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicegraph.analyse.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.analyse.contradictions.find import Contradiction


def to_text(shown: Iterable[Contradiction], clear: int, guarded: int) -> str:
    """Each pair with both quotes, then how many there are, and how many something tells apart."""
    lines = [line for pair in shown for line in _lines(pair)]
    count = (
        f"{clear} contradictions; {guarded} more pairs are told apart by a condition, an exception or a scope"
    )
    return "".join(f"{line}\n" for line in (*lines, count))


def _lines(pair: Contradiction) -> Iterator[str]:
    document, overlap = pair.document, pair.overlap
    yield f"{document.company}, {document.date or 'not dated'} ({document.name})"
    narrower = f" by {', '.join(overlap.narrower)}" if overlap.narrower else ""
    yield f"  {overlap.grade}{narrower}: {pair.denied.practice} denied, {pair.affirmed.practice} affirmed"
    if pair.guards:
        yield f"  told apart by: {', '.join(pair.guards)}"
    yield from quoted("denied", pair.denied)
    yield from quoted("affirmed", pair.affirmed)
    yield ""
