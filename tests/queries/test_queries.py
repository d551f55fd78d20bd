"""Every stored query against its own data, on two engines: `NAME/data.trig` and `NAME/expected*.csv`.

`expected.csv` is the answer without parameters, `expected.PARAMETER=VALUE.csv` the one with a parameter.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse

from practicegraph.kinds import load_kinds
from practicegraph.knowledge import ONTOLOGY, knowledge_root
from practicegraph.query import evaluate, list_queries, load_query, serialise
from practicegraph.query.readme import readme
from practicegraph.query.run import bound_text
from practicegraph.store import inference_rules

# rdflib's own use of what it deprecates is no concern of ours.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
CASES = Path(__file__).parent
ANSWERS = sorted(CASES.glob("*/expected*.csv"))
NAMES = [query.name for query in list_queries()]


def given(answer):
    """The parameters that the name of an expected answer gives."""
    pair = answer.name.removeprefix("expected").removesuffix(".csv").removeprefix(".")
    return dict([pair.split("=")]) if pair else {}


def loaded(case):
    """A case's data, with what follows from it."""
    store = Store()
    store.load(path=str(CASES / case / "data.trig"))
    for rule in inference_rules():
        store.update(rule)
    return store


def rows(document):
    return list(csv.reader(io.StringIO(document.decode("utf-8"), newline="")))


def identifier(answer):
    return f"{answer.parent.name}-{answer.stem}"


def test_queries_and_cases_were_found():
    assert NAMES
    assert ANSWERS


def test_each_query_has_a_case_and_each_case_a_query():
    assert sorted(path.parent.name for path in CASES.glob("*/data.trig")) == NAMES
    assert sorted(path.parent.name for path in CASES.glob("*/expected.csv")) == NAMES
    assert {answer.parent.name for answer in ANSWERS} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_parameter_has_an_expected_answer(name):
    tried = {parameter for answer in (CASES / name).glob("expected.*=*.csv") for parameter in given(answer)}
    assert tried == {parameter.name for parameter in load_query(name).parameters}


@pytest.mark.parametrize("answer", ANSWERS, ids=identifier)
def test_oxigraph_gives_the_expected_rows(answer):
    table = evaluate(load_query(answer.parent.name), loaded(answer.parent.name), given(answer))
    assert rows(serialise(table, "csv")) == rows(answer.read_bytes())


@pytest.mark.parametrize("answer", ANSWERS, ids=identifier)
def test_a_union_default_graph_changes_nothing(answer):
    text = bound_text(load_query(answer.parent.name), given(answer))
    results = loaded(answer.parent.name).query(text, use_default_graph_as_union=True)
    assert rows(results.serialize(format=QueryResultsFormat.CSV)) == rows(answer.read_bytes())


@pytest.mark.parametrize("union", [False, True], ids=["empty", "union"])
@pytest.mark.parametrize("answer", ANSWERS, ids=identifier)
def test_rdflib_gives_the_same_rows(answer, union):
    dataset = rdflib.Dataset(default_union=union)
    dataset.parse(answer.parent / "data.trig", format="trig")
    for rule in inference_rules():
        dataset.update(rule)
    result = dataset.query(bound_text(load_query(answer.parent.name), given(answer)))
    assert rows(result.serialize(format="csv")) == rows(answer.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_the_order_in_which_data_arrives_changes_nothing(name):
    quads = list(parse(path=str(CASES / name / "data.trig"), format=RdfFormat.TRIG))
    backwards = Store()
    for quad in reversed(quads):
        backwards.add(quad)
    for rule in inference_rules():
        backwards.update(rule)
    table = evaluate(load_query(name), backwards)
    assert rows(serialise(table, "csv")) == rows((CASES / name / "expected.csv").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_each_term_of_ours_exists_in_the_ontology(name):
    ontology = known_terms()
    assert set(re.findall(r"\bpg:(\w+)", load_query(name).text)) <= ontology
    assert set(re.findall(r"\bpg:(\w+)", (CASES / name / "data.trig").read_text("utf-8"))) <= ontology


def known_terms():
    kinds = load_kinds()
    return {term.value.removeprefix(ONTOLOGY) for term in (*kinds.types, *kinds.parents)}


@pytest.mark.parametrize("name", NAMES)
def test_each_column_is_named_in_the_query_and_rows_have_an_order(name):
    text = load_query(name).text
    assert "SELECT *" not in text
    assert text.rstrip().splitlines()[-1].startswith("ORDER BY")


def test_the_readme_is_up_to_date():
    assert knowledge_root().joinpath("queries", "README.md").read_text("utf-8") == readme(list_queries())
