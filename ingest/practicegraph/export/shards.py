"""A store as a folder of plain compressed files: what outlives the database that it was written from.

DIR/
├── known.nq.gz             the graphs that are not one snapshot's
├── SHARD.nq.gz             the graphs of the shard's snapshots, sorted lines
├── SHARD.statements.jsonl.gz
├── SHARD.documents.jsonl.gz  document records, with their texts
└── SHARD.json              the manifest: the files' digests, and of what each snapshot was made
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from practicegraph.build.records import kept
from practicegraph.documents import document_line, record_of
from practicegraph.rdf import INFERRED_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH, n_quads
from practicegraph.records import write_record
from practicegraph.statement import to_record
from practicegraph.store.folder import explained, write_aside
from practicegraph.store.shards import sharded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from practicegraph.store import Entry, Store

_FILES: Final = ("nq", "statements.jsonl", "documents.jsonl")
_KNOWN: Final = (ONTOLOGY_GRAPH, REGISTRY_GRAPH, INFERRED_GRAPH)
#: What a manifest tells of a snapshot; the time at which it was written is left to the ledger.
_MADE_FROM: Final = ("graph", "document", "text_digest", "input_digest", "configuration", "statements")


def export_shards(store: Store, folder: Path, watch: Callable[[], None] = lambda: None) -> int:
    """Write a store into a folder, and say how many of its snapshots were written; the others stood there.

    Each file is there whole or not at all, and a shard's manifest comes last: stopped at any moment, it
    can be run again. The same store gives the same bytes. `watch` is called for each snapshot that is written.

    Raises:
        StoreUnavailable: The folder cannot be written, or the store lacks what it should hold.
    """
    shards, written = sharded(store), 0
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with _aside(folder / "known.nq.gz") as file:
            for graph in _KNOWN:
                _write_graph(store, graph, file)
        for shard, entries in shards.items():
            if not _stands(folder, shard, entries):
                _write(store, folder, shard, entries, watch)
                written += len(entries)
        _sweep(folder, set(shards))
    return written


def _stands(folder: Path, shard: str, entries: dict[str, Entry]) -> bool:
    """Whether a shard's manifest tells of just these snapshots."""
    try:
        manifest = json.loads((folder / f"{shard}.json").read_bytes())
    except (OSError, ValueError):
        return False
    whole = all((folder / name).exists() for name in manifest["files"])
    return whole and bool(manifest["snapshots"] == [_made_from(entry) for entry in entries.values()])


def _made_from(entry: Entry) -> dict[str, Any]:
    known = asdict(entry)
    return {name: known[name] for name in _MADE_FROM}


def _write(
    store: Store, folder: Path, shard: str, entries: dict[str, Entry], watch: Callable[[], None]
) -> None:
    paths = [folder / f"{shard}.{kind}.gz" for kind in _FILES]
    manifest = folder / f"{shard}.json"
    # Without a manifest nobody takes old files for new ones.
    manifest.unlink(missing_ok=True)
    with _aside(paths[0]) as graphs, _aside(paths[1]) as statements, _aside(paths[2]) as documents:
        for graph in entries:
            document, said = kept(store, graph)
            _write_graph(store, NamedNode(graph), graphs)
            statements.writelines(write_record(to_record(statement)).encode() for statement in said)
            documents.write(document_line(record_of(document, with_text=True)).encode())
            watch()
    record = {
        "format": 1,
        "files": {path.name: _digest(path) for path in paths},
        "snapshots": [_made_from(entry) for entry in entries.values()],
    }
    write_aside(manifest, json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n")


def _write_graph(store: Store, graph: NamedNode, file: gzip.GzipFile) -> None:
    quads = store.oxigraph.quads_for_pattern(None, None, None, graph)
    file.writelines(sorted(n_quads(quads).splitlines(keepends=True)))


@contextmanager
def _aside(path: Path) -> Iterator[gzip.GzipFile]:
    """A compressed file that is there whole at the end, or as it was before."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
                yield packed
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sweep(folder: Path, shards: set[str]) -> None:
    """Remove the files of shards that are no more, and what a killed run left aside."""
    for path in folder.glob("shard*"):
        if path.name.partition(".")[0] not in shards:
            path.unlink()
    for path in folder.glob(".*.gz.*"):
        path.unlink()
