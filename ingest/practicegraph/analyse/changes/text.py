"""The changes between two texts, written for a person to read from top to bottom."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from practicegraph.analyse.changes.change import REWORDED
from practicegraph.analyse.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.analyse.changes.change import Change
    from practicegraph.analyse.changes.compare import Changes
    from practicegraph.analyse.changes.summary import Turn


def to_text(found: Changes) -> str:
    """Lines: the two texts, what was gained and lost, each change with its words, and a count of the rest."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Changes) -> Iterator[str]:
    yield f"{found.old} → {found.new}"
    for what, turns in groupby(found.summary, key=lambda turn: turn.what):
        yield f"  {what}: {', '.join(map(_turn, turns))}"
    for kind, changes in groupby((*found.changes, *found.reworded), key=lambda change: change.kind):
        yield ""
        yield kind
        for change in changes:
            yield from _change(change)
    yield ""
    yield (
        f"{len(found.changes)} changes, {len(found.reworded)} quotes in new words, {found.kept} as before; "
        f"{len(found.unsettled)} statements read differently though their sentences stand in both"
    )


def _turn(turn: Turn) -> str:
    return f"{'+' if turn.gained else '-'}{turn.value}"


def _change(change: Change) -> Iterator[str]:
    yield f"  {change.practice}{_force(change)}"
    yield from (f"    - {phrase}" for phrase in change.lost)
    yield from (f"    + {phrase}" for phrase in change.gained)
    if change.old:
        yield from quoted("old", change.old)
    if change.new:
        yield from quoted("now" if change.kind == REWORDED else "new", change.new)


def _force(change: Change) -> str:
    """Whether it is denied, where that is the same on both sides."""
    said = {statement.polarity for statement in (change.old, change.new) if statement}
    return ", denied" if said == {"denied"} else ""
