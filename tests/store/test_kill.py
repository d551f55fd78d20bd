"""A writer killed at any moment loses nothing that it acknowledged, and leaves nothing half there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from practicegraph.lift import lift, snapshot_iri
from practicegraph.rdf import INFERRED_GRAPH, term
from practicegraph.store import Store, check_quotes, open_store

if TYPE_CHECKING:
    from types import ModuleType

WRITER = Path(__file__).with_name("writer.py")
#: When each writer is killed, in seconds after its first acknowledgement.
MOMENTS = (0.0, 0.013, 0.047, 0.11, 0.21, 0.37)


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("writer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


writer = load(WRITER)


def killed(store: Path, first: int, moment: float) -> int:
    """Runs a writer, kills it, and returns the number of the last snapshot that it acknowledged."""
    command = [sys.executable, str(WRITER), str(store), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        before = process.stdout.readline()
        time.sleep(moment)
        process.kill()
        return last_line(before, process.stdout)


def last_line(first: bytes, rest: IO[bytes]) -> int:
    return int([line for line in (first, *rest) if line.endswith(b"\n")][-1])


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(tmp_path: Path) -> None:
    path, first = tmp_path / "store", 0
    for moment in MOMENTS:
        acknowledged = killed(path, first, moment)
        with open_store(path) as store:
            check(store, acknowledged)
            assert not list((path / "graph").glob("bulk-*.sst"))
        first = acknowledged + 1


def check_inferences(store: Store, snapshots: int) -> None:
    """All that follows from what is there, and nothing that followed from what is there no more."""
    inferred = set(store.oxigraph.quads_for_pattern(None, None, None, INFERRED_GRAPH))
    # Of each sale: it is an affirmed one, so an affirmed sharing, so a sharing.
    assert len(inferred) == snapshots * (writer.STATEMENTS // 2) * 3
    statements = {quad.subject for quad in store.oxigraph.quads_for_pattern(None, term("pg:statedIn"), None)}
    assert {quad.subject for quad in inferred} <= statements


def check(store: Store, acknowledged: int) -> None:
    rows = {row.graph: int(row.document) for row in store.snapshots()}
    for graph, number in rows.items():
        # What is there is what was acknowledged last for that service, or the one after it, whole.
        assert number % writer.ROUND == 0 or acknowledged - writer.ROUND < number
        assert number <= acknowledged + writer.ROUND
        document = writer.document(number)
        assert graph == snapshot_iri(document)
        quads = store.oxigraph.quads_for_pattern(None, None, None, graph)
        assert sorted(map(str, quads)) == list(map(str, lift(document, writer.statements(document))))
    check_inferences(store, len(rows))
    assert check_quotes(store).faults == ()
    new = range(0, acknowledged, writer.ROUND)
    assert set(rows.values()) >= set(new)
    assert len(rows) - len(new) in {writer.ROUND - 1, writer.ROUND}
    assert {int(entry.document) for entry in store.ledger.entries.values()} >= set(new)
