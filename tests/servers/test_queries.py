"""Every stored question gives its expected rows on real servers, or is not put to them.

One Oxigraph server has an empty default graph, the other one and Virtuoso have the union of all graphs.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store, Triple, serialize

from practicegraph.errors import ServerUnavailable
from practicegraph.query import list_queries, load_query, serialise
from practicegraph.servers import ask, connect
from practicegraph.servers.makes import TRUE_ON_VIRTUOSO_7
from practicegraph.store import inference_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.conftest import Command, Real

CASES = Path(__file__).parents[1] / "queries"
NAMES = [query.name for query in list_queries()]


def rows(document: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(document.decode("utf-8"), newline="")))


def graphs(data: Path) -> dict[str, bytes]:
    """A case's data, with what follows from it, by the name of the graph."""
    store = Store()
    store.load(path=str(data))
    for rule in inference_rules():
        store.update(rule)
    triples = defaultdict(list)
    for quad in store:
        triples[quad.graph_name.value].append(Triple(quad.subject, quad.predicate, quad.object))
    return {name: serialize(kept, format=RdfFormat.N_TRIPLES) or b"" for name, kept in triples.items()}


@pytest.fixture
def loaded(request: pytest.FixtureRequest, real: Real) -> Iterator[str]:
    """The name of a question whose data a server holds for a while, and nothing else."""
    name: str = request.param
    data = graphs(CASES / name / "data.trig")
    with connect(real.graphs) as server:
        for graph, content in data.items():
            server.request(
                "PUT",
                parameters={"graph": graph},
                headers={"Content-Type": "application/n-triples"},
                body=content,
            )
        yield name
        for graph in data:
            server.request("DELETE", parameters={"graph": graph})


def test_there_are_questions() -> None:
    assert NAMES
    assert set(NAMES) >= TRUE_ON_VIRTUOSO_7


@pytest.mark.parametrize("loaded", NAMES, indirect=True)
def test_a_server_gives_the_expected_rows(loaded: str, real: Real) -> None:
    answers = sorted((CASES / loaded).glob("expected*.csv"))
    assert answers
    with connect(real.questions) as server:
        for answer in answers:
            pair = answer.name.removeprefix("expected").removesuffix(".csv").removeprefix(".")
            given = dict([pair.split("=")]) if pair else {}
            if real.name == "virtuoso" and loaded not in TRUE_ON_VIRTUOSO_7:
                with pytest.raises(
                    ServerUnavailable, match=f"Virtuoso/07.* answers the question {loaded} wrongly"
                ):
                    ask(load_query(loaded), server, given)
            else:
                table = ask(load_query(loaded), server, given)
                assert rows(serialise(table, "csv")) == rows(answer.read_bytes()), answer.name


FORMS = {
    "SELECT (COUNT(DISTINCT ?data) AS ?kinds) WHERE { GRAPH ?g { ?s pg:data ?data } }": [["kinds"], ["2"]],
    "ASK { GRAPH ?g { ?s pg:data pg:EmailAddress } }": [["answer"], ["true"]],
    "ASK { GRAPH ?g { ?s pg:data pg:Gone } }": [["answer"], ["false"]],
    "CONSTRUCT { ?s a pg:Any } WHERE { GRAPH ?g { ?s pg:data pg:EmailAddress } }": [
        ["subject", "predicate", "object"],
        [
            "urn:s",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "https://w3id.org/practicegraph/ontology#Any",
        ],
    ],
}
HEAD = (
    "# # One\n#\n# **Question:** One?\n#\n# **Reads as:** one\n#\n# **Parameters:** none\n\n"
    "PREFIX pg: <https://w3id.org/practicegraph/ontology#>\n"
)


@pytest.mark.parametrize("text", FORMS)
def test_each_form_of_question_is_answered(text: str, real: Real, command: Command, tmp_path: Path) -> None:
    pg = "https://w3id.org/practicegraph/ontology#"
    body = "".join(f"<urn:s> <{pg}data> <{pg}{name}> .\n" for name in ("EmailAddress", "Name"))
    (tmp_path / "one.rq").write_text(HEAD + text)
    with connect(real.graphs) as server:
        server.request(
            "PUT", parameters={"graph": "urn:g"}, headers={"Content-Type": "application/n-triples"},
            body=body.encode(),
        )  # fmt: skip
        done = command("query", tmp_path / "one.rq", "--endpoint", real.questions, "--format", "csv")
        server.request("DELETE", parameters={"graph": "urn:g"})
    assert (done.status, done.err) == (0, "")
    assert rows(done.out.encode()) == FORMS[text]


def test_oxigraph_that_runs_out_of_time_is_told(oxigraph: Real, command: Command, tmp_path: Path) -> None:
    lines = "".join(f"<urn:{i}> <urn:p> <urn:{i}> .\n" for i in range(3000))
    (tmp_path / "long.rq").write_text(
        HEAD
        # No join can be made of the condition, so that all of 27,000,000,000 combinations are to be looked at.
        + "SELECT ?a WHERE { GRAPH <urn:g> { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f } "
        + 'FILTER (STR(?a) = CONCAT(STR(?c), STR(?e), "none")) }'
    )
    with connect(oxigraph.graphs) as server:
        server.request(
            "PUT", parameters={"graph": "urn:g"}, headers={"Content-Type": "application/n-triples"},
            body=lines.encode(),
        )  # fmt: skip
        done = command("query", tmp_path / "long.rq", "--endpoint", oxigraph.questions, "--format", "csv")
        server.request("DELETE", parameters={"graph": "urn:g"})
    assert (done.status, done.out) == (2, "")
    assert "broke off its answer" in done.err
    assert "cancelled" in done.err


def test_virtuoso_that_leaves_rows_out_is_told(virtuoso: Real, command: Command, tmp_path: Path) -> None:
    lines = "".join(f"<urn:{i}> <urn:p> <urn:{j}> .\n" for i in range(200) for j in range(150))
    (tmp_path / "all.rq").write_text(HEAD + "SELECT ?s ?o WHERE { GRAPH <urn:g> { ?s ?p ?o } }")
    with connect(virtuoso.graphs) as server:
        server.request(
            "PUT", parameters={"graph": "urn:g"}, headers={"Content-Type": "application/n-triples"},
            body=lines.encode(),
        )  # fmt: skip
        done = command("query", tmp_path / "all.rq", "--endpoint", virtuoso.questions, "--format", "csv")
        server.request("DELETE", parameters={"graph": "urn:g"})
    assert (done.status, done.out) == (2, "")
    assert "gives at most 20000 rows to a question, and that many came" in done.err
