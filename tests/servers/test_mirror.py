"""A server's graphs are brought up to those of a store; a mirror that was stopped goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from tests.build.helpers import POLICIES
from tests.servers.fake import Asked, Fake, Said, serving

from practicegraph.errors import ServerUnavailable, StoreUnavailable
from practicegraph.knowledge import RESOURCE
from practicegraph.query import load_query
from practicegraph.rdf import INFERRED_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH, term
from practicegraph.servers import Mirrored, ask, connect, mirror
from practicegraph.servers.record import Record, Sent
from practicegraph.store import open_store, read_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.conftest import Command, Real

OF_ALL = (INFERRED_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH)


class Kept(dict[str, bytes]):
    """The graphs of a server, as it was sent them; after `room` of them it says `full`, once."""

    room = 1000
    full = Said(500, b"out of order", "text/plain")

    def __call__(self, asked: Asked) -> Said:
        if len(self) == self.room:
            self.room = 1000
            return self.full
        if asked.method == "PUT":
            self[asked.graph] = asked.body
            return Said(204, b"")
        known = self.pop(asked.graph, None) if asked.method == "DELETE" else self.get(asked.graph)
        return Said(404, b"") if known is None else Said(204, b"")


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def fake(kept: Kept) -> Iterator[Fake]:
    with serving(kept) as server:
        yield server


def mirrored(store: Path, address: str) -> Mirrored:
    with open_store(store) as opened, connect(address) as server:
        return mirror(opened, server)


def contents(store: Path) -> dict[str, set[str]]:
    with read_store(store) as opened:
        return {
            graph.value: {str(q.triple) for q in opened.oxigraph.quads_for_pattern(None, None, None, graph)}
            for graph in opened.graphs()
        }


def parsed(kept: Kept) -> dict[str, set[str]]:
    return {g: {str(q.triple) for q in parse(b, format=RdfFormat.N_TRIPLES)} for g, b in kept.items()}


def test_every_graph_is_sent_and_what_the_program_brings_along_first(
    store: Path, fake: Fake, kept: Kept
) -> None:
    done = mirrored(store, fake.address)
    assert parsed(kept) == contents(store)
    assert done == Mirrored(sent=len(kept))
    assert fake.graphs("PUT")[:3] == [graph.value for graph in OF_ALL]


def test_what_the_server_has_is_not_sent_again(store: Path, fake: Fake) -> None:
    first = mirrored(store, fake.address)
    assert mirrored(store, fake.address) == Mirrored(unchanged=first.sent)
    assert len(fake.graphs("PUT")) == first.sent


def test_only_what_changed_is_sent_and_what_went_is_removed(store: Path, fake: Fake, kept: Kept) -> None:
    first = mirrored(store, fake.address)
    changed, same, gone = snapshots(store)[:3]
    with open_store(store) as opened:
        for graph in (changed, same):
            quads = list(opened.oxigraph.quads_for_pattern(None, None, None, graph))
            more = [Quad(graph, term("rdfs:comment"), term("pg:Policy"), graph)] if graph is changed else []
            opened.replace_graph(graph, (*quads, *more))
        opened.remove_graph(gone)
    # What followed from the one that went is gone from the graph of inferences as well.
    assert mirrored(store, fake.address) == Mirrored(sent=2, removed=1, unchanged=first.sent - 3)
    assert fake.graphs("PUT")[first.sent :] == [INFERRED_GRAPH.value, changed.value]
    assert fake.graphs("DELETE") == [gone.value]
    assert parsed(kept) == contents(store)


def snapshots(store: Path):  # type: ignore[no-untyped-def]  # nodes of pyoxigraph
    with read_store(store) as opened:
        return [row.graph for row in opened.snapshots()]


def test_a_mirror_that_was_stopped_goes_on(store: Path, fake: Fake, kept: Kept) -> None:
    kept.room = 2
    with pytest.raises(ServerUnavailable, match="out of order"):
        mirrored(store, fake.address)
    done = mirrored(store, fake.address)
    assert done == Mirrored(sent=len(contents(store)) - 2, unchanged=2)


def test_half_a_line_of_the_record_is_dropped(store: Path, fake: Fake) -> None:
    first = mirrored(store, fake.address)
    (record,) = (store / "servers").iterdir()
    whole = record.read_bytes()
    record.write_bytes(whole[:-10])
    assert mirrored(store, fake.address) == Mirrored(sent=1, unchanged=first.sent - 1)
    assert record.read_bytes() == whole


def test_a_damaged_record_is_told(store: Path, fake: Fake) -> None:
    mirrored(store, fake.address)
    (record,) = (store / "servers").iterdir()
    record.write_bytes(b"nonsense\n")
    with pytest.raises(StoreUnavailable, match="is damaged; remove it"):
        mirrored(store, fake.address)


def test_a_server_that_was_emptied_is_sent_all(store: Path, fake: Fake, kept: Kept) -> None:
    first = mirrored(store, fake.address)
    kept.clear()
    assert mirrored(store, fake.address) == Mirrored(sent=first.sent, emptied=True)
    assert parsed(kept) == contents(store)


def test_each_server_has_a_record_of_its_own(store: Path, fake: Fake) -> None:
    first = mirrored(store, fake.address)
    assert mirrored(store, f"{fake.address}/other") == Mirrored(sent=first.sent)
    assert mirrored(store, f"{fake.address.replace('//', '//me:pass@')}") == Mirrored(unchanged=first.sent)


def test_the_record_stays_small(tmp_path: Path) -> None:
    record = Record.read(tmp_path, "server")
    for number in range(300):
        record.note(Sent(f"graph/{number % 3}", str(number)))
        record.settle()
    again = Record.read(tmp_path, "server")
    assert again.sent == record.sent
    assert sorted(sent.entry for sent in again.sent.values()) == ["297", "298", "299"]
    assert again.lines <= 106


def test_the_record_holds_no_secret(store: Path, fake: Fake) -> None:
    mirrored(store, f"{fake.address.replace('//', '//me:hunter2@')}/?token=hunter3")
    (record,) = (store / "servers").iterdir()
    assert "hunter" not in record.name + record.read_text()


def test_build_says_what_was_sent_and_a_failure_in_one_line(
    command: Command, store: Path, fake: Fake, kept: Kept
) -> None:
    kept.room, kept.full = 0, Said(403, b"read only", "text/plain")
    build = ("build", POLICIES, "--store", store, "--to", fake.address)
    refused = command(*build)
    assert refused.status == 2
    assert refused.out.startswith("documents   0 read, 4 unchanged")
    assert refused.err == (
        f'practicegraph: {fake.address}: does not allow this (403) and says "read only";'
        " ask its keeper for the right to do it\n"
    )
    sent = command(*build)
    assert (sent.status, sent.err) == (0, "")
    assert sent.out.endswith(f"server      {len(kept)} graphs sent, 0 removed, 0 unchanged\n")


def test_a_wrong_address_is_told_before_anything_is_built(command: Command, tmp_path: Path) -> None:
    done = command("build", POLICIES, "--store", tmp_path / "new", "--to", "localhost:7878/store")
    assert done.status == 2
    assert "write it as https://HOST/PATH" in done.err
    assert not (tmp_path / "new").exists()


def test_an_emptied_server_is_told(command: Command, store: Path, fake: Fake, kept: Kept) -> None:
    build = ("build", POLICIES, "--store", store, "--to", fake.address)
    assert command(*build).status == 0
    kept.clear()
    done = command(*build)
    assert (done.status, done.err) == (
        0,
        f"{fake.address}: had lost what it was sent before, so all was sent again\n",
    )


def test_a_real_server_holds_what_the_store_holds(store: Path, real: Real) -> None:
    expected = {graph: len(triples) for graph, triples in contents(store).items()}
    first = mirrored(store, real.graphs)
    assert first.sent + first.unchanged == len(expected)
    gone, *others = snapshots(store)
    assert held(real) == expected
    with open_store(store) as opened:
        opened.remove_graph(gone)
    # The graph of inferences is sent again, without what followed from the one that went.
    assert mirrored(store, real.graphs) == Mirrored(sent=1, removed=1, unchanged=first.sent - 2)
    expected = {graph: len(triples) for graph, triples in contents(store).items()}
    assert gone.value not in expected
    assert held(real) == expected
    with open_store(store) as opened, connect(real.graphs) as server:
        opened.ledger.entries.clear()
        assert mirror(opened, server).removed == len(others) + len(OF_ALL)
    assert held(real) == {}


def held(real: Real) -> dict[str, int]:
    """How many triples a server has in each graph of ours."""
    count = f"""SELECT ?graph (COUNT(*) AS ?triples) WHERE {{
      GRAPH ?graph {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?graph), "{RESOURCE}"))
    }} GROUP BY ?graph ORDER BY ?graph"""
    with connect(real.questions) as server:
        rows = ask(replace(load_query("overview"), text=count, parameters=()), server).rows
    return {str(graph.value): int(triples.value) for graph, triples in rows if graph and triples}
