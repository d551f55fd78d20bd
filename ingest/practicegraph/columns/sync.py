"""The columns of a store brought up to date: what changed is read from the graph, the rest stays."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from practicegraph.columns.engine import require_engine
from practicegraph.columns.folder import (
    Columns,
    Manifest,
    mark_current,
    read_manifest,
    read_state,
    write_manifest,
    write_state,
)
from practicegraph.columns.known import read_known
from practicegraph.columns.project import read_rows
from practicegraph.columns.tables import KNOWN, TABLES
from practicegraph.columns.write import Content, made_aside, write_folder, write_lines
from practicegraph.store.folder import Folder, explained
from practicegraph.store.shards import SIZE, sharded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from practicegraph.columns.project import Rows
    from practicegraph.store import Store


def has_columns(path: Path) -> bool:
    """Whether the store in a folder has columns, be they up to date or not."""
    return Columns(Folder(path)).manifest.exists()


def outdated(store: Store) -> int:
    """How many snapshots must be read to bring the columns of a store up to date."""
    run = _Update(store, Columns(store.folder))
    return sum(len(run.new(shard)) for shard in run.due())


def update_columns(store: Store, watch: Callable[[], None] = lambda: None) -> int:
    """Bring the columns of a store to hold what its graphs say; stopped at any moment, it can be run again.

    `store` is open for writing. `watch` is called for each snapshot that is read; how many comes back.

    Raises:
        EngineUnavailable: DuckDB is not installed.
        StoreUnavailable: The disk is full, or the folder cannot be written.
    """
    require_engine()
    store.commit()
    # Rewriting the ledger later would make the columns look out of date.
    store.ledger.compact()
    with explained(store.folder.root):
        run = _Update(store, Columns(store.folder), watch)
        for shard in tuple(run.due()):
            run.renew(shard)
        run.finish()
        return run.read


class _Update:
    """One update under way; `made` says of what each snapshot's rows must be made, shard by shard."""

    def __init__(self, store: Store, columns: Columns, watch: Callable[[], None] = lambda: None) -> None:
        self.store, self.columns, self.watch, self.read = store, columns, watch, 0
        self.made = {
            shard: {graph: _digest(asdict(entry)) for graph, entry in entries.items()}
            for shard, entries in sharded(store, SIZE).items()
        }
        self.old = read_manifest(columns) or Manifest(len(self.made))
        self.manifest = self.old if self.old.parts == len(self.made) else Manifest(len(self.made))
        self.states = {name: read_state(columns, name) for name in self.old.shards}

    def due(self) -> Iterator[str]:
        """The shards that hold other rows than they must."""
        for shard, made in self.made.items():
            if shard not in self.manifest.shards or self.states.get(shard) != made:
                yield shard

    def new(self, shard: str) -> list[str]:
        """The snapshots of a shard whose rows must be read from their graphs."""
        known = self._known(shard)
        return [graph for graph, digest in self.made[shard].items() if known.get(graph) != digest]

    def renew(self, shard: str) -> None:
        """Write a shard anew."""
        made, new = self.made[shard], self.new(shard)
        old = tuple(self.columns.root / self.old.shards[name] for name in self._sources(shard))
        kept = frozenset(made) - frozenset(new)
        with made_aside(self.columns.root) as aside:
            write_lines(aside, TABLES, self._rows(new))
            folder = write_folder(self.columns.root, Content(shard, TABLES, aside, old, kept))
        self.manifest = replace(self.manifest, shards={**self.manifest.shards, shard: folder})
        if self.manifest.parts == self.old.parts:
            write_manifest(self.columns, self.manifest)
            write_state(self.columns, shard, made)

    def _sources(self, shard: str) -> list[str]:
        """The old shards in which the snapshots of a shard are: itself, or its halves, or what it is part of."""
        return [name for name in self.old.shards if name.startswith(shard) or shard.startswith(name)]

    def _known(self, shard: str) -> dict[str, str]:
        return {graph: made for name in self._sources(shard) for graph, made in self.states[name].items()}

    def finish(self) -> None:
        """Write what is known beside the policies, say what holds, and remove what no longer does."""
        with made_aside(self.columns.root) as aside:
            write_lines(aside, KNOWN, [read_known(self.store.oxigraph)])
            known = write_folder(self.columns.root, Content("known", KNOWN, aside))
        self.manifest = replace(self.manifest, known=known)
        write_manifest(self.columns, self.manifest)
        if self.manifest.parts != self.old.parts:
            for shard, made in self.made.items():
                write_state(self.columns, shard, made)
        mark_current(self.columns)
        _sweep(self.columns, self.manifest)

    def _rows(self, graphs: list[str]) -> Iterator[Rows]:
        for graph in graphs:
            yield read_rows(self.store.oxigraph, NamedNode(graph))
            self.read += 1
            self.watch()


def _digest(record: object) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:16]


def _sweep(columns: Columns, manifest: Manifest) -> None:
    """Remove the folders and the states of what does not hold."""
    wanted = {manifest.known, *manifest.shards.values(), "state"}
    for path in columns.root.iterdir():
        if path.is_dir() and path.name not in wanted:
            shutil.rmtree(path, ignore_errors=True)
    _sweep_states(columns.root / "state", {f"{name}.json.gz" for name in manifest.shards})


def _sweep_states(folder: Path, wanted: set[str]) -> None:
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
