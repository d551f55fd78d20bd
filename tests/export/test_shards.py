"""A store as a folder of compressed files: whole, the same each time, and enough to make the store again."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.build.helpers import POLICIES, built, dump
from tests.cli.helpers import practicegraph

from practicegraph.build import Built, Parties
from practicegraph.build.graph import with_graph
from practicegraph.documents import document_of, read_documents
from practicegraph.export.shards import export_shards
from practicegraph.statements import read_statements
from practicegraph.store import open_store, read_store, shards

if TYPE_CHECKING:
    from pathlib import Path

COUNT = len(list(POLICIES.iterdir()))


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("shards") / "store"
    assert built(POLICIES, store).status == 0
    return store


def export(store: Path, folder: Path) -> int:
    with read_store(store) as opened:
        return export_shards(opened, folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def lines(folder: Path, kind: str) -> list[str]:
    return [
        line
        for path in sorted(folder.glob(f"*.{kind}.gz"))
        for line in gzip.decompress(path.read_bytes()).decode().splitlines(keepends=True)
    ]


def test_the_graphs_are_those_of_the_store(ready: Path, tmp_path: Path) -> None:
    export(ready, tmp_path)
    assert sorted(lines(tmp_path, "nq")) == sorted(dump(ready).decode().splitlines(keepends=True))


def test_graphs_can_be_made_again_from_statements_and_documents(ready: Path, tmp_path: Path) -> None:
    export(ready, tmp_path)
    documents = [document_of(r) for r in read_documents(lines(tmp_path, "documents.jsonl"), "documents")]
    statements = list(read_statements(lines(tmp_path, "statements.jsonl"), "statements"))
    assert len(documents) == COUNT
    for document in documents:
        said = tuple(statement for statement in statements if statement.policy == document.name)
        again = with_graph(Built("again", document, said, ""), Parties())
        assert set(again.quads.decode().splitlines(keepends=True)) <= set(lines(tmp_path, "nq"))


def test_the_manifest_tells_files_and_what_they_were_made_of(ready: Path, tmp_path: Path) -> None:
    export(ready, tmp_path)
    manifest = json.loads((tmp_path / "shard.json").read_bytes())
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    inputs = {hashlib.sha256(path.read_bytes()).hexdigest() for path in POLICIES.iterdir()}
    assert {snapshot["input_digest"] for snapshot in manifest["snapshots"]} == inputs
    assert all(len(snapshot["configuration"]) == 64 for snapshot in manifest["snapshots"])


def test_the_same_store_gives_the_same_bytes_and_is_not_written_twice(ready: Path, tmp_path: Path) -> None:
    assert export(ready, tmp_path / "one") == COUNT
    assert export(ready, tmp_path / "two") == COUNT
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert export(ready, tmp_path / "one") == 0


def test_only_a_changed_shard_is_written_again(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, folder = shutil.copytree(ready, tmp_path / "store"), tmp_path / "folder"
    monkeypatch.setattr("practicegraph.export.shards.sharded", lambda opened: shards.sharded(opened, 1))
    assert export(store, folder) == COUNT
    with open_store(store) as opened:
        gone = next(row.graph for row in opened.snapshots() if row.document == "quaymaps")
        opened.remove_graph(gone)
    assert export(store, folder) < COUNT
    assert gone.value not in "".join(lines(folder, "nq"))
    monkeypatch.undo()
    # Shards that are no more are swept.
    assert export(store, folder) == COUNT - 1
    assert len(contents(folder)) == 5


def test_a_stopped_export_goes_on(ready: Path, tmp_path: Path) -> None:
    seen: list[None] = []

    def stop() -> None:
        seen.append(None)
        if len(seen) == COUNT:
            raise KeyboardInterrupt

    with read_store(ready) as opened, pytest.raises(KeyboardInterrupt):
        export_shards(opened, tmp_path / "one", stop)
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["known.nq.gz"]
    export(ready, tmp_path / "one")
    export(ready, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_command_writes_a_folder_and_wants_its_name(ready: Path, tmp_path: Path) -> None:
    ask = ("export", "--store", ready, "--format", "shards")
    assert practicegraph(*ask, "-o", tmp_path / "all").status == 0
    assert len(contents(tmp_path / "all")) == 5
    ended = practicegraph(*ask)
    assert (ended.status, ended.out) == (2, "")
    assert "shards are a folder of files; name it with -o DIR" in ended.err
