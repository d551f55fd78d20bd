"""The graph of a snapshot: what stands in it, how its nodes are named, that its bytes are always the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from practicegraph.documents import document_of, read_documents
from practicegraph.errors import InvalidStatement
from practicegraph.lift import CONTEXT, PartyMatch, lift, snapshot_iri, statement_iri
from practicegraph.rdf import carried, decimal, n_quads, resource, slug, term
from practicegraph.statement import Extractor, Party, Statement, identified
from practicegraph.statements import read_statements
from practicegraph.validate import run_pyshacl, validate_quads

if TYPE_CHECKING:
    from practicegraph.document import Document

HERE = Path(__file__).parent
GOOD = HERE.parent / "statements" / "good"
MATCHES = (
    PartyMatch("Kettle Pay", "paypal", "alias", 1.0, "Accepted"),
    PartyMatch("Kettle Pay", "google", "similar name", 0.25, "Candidate"),
    PartyMatch("Somebody Else", "google", "alias", 1.0, "Accepted"),
)


def loaded() -> dict[str, tuple[Document, tuple[Statement, ...]]]:
    with (GOOD / "documents.jsonl").open(encoding="utf-8") as lines:
        documents = [document_of(record) for record in read_documents(lines, "good")]
    with (GOOD / "statements.jsonl").open(encoding="utf-8") as lines:
        statements = list(read_statements(lines, "good"))
    return {d.name: (d, tuple(s for s in statements if s.policy == d.name)) for d in documents}


LOADED = loaded()
OLD, NEW, KETTLE = LOADED["teapots__2023-01-15"], LOADED["teapots__2024-05-31"], LOADED["kettle"]


def values(quads: tuple[Quad, ...], subject: NamedNode, prop: str) -> list[str]:
    return [str(q.object) for q in quads if q.subject == subject and q.predicate == term(prop)]


def only(statements: tuple[Statement, ...], practice: str) -> Statement:
    (found,) = (s for s in statements if s.practice == practice)
    return found


@pytest.mark.parametrize("name", LOADED)
def test_graph_is_the_approved_one(name: str) -> None:
    """With APPROVE=1 in the environment the graph is written instead of compared."""
    approved = HERE / f"{name}.approved.nq"
    lines = n_quads(lift(*LOADED[name], MATCHES))
    if os.environ.get("APPROVE"):
        approved.write_bytes(lines)
    assert lines == approved.read_bytes()


def test_each_approved_graph_has_its_document() -> None:
    assert (
        {path.name.removesuffix(".approved.nq") for path in HERE.glob("*.approved.nq")}
        == set(LOADED)
        != set()
    )


@pytest.mark.parametrize("name", LOADED)
def test_graph_conforms_on_both_engines(name: str) -> None:
    quads = lift(*LOADED[name], MATCHES)
    assert validate_quads(quads).to_text() == "conforms: no results\n"
    assert run_pyshacl(quads) == validate_quads(quads)


@given(st.permutations(OLD[1]), st.permutations(MATCHES))
def test_order_of_the_input_does_not_matter(statements: list[Statement], matches: list[PartyMatch]) -> None:
    assert lift(OLD[0], statements, matches) == lift(*OLD, MATCHES)


def test_bytes_do_not_depend_on_the_process() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(HERE)!r});"
        "import test_lift; from practicegraph.rdf import n_quads;"
        "sys.stdout.buffer.write(n_quads(test_lift.lift(*test_lift.OLD, test_lift.MATCHES)))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == n_quads(lift(*OLD, MATCHES))


@pytest.mark.parametrize("name", LOADED)
def test_nodes_are_named_with_plain_characters_alone(name: str) -> None:
    graph = snapshot_iri(LOADED[name][0])
    for quad in lift(*LOADED[name], MATCHES):
        assert quad.graph_name == graph
        assert isinstance(quad.subject, NamedNode)
        assert re.fullmatch(r"https://w3id\.org/practicegraph/id(/[a-z0-9-]+)+", quad.subject.value)


def test_store_gives_back_the_very_quads() -> None:
    quads = lift(*OLD, MATCHES)
    store = Store()
    store.extend(quads)
    assert sorted(store, key=str) == list(quads)


def test_snapshots_of_a_service_share_policy_company_and_recipients_and_nothing_else() -> None:
    old, new = ({quad.subject for quad in lift(*each)} for each in (OLD, NEW))
    shared = {node.value.split("/id/")[1].split("/")[0] for node in old & new if isinstance(node, NamedNode)}
    assert shared == {"policy", "company", "recipient"}


def test_same_text_on_another_day_is_another_statement() -> None:
    document, statements = OLD
    again = replace(document, date="2023-02-15")
    assert statement_iri(document, statements[0]) != statement_iri(again, statements[0])
    old, new = ({q.subject for q in lift(each, statements)} for each in (document, again))
    assert not any("/evidence/" in str(node) or "/statement/" in str(node) for node in old & new)


def test_undated_snapshot_is_named_by_its_text() -> None:
    document = KETTLE[0]
    assert snapshot_iri(document) == resource("snapshot", "kettle", f"undated-{document.digest[:8]}")
    other = replace(document, digest="f" * 64)
    assert snapshot_iri(other) != snapshot_iri(document)


def test_evidence_says_what_stands_around_it() -> None:
    document, statements = OLD
    quads = lift(document, statements)
    right = only(statements, "Right")
    (place,) = values(quads, statement_iri(document, right), "pg:evidence")
    selectors = values(quads, NamedNode(place[1:-1]), "oa:hasSelector")
    quote, position = (
        NamedNode(next(s for s in selectors if kind in s)[1:-1]) for kind in ("quote", "position")
    )
    (exact,), (prefix,) = values(quads, quote, "oa:exact"), values(quads, quote, "oa:prefix")
    assert exact == f'"{right.evidence[0].quote}"'
    assert len(prefix) == CONTEXT + len('""') + len("\\")
    assert prefix.endswith('data.\\n"')
    assert values(quads, quote, "oa:suffix") == ['"\\n"']
    assert values(quads, position, "oa:start")[0].startswith(f'"{right.evidence[0].start}"')


def test_actor_is_the_company_a_named_party_or_a_category() -> None:
    document, statements = OLD
    sharing = only(statements, "Sharing")
    told = {
        "FirstParty": "/company/teapots-ltd>",
        "AdvertisingCompany": "/recipient/teapots/",
        "Kettle Pay": "/recipient/teapots/",
    }
    for actor, expected in told.items():
        statement = identified(replace(sharing, actor=actor))
        quads = lift(document, (statement,))
        (node,) = values(quads, statement_iri(document, statement), "pg:actor")
        assert expected in node
        if "recipient" in expected:
            named = values(quads, NamedNode(node[1:-1]), "pg:nameAsWritten")
            assert named == (['"Kettle Pay"'] if actor == "Kettle Pay" else [])
    assert validate_quads(quads).conforms


def test_acting_party_that_the_statement_lists_is_one_node_with_its_role() -> None:
    document, statements = OLD
    collected = only(statements, "ThirdPartyCollection")
    quads, node = lift(document, statements), statement_iri(document, collected)
    assert values(quads, node, "pg:actor") == values(quads, node, "pg:recipient")


def test_only_an_accepted_match_resolves_a_recipient() -> None:
    quads = lift(*OLD, MATCHES)
    resolved = [str(q.object) for q in quads if q.predicate == term("pg:resolvedTo")]
    matches = {q.subject for q in quads if q.predicate == term("pg:mention")}
    assert resolved == [str(resource("party", "paypal"))]
    assert len(matches) == 2


def test_what_two_extractors_found_alike_is_kept_as_the_surer_had_it() -> None:
    document, statements = OLD
    doubtful = [
        replace(s, confidence=0.2, extractor=Extractor("guess", "1"), rule="guess") for s in statements
    ]
    assert lift(document, [*doubtful, *statements]) == lift(document, statements)


def test_concept_that_is_no_name_is_refused() -> None:
    document, statements = OLD
    wrong = replace(statements[0], data=("E-mail address", "Name"), parties=(Party(None, "pg:Affiliate"),))
    with pytest.raises(InvalidStatement) as refused:
        lift(document, (wrong,))
    assert len(refused.value.problems) == 2


def test_unforeseen_characters_pass_through_every_serialiser() -> None:
    quads = lift(*KETTLE, MATCHES)
    triples = {str(quad.triple) for quad in quads}
    formats = [RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.RDF_XML]
    for form in [*formats, RdfFormat.JSON_LD]:
        written = serialize((quad.triple for quad in quads), format=form)
        assert written is not None
        assert {str(quad.triple) for quad in parse(written, format=form)} == triples
    xml = serialize((quad.triple for quad in quads), format=RdfFormat.RDF_XML)
    assert xml is not None
    etree.fromstring(xml)
    assert len(rdflib.Graph().parse(data=xml, format="xml")) == len(triples)


@given(st.text(st.characters()))
def test_carried_text_keeps_its_length_and_is_legal_in_xml(text: str) -> None:
    told = carried(text)
    assert len(told) == len(text)
    etree.Element("quote").text = told
    told.encode()


@given(st.text(), st.text())
def test_two_names_share_a_slug_only_if_case_or_spacing_tells_them_apart(one: str, other: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(one))
    same = " ".join(one.casefold().split()) == " ".join(other.casefold().split())
    assert (slug(one) == slug(other)) == same


SLUGS = {
    "Teapots Ltd": "teapots-ltd",
    "TEAPOTS  ltd ": "teapots-ltd",
    "A & B": None,
    "A/B": None,
    "a-b": "a-b",
    "A B": "a-b",
    "A - B": None,
    "Café": None,
    "Cafe": "cafe",
    "teapots-0123abcd": None,
    "": None,
    "\U0001fad6": None,
}


def test_slugs() -> None:
    for name, plain in SLUGS.items():
        assert (slug(name) == plain) if plain else re.search(r"(^|-)[0-9a-f]{8}$", slug(name)), name
    # "a-b" and "A B" are one name by the rule for spaces; every other spelling is its own.
    assert len({slug(name) for name in SLUGS}) == len(SLUGS) - 2


@pytest.mark.parametrize(
    ("number", "digits"),
    [(1.0, "1"), (0.0, "0"), (0.9, "0.9"), (1e-7, "0.0000001"), (100, "100"), (0.10, "0.1")],
)
def test_decimals_are_written_as_the_store_gives_them_back(number: float, digits: str) -> None:
    quad = Quad(term("pg:x"), term("pg:score"), decimal(number))
    store = Store()
    store.add(quad)
    assert decimal(number).value == digits
    assert list(store) == [quad]
