"""The graph of inferences: what follows, when it is made, and that it is the same each time."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database

from practicegraph.document import Document
from practicegraph.lift import lift, snapshot_iri
from practicegraph.parties import load_registry, owner_on
from practicegraph.rdf import INFERRED_GRAPH, select, term
from practicegraph.statement import Evidence, Extractor, Statement
from practicegraph.store import Store, infer, inference_rules, load_knowledge, open_store, read_store
from practicegraph.store.rules import inferences_of

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Quad

    from practicegraph.statement import Polarity

STATED = """
@prefix pg: <https://w3id.org/practicegraph/ontology#> .
@prefix s: <https://w3id.org/practicegraph/id/statement/> .
@prefix x: <https://w3id.org/practicegraph/id/snapshot/> .
x:one {
  s:sold a pg:Statement , pg:Sale , pg:AffirmedStatement ; pg:statedIn x:one .
  s:not-sold a pg:Statement , pg:Sale , pg:DeniedStatement ; pg:statedIn x:one .
  s:not-shared a pg:Statement , pg:Sharing , pg:DeniedStatement ; pg:statedIn x:one .
  s:embedded a pg:Statement , pg:ThirdPartyCollection , pg:AffirmedStatement ; pg:statedIn x:one .
  s:used a pg:Statement , pg:Use , pg:AffirmedStatement ; pg:statedIn x:one .
}"""
HOLDERS = """
SELECT ?party ?holder WHERE {
  GRAPH graph:inferred { ?holding pg:held ?party ; pg:holder ?holder }
  OPTIONAL { GRAPH graph:inferred { ?holding pg:heldFrom ?from } }
  OPTIONAL { GRAPH graph:inferred { ?holding pg:heldUntil ?until } }
  FILTER (COALESCE(STR(?from) <= "DAY", true) && COALESCE(STR(?until) > "DAY", true))
}""".replace("graph:inferred", str(INFERRED_GRAPH))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("known") / "s"
    with open_store(path) as store:
        load_knowledge(store)
        store.oxigraph.load(STATED, RdfFormat.TRIG)
        infer(store)
    return read_store(path)


def kinds(store: Store, statement: str) -> set[str]:
    """What was inferred that a statement is."""
    quads = store.oxigraph.quads_for_pattern(term(f"id:statement/{statement}"), None, None, INFERRED_GRAPH)
    return {quad.object.value.partition("#")[2] for quad in quads}


def test_there_are_rules_and_each_writes_one_graph_alone() -> None:
    assert len(inference_rules()) >= 3
    for rule in inference_rules():
        database = Database()
        database.load(STATED, RdfFormat.TRIG)
        before = set(database)
        database.update(rule)
        assert {quad.graph_name for quad in set(database) - before} <= {INFERRED_GRAPH}
        assert before <= set(database)


def test_what_is_sold_is_shared_and_what_is_not_shared_is_not_sold(known: Store) -> None:
    assert kinds(known, "sold") == {"AffirmedSale", "AffirmedSharing", "Sharing"}
    assert kinds(known, "embedded") == {"AffirmedThirdPartyCollection", "AffirmedSharing", "Sharing"}
    assert kinds(known, "not-sold") == {"DeniedSale"}
    denied = {"DeniedSharing", "DeniedSale", "DeniedThirdPartyCollection", "Sale", "ThirdPartyCollection"}
    assert kinds(known, "not-shared") == denied
    assert kinds(known, "used") == set()


def test_concepts_are_of_all_wider_ones(known: Store) -> None:
    wider = known.oxigraph.quads_for_pattern(
        term("pg:BillingAddress"), term("skos:broaderTransitive"), None, INFERRED_GRAPH
    )
    assert {quad.object for quad in wider} == {
        term(f"pg:{name}") for name in ("PostalAddress", "ContactData", "PersonalData")
    }


@pytest.mark.parametrize("day", ["1999-01-01", "2012-06-30", "2017-06-13", "2021-09-01", "2026-01-01"])
def test_holders_are_those_whom_owners_lead_to(known: Store, day: str) -> None:
    registry = load_registry()
    held: dict[str, set[str]] = {}
    for party, holder in select(known.oxigraph, HOLDERS.replace("DAY", day)):
        held.setdefault(party.value.rpartition("/")[2], set()).add(holder.value.rpartition("/")[2])
    assert len(held) > 100
    for party in registry.parties:
        ultimate = [holder for holder in held.get(party, ()) if holder not in held]
        assert ultimate == (
            [] if owner_on(registry, party, day) == party else [owner_on(registry, party, day)]
        )


def test_it_is_made_anew_only_when_something_changed(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        load_knowledge(store)
        infer(store)
        store.commit()
        lines, first = (
            store.ledger.lines,
            set(store.oxigraph.quads_for_pattern(None, None, None, INFERRED_GRAPH)),
        )
        infer(store)
        store.commit()
        assert store.ledger.lines == lines
        mine = tmp_path / "mine.ttl"
        mine.write_text(
            "@prefix party: <https://w3id.org/practicegraph/id/party/> .\n"
            "@prefix pg: <https://w3id.org/practicegraph/ontology#> .\n"
            "party:gizmo pg:providedBy party:google ."
        )
        load_knowledge(store, (mine,))
        infer(store)
        second = set(store.oxigraph.quads_for_pattern(None, None, None, INFERRED_GRAPH))
        assert {q.object for q in second - first if q.predicate == term("pg:holder")} == {
            term("id:party/google"),
            term("id:party/alphabet"),
        }
        load_knowledge(store)
        infer(store)
        assert set(store.oxigraph.quads_for_pattern(None, None, None, INFERRED_GRAPH)) == first


def test_what_a_killed_build_left_is_made_up_for(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        load_knowledge(store)
        infer(store)
        whole = set(store.oxigraph.quads_for_pattern(None, None, None, INFERRED_GRAPH))
        store.oxigraph.clear_graph(INFERRED_GRAPH)
        store.ledger.entries.pop(INFERRED_GRAPH.value, None)
        store._pending.pop(INFERRED_GRAPH.value)
        infer(store)
        assert set(store.oxigraph.quads_for_pattern(None, None, None, INFERRED_GRAPH)) == whole


TEXT = "We sell your name."
SALES = ("Sale", "Sharing", "ThirdPartyCollection", "Use")


def document(service: str, day: str = "2024-05-31") -> Document:
    return Document(service, service, TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), (), service, date=day)


def stated(about: Document, *practices: str, polarity: Polarity = "affirmed") -> tuple[Quad, ...]:
    """A snapshot that states each of these practices."""
    evidence = (Evidence(0, len(TEXT), TEXT),)
    made = (
        Statement(about.name, practice, evidence, "test", Extractor("test", "1"), 1.0, polarity)
        for practice in practices
    )
    return lift(about, tuple(made))


def inferred(store: Store) -> set[Quad]:
    store.commit()
    return set(store.oxigraph.quads_for_pattern(None, None, None, INFERRED_GRAPH))


def by_one_update(store: Store) -> set[Quad]:
    """What the rules put into the graph of inferences, run as they are over all other graphs."""
    database = Database()
    database.extend(quad for quad in store.oxigraph if quad.graph_name != INFERRED_GRAPH)
    for rule in inference_rules():
        database.update(rule)
    return set(database.quads_for_pattern(None, None, None, INFERRED_GRAPH))


def test_what_is_written_with_snapshots_is_what_the_rules_give_over_the_whole_store(tmp_path: Path) -> None:
    one, two, three = document("one"), document("two"), document("one", "2025-05-31")
    with open_store(tmp_path / "s") as store:
        load_knowledge(store)
        infer(store)
        bare = inferred(store)
        store.put(one, stated(one, *SALES))
        store.put(two, stated(two, *SALES, polarity="denied"))
        store.put(three, stated(three, *SALES))
        full = inferred(store)
        assert full == by_one_update(store)
        assert len(full - bare) > 10
        store.put(one, stated(one, "Sharing", "Use"))
        changed = inferred(store)
        assert changed == by_one_update(store)
        assert changed not in (full, bare)
        store.remove_graph(snapshot_iri(two))
        store.remove_graph(snapshot_iri(three))
        assert inferred(store) == by_one_update(store)
        store.remove_graph(snapshot_iri(one))
        assert inferred(store) == bare


def test_inferences_come_in_order_and_are_none_where_nothing_follows() -> None:
    lines = "".join(f"{quad} .\n" for quad in stated(document("one"), *SALES)).encode()
    found = inferences_of(lines).splitlines()
    assert found == sorted(set(found))
    assert len(found) == 7
    assert inferences_of(b"") == b""


def test_rules_on_snapshots_name_the_predicates_that_they_look_for() -> None:
    rules = [rule for rule in inference_rules() if "?snapshot" in rule]
    assert rules
    for rule in rules:
        code = re.sub(r"^#.*$", "", rule, flags=re.MULTILINE)
        assert "GRAPH ?snapshot" in code
        assert not re.search(r"(\?\w+|;)\s+\?\w+\s+[?\w]", code)


def test_new_snapshots_do_not_make_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = document("one")
    with open_store(tmp_path / "s") as store:
        load_knowledge(store)
        infer(store)
        before = store.entry(INFERRED_GRAPH)
        monkeypatch.delattr(Store, "derive_graph")
        store.put(one, stated(one, *SALES))
        infer(store)
        store.commit()
        after = store.entry(INFERRED_GRAPH)
    assert before is not None
    assert after is not None
    # Whoever mirrors or shows the graph learns from the ledger that it is another one.
    assert after.input_digest != before.input_digest
    assert replace(after, input_digest=before.input_digest, written=before.written) == before


def test_other_knowledge_makes_it_anew_of_the_snapshots_that_are_there(tmp_path: Path) -> None:
    one = document("one")
    with open_store(tmp_path / "s") as store:
        load_knowledge(store)
        store.put(one, stated(one, *SALES))
        store.commit()
        store.oxigraph.clear_graph(INFERRED_GRAPH)
        infer(store)
        assert inferred(store) == by_one_update(store)
        assert kinds_of_all(inferred(store)) >= {"AffirmedSharing"}


def kinds_of_all(quads: set[Quad]) -> set[str]:
    return {str(quad.object).partition("#")[2].rstrip(">") for quad in quads}
