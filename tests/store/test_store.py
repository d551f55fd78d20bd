"""The store: snapshots in and out, what is kept beside them, and what is said when something is wrong."""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from practicegraph.documents import document_of, read_documents
from practicegraph.errors import StoreUnavailable
from practicegraph.lift import lift, snapshot_iri
from practicegraph.rdf import INFERRED_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH, resource, term
from practicegraph.statements import read_statements
from practicegraph.store import (
    BATCH,
    Refusal,
    Store,
    as_dataset,
    check_quotes,
    load_knowledge,
    named_quads,
    open_store,
    read_store,
)
from practicegraph.store import folder as folders

if TYPE_CHECKING:
    from practicegraph.document import Document

GOOD = Path(__file__).parents[1] / "statements" / "good"


def loaded() -> list[tuple[Document, tuple[Quad, ...]]]:
    with (GOOD / "documents.jsonl").open(encoding="utf-8") as lines:
        documents = [document_of(record) for record in read_documents(lines, "good")]
    with (GOOD / "statements.jsonl").open(encoding="utf-8") as lines:
        statements = list(read_statements(lines, "good"))
    return [(d, lift(d, [s for s in statements if s.policy == d.name])) for d in documents]


LOADED = loaded()
DOCUMENT, QUADS = LOADED[0]
GRAPH = snapshot_iri(DOCUMENT)


def dumped(store: Store) -> bytes:
    stream = io.BytesIO()
    store.dump(stream)
    return stream.getvalue()


def filled(path: Path) -> Store:
    store = open_store(path, clock=lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    for document, quads in LOADED:
        store.put(document, quads, input_digest=document.digest, configuration="c")
    store.commit()
    return store


def test_what_is_put_is_there_for_readers(tmp_path: Path) -> None:
    filled(tmp_path / "s").close()
    store = read_store(tmp_path / "s")
    assert [row.document for row in store.snapshots()] == [
        "kettle",
        "teapots__2023-01-15",
        "teapots__2024-05-31",
    ]
    assert [row.date for row in store.snapshots()] == [None, "2023-01-15", "2024-05-31"]
    assert set(store.oxigraph.quads_for_pattern(None, None, None, GRAPH)) == set(QUADS)
    assert store.text(DOCUMENT.digest) == DOCUMENT.text
    entry = store.ledger.entries[GRAPH.value]
    assert (entry.document, entry.statements, entry.configuration) == (DOCUMENT.name, 8, "c")
    assert entry.written == "2026-01-02T03:04:05+00:00"


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    once = dumped(store)
    for document, quads in reversed(LOADED):
        store.put(document, quads)
    store.commit()
    assert dumped(store) == once
    store.close()
    other = filled(tmp_path / "t")
    assert dumped(other) == once
    files = [
        sorted(path.relative_to(root) for path in root.glob("texts/*"))
        for root in (tmp_path / "s", tmp_path / "t")
    ]
    assert files[0] == files[1] != []
    assert all((tmp_path / "s" / f).read_bytes() == (tmp_path / "t" / f).read_bytes() for f in files[0])


def test_dump_is_sorted_within_each_graph_and_reads_back(tmp_path: Path) -> None:
    with filled(tmp_path / "s") as store:
        lines = dumped(store).splitlines()
        graphs = [line.rsplit(b" ", 2)[1] for line in lines]
        assert graphs == sorted(graphs)
        assert lines == sorted(lines, key=lambda line: (line.rsplit(b" ", 2)[1], line))
        dataset = rdflib.Dataset()
        dataset.parse(data=dumped(store), format="nquads")
        assert len(list(dataset.quads())) == len(lines)


def test_a_graph_is_replaced_whole(tmp_path: Path) -> None:
    with filled(tmp_path / "s") as store:
        other = tuple(Quad(q.subject, q.predicate, q.object, GRAPH) for q in LOADED[2][1])
        for quads in (other, QUADS[:5], QUADS):
            store.replace_graph(GRAPH, quads)
            assert set(store.oxigraph.quads_for_pattern(None, None, None, GRAPH)) == set(quads)
        assert check_quotes(store).faults == ()


def test_replacing_keeps_every_kind_of_term(tmp_path: Path) -> None:
    odd = [
        'quote " and \\ slash',
        "line\nbreak\r",
        "tab\t",
        "\U0001fad6 é",
        "\x7f\u2028",
        "}",
        "?x $y",
        "'''",
    ]
    graph = resource("graph", "odd")
    quads = {Quad(graph, term("pg:x"), Literal(text), graph) for text in odd}
    quads |= {Quad(graph, term("pg:x"), Literal("tea", language="en"), graph)}
    with open_store(tmp_path / "s") as store:
        store.replace_graph(graph, [Quad(graph, term("pg:y"), Literal("old"), graph)])
        store.replace_graph(graph, quads)
        assert set(store.oxigraph.quads_for_pattern(None, None, None, graph)) == quads


def test_a_removed_graph_is_gone_from_graph_and_ledger_and_its_text_when_swept(tmp_path: Path) -> None:
    with filled(tmp_path / "s") as store:
        store.remove_graph(GRAPH)
        store.commit()
        assert GRAPH not in store.graphs()
        assert store.text(DOCUMENT.digest)
        store.sweep_texts()
        with pytest.raises(StoreUnavailable, match="missing"):
            store.text(DOCUMENT.digest)
    assert GRAPH.value not in read_store(tmp_path / "s").ledger.entries


def test_a_batch_is_acknowledged_by_itself(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        graphs = [resource("graph", str(number)) for number in range(BATCH)]
        for graph in graphs[:-1]:
            store.replace_graph(graph, [Quad(graph, term("pg:x"), graph, graph)])
        assert not store.ledger.entries
        store.replace_graph(graphs[-1], [Quad(graphs[-1], term("pg:x"), graphs[-1], graphs[-1])])
        assert len(store.ledger.entries) == BATCH


def test_half_a_line_in_the_ledger_is_dropped(tmp_path: Path) -> None:
    filled(tmp_path / "s").close()
    gc.collect()
    ledger = tmp_path / "s" / "ledger.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"graph": "https://w3id.org/pra')
    with open_store(tmp_path / "s") as store:
        assert len(store.ledger.entries) == len(LOADED)
        store.put(DOCUMENT, QUADS)
    lines = ledger.read_bytes().splitlines()
    assert [json.loads(line)["graph"] for line in lines[-1:]] == [GRAPH.value]
    assert len(lines) == len(LOADED) + 1


def test_ledger_keeps_only_the_lines_that_hold(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        for _ in range(120):
            store.put(DOCUMENT, QUADS)
            store.commit()
        assert store.ledger.lines == 120
    assert len((tmp_path / "s" / "ledger.jsonl").read_bytes().splitlines()) == 1
    with open_store(tmp_path / "s") as store:
        store.put(*LOADED[1])
    assert len(read_store(tmp_path / "s").ledger.entries) == 2


def test_what_is_kept_out_says_why_until_it_is_in(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        store.refuse(Refusal("kettle", "kettle.pdf", "is no policy", ("has no text", "has no date")))
        store.refuse(Refusal("Kettle", "other/Kettle.pdf", "is empty"))
        assert [r.document for r in store.refusals()] == ["Kettle", "kettle"]
        assert store.refusals()[1].problems == ("has no text", "has no date")
        store.put(*LOADED[2])
        assert [r.document for r in store.refusals()] == ["Kettle"]


def test_knowledge_is_loaded_once_and_without_blank_nodes(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        load_knowledge(store)
        assert {ONTOLOGY_GRAPH, REGISTRY_GRAPH} == set(store.graphs())
        first = dumped(store)
        assert b" _:" not in first
        assert b"\n_:" not in first
        store.commit()
        lines = store.ledger.lines
        load_knowledge(store)
        store.commit()
        assert store.ledger.lines == lines
    with open_store(tmp_path / "t") as other:
        load_knowledge(other)
        assert dumped(other) == first


def test_registry_of_the_user_is_loaded_too(tmp_path: Path) -> None:
    more = tmp_path / "mine.ttl"
    more.write_text('<https://w3id.org/practicegraph/id/party/mine> <https://schema.org/name> "Mine" .')
    with open_store(tmp_path / "s") as store:
        load_knowledge(store, (more,))
        mine = resource("party", "mine")
        assert len(list(store.oxigraph.quads_for_pattern(mine, None, None, REGISTRY_GRAPH))) == 1
        load_knowledge(store)
        assert not list(store.oxigraph.quads_for_pattern(mine, None, None, None))


def test_blank_nodes_are_named_by_what_they_say() -> None:
    def axiom(label: str) -> list[Triple]:
        outer, inner = BlankNode(), BlankNode()
        links = [
            Triple(outer, term("rdfs:subClassOf"), inner),
            Triple(inner, term("rdfs:label"), Literal(label)),
        ]
        return [*links, Triple(term("pg:Sale"), term("rdfs:subClassOf"), outer)]

    once, again = (set(named_quads(axiom("a"), INFERRED_GRAPH)) for _ in range(2))
    assert once == again
    assert len(once) == 3
    assert all(isinstance(node, NamedNode) for quad in once for node in (quad.subject, quad.predicate))


def test_rdflib_reads_the_store(tmp_path: Path) -> None:
    filled(tmp_path / "s").close()
    dataset = as_dataset(read_store(tmp_path / "s"))
    graph = dataset.graph(rdflib.URIRef(GRAPH.value))
    assert len(graph) == len(QUADS)
    query = "SELECT ?s WHERE { ?s a pg:Sale }"
    assert len(list(dataset.query(query))) == len(list(graph.query(query, use_store_provided=False))) * 2 == 2
    with pytest.raises(RuntimeError):
        graph.add((rdflib.URIRef("x:s"), rdflib.URIRef("x:p"), rdflib.URIRef("x:o")))


def test_backup_is_a_store_of_its_own(tmp_path: Path) -> None:
    with filled(tmp_path / "s") as store:
        before = dumped(store)
        store.backup(tmp_path / "copy")
        store.remove_graph(GRAPH)
        store.sweep_texts()
        copy = read_store(tmp_path / "copy")
        assert dumped(copy) == before
        assert check_quotes(copy).faults == ()
        with pytest.raises(StoreUnavailable, match="exists already"):
            store.backup(tmp_path / "copy")


def test_quotes_are_checked_against_the_texts(tmp_path: Path) -> None:
    with filled(tmp_path / "s") as store:
        checked = check_quotes(store)
        assert (checked.snapshots, checked.quotes, checked.faults) == (3, 18, ())
        (exact,) = [q for q in QUADS if q.predicate == term("oa:exact") and "Order records" in str(q.object)]
        wrong = Quad(exact.subject, exact.predicate, Literal("Order records go."), GRAPH)
        store.replace_graph(GRAPH, [wrong if quad == exact else quad for quad in QUADS])
        (fault,) = check_quotes(store).faults
        assert fault.quote == "Order records go."
        assert fault.found == "Order records stay with us for seven years."
        assert fault.snapshot == GRAPH.value
        assert "/evidence/teapots/" in fault.evidence


@pytest.mark.parametrize(
    ("damage", "said"), [("gone", "missing"), ("cut", "damaged"), ("other", "another text")]
)
def test_a_damaged_text_is_a_fault_of_its_snapshot(damage: str, said: str, tmp_path: Path) -> None:
    with filled(tmp_path / "s") as store:
        path = tmp_path / "s" / "texts" / f"{DOCUMENT.digest}.txt.gz"
        other = tmp_path / "s" / "texts" / f"{LOADED[1][0].digest}.txt.gz"
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-30] if damage == "cut" else other.read_bytes())
        (fault,) = check_quotes(store).faults
        assert said in fault.reason
        assert fault.snapshot == GRAPH.value


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="does not exist; make one with: practicegraph build"):
        read_store(tmp_path / "none")
    with pytest.raises(StoreUnavailable, match="holds no store"):
        read_store(tmp_path)
    assert not (tmp_path / "none").exists()


def test_another_programs_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreUnavailable, match="not a store"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(StoreUnavailable, match="not a store"):
        open_store(tmp_path / "letter.txt")


@pytest.mark.parametrize("header", ['{"format": 1}', "{}", "not JSON", ""])
def test_a_store_of_another_format_is_not_touched(header: str, tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text(header)
    for opened in (open_store, read_store):
        with pytest.raises(StoreUnavailable, match="this program reads format 2"):
            opened(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["store.json"]


def test_a_second_writer_is_refused_here_and_from_another_process(tmp_path: Path) -> None:
    with filled(tmp_path / "s"):
        with pytest.raises(StoreUnavailable, match="open for writing already"):
            open_store(tmp_path / "s")
        program = "import pathlib, sys, practicegraph.store as s; s.open_store(pathlib.Path(sys.argv[1]))"
        command = [sys.executable, "-c", program, str(tmp_path / "s")]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "open for writing already" in ran.stderr
        assert len(read_store(tmp_path / "s").snapshots()) == len(LOADED)


def test_a_store_open_for_reading_refuses_to_write(tmp_path: Path) -> None:
    filled(tmp_path / "s").close()
    store = read_store(tmp_path / "s")
    with pytest.raises(StoreUnavailable, match="opened for reading"):
        store.put(DOCUMENT, QUADS)
    with pytest.raises(StoreUnavailable, match="opened for reading"):
        store.remove_graph(GRAPH)
    with pytest.raises(StoreUnavailable, match="opened for reading"):
        store.sweep_texts()
    store.close()


def test_a_full_disk_is_said_and_nothing_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = filled(tmp_path / "s")
    other = replace(DOCUMENT, service="other")
    quads = lift(other, ())
    store.put(other, quads)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StoreUnavailable, match="the disk is full; free some space"):
            store.commit()
        with pytest.raises(StoreUnavailable, match="the disk is full"):
            store.refuse(Refusal("x", "x", "x"))
    assert snapshot_iri(other).value not in store.ledger.entries
    store.close()
    lines = (tmp_path / "s" / "ledger.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["graph"] for line in lines[len(LOADED) :]] == [snapshot_iri(other).value]


def test_a_damaged_database_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "s").close()
    gc.collect()
    monkeypatch.setattr(folders, "_PAUSES", (0.0,))
    for table in (tmp_path / "s" / "graph").glob("*.sst"):
        table.unlink()
    with pytest.raises(StoreUnavailable, match=r"is damaged: .*Corruption"):
        read_store(tmp_path / "s")


def test_what_killed_writers_left_is_swept(tmp_path: Path) -> None:
    filled(tmp_path / "s").close()
    gc.collect()
    orphans = [
        tmp_path / "s" / name for name in ("graph/bulk-1.sst", "texts/.a.txt.gz.17", "quarantine/.b.json.17")
    ]
    for orphan in orphans:
        orphan.write_bytes(b"half")
    open_store(tmp_path / "s").close()
    assert not any(orphan.exists() for orphan in orphans)


def test_files_written_aside_are_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    folders.write_aside(tmp_path / "f", b"old")
    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input"):
        folders.write_aside(tmp_path / "f", b"new")
    assert (tmp_path / "f").read_bytes() == b"old"
