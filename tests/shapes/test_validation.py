"""Reports in their forms, validation of files and stores, and the two engines on graphs broken at random."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from practicegraph.documents import document_of, read_documents
from practicegraph.errors import UnreadableInput
from practicegraph.lift import PartyMatch, lift
from practicegraph.rdf import PREFIXES, XSD, term
from practicegraph.statements import read_statements
from practicegraph.store import infer, load_knowledge, open_store
from practicegraph.validate import (
    Report,
    Severity,
    run_pyshacl,
    validate_file,
    validate_quads,
    validate_store,
)
from practicegraph.validate.literals import is_less, value_of
from practicegraph.validate.report import compact

GOOD = Path(__file__).parents[1] / "statements" / "good"
MATCH = PartyMatch("Kettle Pay", "paypal", "alias", 1.0, "Accepted")


def graph_of(name: str) -> tuple[Quad, ...]:
    with (GOOD / "documents.jsonl").open(encoding="utf-8") as lines:
        (document,) = (document_of(r) for r in read_documents(lines, "good") if r.policy == name)
    with (GOOD / "statements.jsonl").open(encoding="utf-8") as lines:
        return lift(document, [s for s in read_statements(lines, "good") if s.policy == name], [MATCH])


QUADS = graph_of("kettle")
TRIPLES = tuple(quad.triple for quad in graph_of("teapots__2023-01-15"))
#: Two violations, one with a value, one along an inverse path, and a warning.
BROKEN = (
    *(quad for quad in QUADS if quad.predicate not in {term("pg:modality"), term("pg:evidence")}),
    Quad(QUADS[0].subject, term("rdfs:label"), Literal("Kettle", language="en"), QUADS[0].graph_name),
)


def test_report_says_in_text_what_is_wrong_where() -> None:
    text = validate_quads(BROKEN).to_text()
    first, *lines = text.splitlines()
    assert first == "does not conform: 5 Violation, 2 Warning"
    message = "A statement has exactly one modality (pg:modality): pg:Does or pg:May."
    assert f"    {message} [MinCountConstraintComponent]" in lines
    assert '    value: "Kettle"@en' in lines
    assert any(
        line.startswith("Warning: id:evidence/kettle/") and line.endswith(" ^pg:evidence") for line in lines
    )


def test_report_as_json_holds_the_same() -> None:
    report = validate_quads(BROKEN)
    told = json.loads(report.to_json())
    assert told["conforms"] is False
    assert [(r["focus"], r["message"]) for r in told["results"]] == [
        (r.focus, r.message) for r in report.results
    ]


@pytest.mark.parametrize("quads", [BROKEN, QUADS], ids=["broken", "sound"])
def test_report_as_turtle_is_a_shacl_report(quads: tuple[Quad, ...]) -> None:
    report = validate_quads(quads)
    graph = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    sh = rdflib.Namespace(PREFIXES["sh"])
    (node,) = graph.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert graph.value(node, sh.conforms) == rdflib.Literal(report.conforms)
    results = list(graph.objects(node, sh.result))
    assert len(results) == len(report.results)
    assert {str(graph.value(one, sh.resultMessage)) for one in results} == {r.message for r in report.results}
    assert sorted(str(graph.value(one, sh.focusNode)) for one in results) == sorted(
        r.focus[1:-1] for r in report.results
    )
    assert validate_quads(quads).to_turtle() == report.to_turtle()


def test_warnings_alone_do_not_keep_a_graph_out() -> None:
    report = validate_quads(tuple(quad for quad in QUADS if quad.predicate != term("pg:evidence")))
    assert {r.severity for r in report.results} == {Severity.WARNING, Severity.VIOLATION}
    only_warned = Report(tuple(r for r in report.results if r.severity is Severity.WARNING))
    assert only_warned.conforms
    assert only_warned.violations == ()


def test_terms_are_shown_with_prefixes_where_they_fit() -> None:
    assert compact("<https://w3id.org/practicegraph/ontology#Sale>") == "pg:Sale"
    assert compact("^<https://w3id.org/practicegraph/ontology#evidence>") == "^pg:evidence"
    assert compact("<https://teapots.example/>") == "<https://teapots.example/>"
    assert compact('"<b>"') == '"<b>"'
    assert compact(f'"1"^^<{XSD}integer>') == '"1"^^xsd:integer'


FORMATS = {
    "g.ttl": RdfFormat.TURTLE,
    "g.trig": RdfFormat.TRIG,
    "g.nq": RdfFormat.N_QUADS,
    "g.nt": RdfFormat.N_TRIPLES,
    "g.jsonld": RdfFormat.JSON_LD,
    "g.rdf": RdfFormat.RDF_XML,
}


@pytest.mark.parametrize(("name", "form"), FORMATS.items(), ids=FORMATS)
def test_files_of_each_format_are_read(name: str, form: RdfFormat, tmp_path: Path) -> None:
    for quads in (QUADS, BROKEN):
        content = quads if form.supports_datasets else [quad.triple for quad in quads]
        (tmp_path / name).write_bytes(serialize(content, format=form) or b"")
        assert validate_file(tmp_path / name, validate_quads) == validate_quads(quads)


def test_graphs_of_a_file_are_checked_apart(tmp_path: Path) -> None:
    apart = [Quad(quad.subject, quad.predicate, quad.object, term("id:elsewhere")) for quad in QUADS[:9]]
    (tmp_path / "g.nq").write_bytes(serialize([*QUADS[9:], *apart], format=RdfFormat.N_QUADS) or b"")
    assert not validate_file(tmp_path / "g.nq", validate_quads).conforms


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("g.txt", b"", "no known format; name it .jsonld"),
        ("g.ttl", b"<a> <b>", "is not Turtle"),
        ("g.nt", b"\xff\xfe", "is not N-Triples"),
        ("gone.ttl", None, "cannot be read: No such file"),
    ],
)
def test_files_that_cannot_be_read_are_refused(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableInput) as refused:
        validate_file(tmp_path / name, validate_quads)
    assert said in str(refused.value)


def test_knowledge_of_the_package_conforms_in_a_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        load_knowledge(store)
        assert validate_store(store, validate_quads).to_text() == "conforms: no results\n"
        infer(store)
        assert validate_store(store, validate_quads).conforms
        store.replace_graph(
            term("id:snapshot/x"),
            [Quad(q.subject, q.predicate, q.object, term("id:snapshot/x")) for q in BROKEN],
        )
        assert not validate_store(store, validate_quads).conforms


def test_triple_terms_are_violations_and_beyond_pyshacl() -> None:
    inner = Triple(term("pg:a"), term("pg:b"), Literal("c"))
    triples = [
        Triple(term("id:s"), term("rdf:type"), term("pg:Statement")),
        Triple(term("id:s"), term("pg:rule"), inner),
    ]
    messages = {r.message for r in validate_quads(triples).results if r.path == str(term("pg:rule"))}
    assert messages == {
        "A statement names exactly one rule that found it (pg:rule), a string that is not empty."
    }
    with pytest.raises(UnreadableInput, match="triple term"):
        run_pyshacl(triples)


LITERALS = {
    "integer": ({"0", "-7", "+12", "007"}, {"", "1.0", "seven", "1e3", "\u0661"}),
    "decimal": ({"0", "-0.5", "+1.", ".5"}, {"", ".", "1e3", "0,5", "NaN"}),
    "double": ({"0", "9.0e-1", "1E3"}, {"", "high", "1e"}),
    "date": (
        {"2024-02-29", "2024-05-31Z", "0024-01-01"},
        {"2023-02-29", "31 May 2024", "2024-5-1", "20240531", ""},
    ),
    "gYearMonth": ({"2024-05", "2024-12Z"}, {"2024-13", "2024", ""}),
    "gYear": ({"2024"}, {"24", "MMXXIV", ""}),
    "string": ({"", "anything"}, set()),
    "anyURI": ({"", "anything"}, set()),
}


@pytest.mark.parametrize("datatype", LITERALS)
def test_literals_are_values_of_their_datatype_or_not(datatype: str) -> None:
    good, bad = (
        {Literal(text, datatype=NamedNode(XSD + datatype)) for text in texts} for texts in LITERALS[datatype]
    )
    assert {value_of(literal) for literal in bad} <= {None}
    assert all(value_of(literal) is not None for literal in good)


def test_values_are_compared_within_their_kind_alone() -> None:
    def typed(text: str, datatype: str) -> Literal:
        return Literal(text, datatype=NamedNode(XSD + datatype))

    assert is_less(typed("2", "integer"), typed("10", "decimal"))
    assert is_less(typed("2023-12-31", "date"), typed("2024-01-01", "date"))
    assert not is_less(typed("2", "integer"), typed("2", "integer"))
    assert is_less(typed("2", "integer"), typed("2", "integer"), or_equal=True)
    for other in (Literal("10"), typed("ten", "integer"), typed("2024", "gYear"), term("pg:Name")):
        assert not is_less(typed("2", "integer"), other)
        assert not is_less(other, typed("2", "integer"))


ODD = (
    *(Literal(""), Literal("x"), Literal("x" * 1001), Literal("tea", language="en"), BlankNode("b")),
    *(Literal(text, datatype=NamedNode(f"{XSD}decimal")) for text in ("0.5", "7.0", "-1.0")),
    *(Literal(text, datatype=NamedNode(f"{XSD}integer")) for text in ("0", "-3", "5000")),
    *(Literal(text, datatype=NamedNode(f"{XSD}date")) for text in ("2024-02-28", "1066-10-14")),
    *map(
        term,
        ("pg:Name", "pg:Marketing", "pg:Does", "pg:Statement", "pg:Sale", "id:nobody", "id:party/paypal"),
    ),
)
PROPERTIES = sorted({triple.predicate for triple in TRIPLES}, key=str)
NODES = sorted({triple.subject for triple in TRIPLES}, key=str)


@st.composite
def broken_graphs(draw: st.DrawFn) -> list[Triple]:
    """The graph of a policy with some triples taken out, and some put in that have no business there."""
    gone = draw(st.sets(st.sampled_from(TRIPLES), max_size=6))
    objects = st.one_of(st.sampled_from(ODD), st.sampled_from([triple.object for triple in TRIPLES]))
    subjects = st.one_of(st.sampled_from(NODES), st.just(BlankNode("b")))
    put = draw(st.lists(st.builds(Triple, subjects, st.sampled_from(PROPERTIES), objects), max_size=6))
    return [*(triple for triple in TRIPLES if triple not in gone), *put]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(broken_graphs())
def test_both_engines_agree_on_graphs_broken_at_random(triples: list[Triple]) -> None:
    assert validate_quads(triples) == run_pyshacl(triples)


def test_no_stack_trace_is_printed_for_an_ill_formed_literal(caplog: pytest.LogCaptureFixture) -> None:
    wrong = parse(b'<x:s> <x:p> "31 May"^^<http://www.w3.org/2001/XMLSchema#date> .', format=RdfFormat.TURTLE)
    with caplog.at_level(logging.WARNING):
        assert run_pyshacl(wrong).conforms
    assert caplog.records == []


def test_what_follows_is_not_checked_by_itself(tmp_path: Path) -> None:
    inferred = [Quad(q.subject, q.predicate, q.object, term("id:graph/inferred")) for q in BROKEN]
    (tmp_path / "g.nq").write_bytes(serialize([*QUADS, *inferred], format=RdfFormat.N_QUADS) or b"")
    assert validate_file(tmp_path / "g.nq", validate_quads) == validate_quads(QUADS)
