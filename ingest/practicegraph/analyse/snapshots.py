"""Snapshots of a store by the names that a user gives them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from practicegraph.errors import InvalidQuery
from practicegraph.knowledge import RESOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from practicegraph.store import SnapshotRow, Store

_SNAPSHOT: Final = f"{RESOURCE}snapshot/"


def newest(rows: Iterable[SnapshotRow]) -> list[SnapshotRow]:
    """Of each policy the newest snapshot, or one without a date where none has any; by graph."""
    found: dict[NamedNode, SnapshotRow] = {}
    for row in sorted(rows, key=lambda row: (row.date or "", row.graph.value)):
        found[row.policy] = row
    return sorted(found.values(), key=lambda row: row.graph.value)


def find_snapshot(store: Store, name: str) -> str:
    """The graph of the snapshot that is written SERVICE@DATE, or as its document is called.

    Raises:
        InvalidQuery: The store holds no such snapshot, or several.
    """
    rows = store.snapshots()
    known = {row.graph.value.removeprefix(_SNAPSHOT).replace("/", "@"): row for row in rows}
    found = [row for short, row in known.items() if name in {short, row.document}]
    if len(found) != 1:
        near = get_close_matches(name, sorted((*known, *(row.document for row in rows))), n=3)
        hint = f"; near it are {', '.join(near)}" if near else ""
        count = "no snapshot is" if not found else f"{len(found)} snapshots are"
        raise InvalidQuery("snapshot", (f"{count} called {name!r}, write SERVICE@DATE{hint}",))
    return found[0].graph.value
