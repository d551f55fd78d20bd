"""What stands in a snapshot's graph beside its statements."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from practicegraph.documents import DocumentRecord, document_of, read_documents, record_of, write_documents
from practicegraph.errors import InvalidStatement
from practicegraph.facts import ContactPoint, PolicyFacts, TermDefinition, TermUse, Transfer
from practicegraph.lift import lift, snapshot_iri
from practicegraph.rdf import n_quads, term
from practicegraph.statement import Evidence, Extractor, Statement
from practicegraph.validate import run_pyshacl, validate_quads

TEXT = (
    "Ask us at post@kettle.example, or our data protection officer at officer@kettle.example. "
    "Contact data means your name and your e-mail address. We keep technical data as well. "
    "We send your e-mail address to the United States and India under standard contractual clauses. "
    "We do not send anything to other countries."
)


def quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words)


CLAUSES = quote(
    "We send your e-mail address to the United States and India under standard contractual clauses."
)
FACTS = PolicyFacts(
    contacts=(
        ContactPoint("controller", "post@kettle.example", quote("Ask us at post@kettle.example")),
        ContactPoint("officer", "officer@kettle.example", quote("officer at officer@kettle.example")),
    ),
    definitions=(
        TermDefinition("contact data", ("Name", "EmailAddress"), (quote("Contact data means your name"),)),
    ),
    open_terms=(TermUse("technical data", quote("We keep technical data as well.")),),
    transfers=(
        Transfer(("US", "IN"), ("standard contractual clauses",), ("EmailAddress",), (CLAUSES,)),
        Transfer(("other countries",), (), (), (quote("We do not send anything"),), "denied"),
    ),
    extractor=Extractor("by hand", "1"),
)
DOCUMENT = document_of(DocumentRecord("kettle", "Kettle", date="2024-01-01", text=TEXT, facts=FACTS))
QUADS = lift(DOCUMENT, ())


def objects(subject: NamedNode, prop: str) -> set[str]:
    found = (q.object for q in QUADS if q.subject == subject and q.predicate == term(prop))
    return {o.value if isinstance(o, Literal | NamedNode) else str(o) for o in found}


def nodes(kind: str) -> list[NamedNode]:
    found = (q.subject for q in QUADS if q.predicate == term("rdf:type") and q.object == term(kind))
    return [s for s in found if isinstance(s, NamedNode)]


def test_graph_conforms_on_both_engines() -> None:
    assert validate_quads(QUADS).to_text() == "conforms: no results\n"
    assert run_pyshacl(QUADS) == validate_quads(QUADS)


def test_addresses_stand_on_the_snapshot_and_on_points_of_contact() -> None:
    snapshot = snapshot_iri(DOCUMENT)
    assert objects(snapshot, "pg:controllerContact") == {"post@kettle.example"}
    assert objects(snapshot, "pg:dataProtectionOfficer") == {"officer@kettle.example"}
    assert len(nodes("pg:ContactPoint")) == 2
    assert sum(bool(objects(n, "pg:dataProtectionOfficer")) for n in nodes("pg:ContactPoint")) == 1


def test_terms_hang_on_the_snapshot() -> None:
    (definition,), (use,) = nodes("pg:TermDefinition"), nodes("pg:TermUse")
    assert objects(definition, "pg:term") == {"contact data"}
    assert objects(definition, "pg:includesConcept") == {
        term("pg:Name").value,
        term("pg:EmailAddress").value,
    }
    assert objects(use, "pg:term") == {"technical data"}
    assert objects(snapshot_iri(DOCUMENT), "pg:definesTerm") == {definition.value}
    assert objects(snapshot_iri(DOCUMENT), "pg:usesTerm") == {use.value}


def test_transfers_say_where_to_and_are_affirmed_or_denied() -> None:
    (affirmed,), (denied,) = nodes("pg:AffirmedTransfer"), nodes("pg:DeniedTransfer")
    assert objects(affirmed, "pg:country") == {"US", "IN"}
    assert objects(affirmed, "pg:safeguard") == {"standard contractual clauses"}
    assert objects(denied, "pg:country") == {"other countries"}
    assert objects(snapshot_iri(DOCUMENT), "pg:transfer") == {affirmed.value, denied.value}


@pytest.mark.parametrize("kind", ["pg:ContactPoint", "pg:TermDefinition", "pg:TermUse", "pg:Transfer"])
def test_each_fact_has_its_quote_and_who_found_it(kind: str) -> None:
    exact = {str(q.object.value) for q in QUADS if q.predicate == term("oa:exact")}  # type: ignore[union-attr]  # exact words are literals
    assert exact == {e.quote for e in FACTS.quotes()}
    for node in nodes(kind):
        assert objects(node, "pg:evidence")
        assert objects(node, "pg:statedIn") == {snapshot_iri(DOCUMENT).value}
        assert len(objects(node, "prov:wasGeneratedBy")) == 1


@given(st.permutations(FACTS.transfers), st.permutations(FACTS.contacts))
def test_order_does_not_matter(transfers: list[Transfer], contacts: list[ContactPoint]) -> None:
    other = replace(FACTS, transfers=tuple(transfers), contacts=tuple(contacts))
    assert lift(replace(DOCUMENT, facts=other), ()) == QUADS


def test_another_day_has_other_nodes() -> None:
    later = lift(replace(DOCUMENT, date="2025-01-01"), ())
    kinds = {term(k) for k in ("pg:ContactPoint", "pg:TermDefinition", "pg:TermUse", "pg:Transfer")}

    def named(quads: tuple[Quad, ...]) -> set[str]:
        return {str(q.subject) for q in quads if q.object in kinds}

    assert len(named(later)) == len(named(QUADS)) == 6
    assert not named(later) & named(QUADS)


def test_what_cannot_be_a_concept_is_refused() -> None:
    wrong = replace(FACTS, definitions=(replace(FACTS.definitions[0], includes=("an address",)),))
    with pytest.raises(InvalidStatement, match="an address"):
        lift(replace(DOCUMENT, facts=wrong), ())


def test_values_of_a_field_are_triples_of_their_own() -> None:
    said = Statement(
        policy="kettle",
        practice="Storage",
        evidence=(CLAUSES,),
        rule="r",
        extractor=Extractor("by hand", "1"),
        confidence=1.0,
        jurisdiction="California; Nevada",
        legal_basis="consent; contract",
        country="US; IN",
        safeguard="standard contractual clauses",
    )
    lines = n_quads(lift(DOCUMENT, (said,))).decode()
    for prop, value in (
        ("jurisdiction", "Nevada"),
        ("legalBasis", "contract"),
        ("country", "IN"),
        ("safeguard", "standard contractual clauses"),
    ):
        assert f'ontology#{prop}> "{value}"' in lines
    assert "; " not in "".join(line for line in lines.splitlines() if "ontology#country" in line)


def test_a_document_record_keeps_its_facts() -> None:
    written = io.StringIO()
    write_documents([record_of(DOCUMENT, with_text=True)], written)
    (record,) = read_documents(written.getvalue().splitlines(), "here")
    assert document_of(record) == DOCUMENT


def test_a_record_without_facts_does_not_mention_them() -> None:
    written = io.StringIO()
    write_documents([record_of(replace(DOCUMENT, facts=PolicyFacts()))], written)
    assert "facts" not in json.loads(written.getvalue())


def test_a_fact_that_misquotes_is_refused() -> None:
    wrong = replace(FACTS, open_terms=(TermUse("technical data", Evidence(0, 4, "What")),))
    record = replace(record_of(DOCUMENT, with_text=True), facts=wrong)
    with pytest.raises(InvalidStatement, match="quote at 0 to 4"):
        document_of(record)
