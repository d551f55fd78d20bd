"""Every stored question gives the same rows of the columns, in the same order, as of the graph."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.columns.tables import tables_of
from tests.queries.test_queries import ANSWERS, NAMES, given, identifier, loaded

from practicegraph.columns import evaluate_sql, open_columns, run_on_columns
from practicegraph.knowledge import knowledge_root
from practicegraph.query import evaluate, load_query, serialise
from practicegraph.store import read_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

#: Values for parameters that other rows than those of the defaults hang on.
OTHERWISE = {
    "asOf": "2020-01-01", "wanted": "", "vendor": "stripe", "category": "", "months": "6", "least": "1",
    "more": "0", "atMost": "0.9", "about": "",
}  # fmt: skip


def test_each_stored_question_has_a_twin_and_each_twin_a_question() -> None:
    twins = Path(str(knowledge_root())).joinpath("queries", "sql").glob("*.sql")
    assert sorted(path.stem for path in twins) == NAMES


@pytest.mark.parametrize("answer", ANSWERS, ids=identifier)
def test_the_columns_give_the_expected_rows(answer: Path, tmp_path: Path) -> None:
    with tables_of(loaded(answer.parent.name), tmp_path) as tables:
        table = evaluate_sql(load_query(answer.parent.name), tables, given(answer))
    rows = csv.reader(io.StringIO(serialise(table, "csv").decode(), newline=""))
    assert list(rows) == list(csv.reader(io.StringIO(answer.read_text(encoding="utf-8"), newline="")))


@pytest.fixture(scope="module")
def tables(ready: Path) -> Iterator[DuckDBPyConnection]:
    with open_columns(ready) as connection:
        yield connection


@pytest.mark.parametrize("name", NAMES)
def test_columns_and_graph_agree_on_many_policies(name: str, ready: Path, tables: DuckDBPyConnection) -> None:
    question = load_query(name)
    with read_store(ready) as store:
        for values in ({}, *_others(name)):
            expected = evaluate(question, store.oxigraph, values)
            assert evaluate_sql(question, tables, values) == expected


def test_most_questions_have_rows_on_the_many_policies(tables: DuckDBPyConnection) -> None:
    empty = {name for name in NAMES if not evaluate_sql(load_query(name), tables).rows}
    # Nobody says a company's line of business, and what was put into the store conforms.
    assert empty <= {"sector-bridges", "statements-without-evidence", "hedged-sharing"}


def test_a_question_asked_of_a_folder_has_the_rows_of_its_columns(ready: Path) -> None:
    assert run_on_columns(load_query("retention"), ready, {"months": "6"}).rows


def _others(name: str) -> list[dict[str, str]]:
    known = {parameter.name for parameter in load_query(name).parameters}
    return [{key: value} for key, value in OTHERWISE.items() if key in known and value]
