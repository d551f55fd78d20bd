"""Statement and document records: what is read, refused, and found when checked against the text."""

from __future__ import annotations

import hashlib
import io
import json
import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from practicegraph.documents import document_of, read_documents, record_of, write_documents
from practicegraph.errors import InvalidStatement
from practicegraph.kinds import load_kinds
from practicegraph.knowledge import knowledge_root
from practicegraph.rdf import term
from practicegraph.records import faults_of
from practicegraph.statement import OPTIONAL_FIELDS, Evidence, Statement, identified, to_record
from practicegraph.statements import anchored, read_statements, verify, write_statements

HERE = Path(__file__).parent
GOOD = (HERE / "good" / "statements.jsonl").read_text(encoding="utf-8")
RECORDS = (HERE / "good" / "documents.jsonl").read_text(encoding="utf-8")
BAD = sorted((HERE / "bad").glob("*.jsonl"))
STATEMENTS = tuple(read_statements(GOOD.splitlines(keepends=True), "good"))
DOCUMENTS = {r.policy: document_of(r) for r in read_documents(RECORDS.splitlines(keepends=True), "good")}
SALE = next(statement for statement in STATEMENTS if statement.practice == "Sale")
TEXT = DOCUMENTS[SALE.policy]


def test_what_is_read_is_written_again_byte_for_byte() -> None:
    written = io.StringIO()
    write_statements(STATEMENTS, written)
    assert written.getvalue() == GOOD
    assert len(STATEMENTS) == 18


def test_documents_are_written_again_byte_for_byte() -> None:
    written = io.StringIO()
    write_documents((record_of(d, with_text=True) for d in DOCUMENTS.values()), written)
    assert written.getvalue() == RECORDS


def test_a_record_without_text_takes_it_from_the_file_of_that_digest() -> None:
    record = record_of(TEXT)
    assert record.text is None
    assert document_of(record, TEXT.text) == replace(TEXT, blocks=())
    with pytest.raises(InvalidStatement, match="no text"):
        document_of(record)
    with pytest.raises(InvalidStatement, match="digest"):
        document_of(record, TEXT.text + " ")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_records_are_refused_in_the_approved_words(path: Path) -> None:
    """With APPROVE=1 in the environment the words are written instead of compared."""
    approved = path.with_suffix(".approved.txt")
    with path.open(encoding="utf-8") as lines, pytest.raises(InvalidStatement) as refused:
        list(read_statements(lines, path.name))
    if os.environ.get("APPROVE"):
        approved.write_text("\n".join((*refused.value.problems, "")))
    assert "\n".join((*refused.value.problems, "")) == approved.read_text()
    assert str(refused.value).startswith(f"{path.name}: line ")


def test_there_are_bad_records() -> None:
    assert (
        {path.with_suffix(".approved.txt") for path in BAD}
        == set((HERE / "bad").glob("*.approved.txt"))
        != set()
    )


def test_good_statements_come_before_the_bad_ones_are_complained_of() -> None:
    with (HERE / "bad" / "severalLines.jsonl").open(encoding="utf-8") as lines:
        statements = read_statements(lines, "mixed")
        assert [next(statements).practice, next(statements).practice] == ["ThirdPartyCollection"] * 2
        with pytest.raises(InvalidStatement):
            next(statements)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "latin.jsonl"
    file.write_bytes('{"policy": "café"}\n'.encode("latin-1"))
    with file.open(encoding="utf-8") as lines, pytest.raises(InvalidStatement, match="save it as UTF-8"):
        list(read_statements(lines, file.name))


def test_ids_are_made_from_what_is_said() -> None:
    (line, *_) = GOOD.splitlines()
    record = json.loads(line)
    for told in ({**record, "id": "0" * 16}, {k: v for k, v in record.items() if k != "id"}):
        assert next(read_statements([json.dumps(told)], "x")) == STATEMENTS[0]
    denied = next(read_statements([json.dumps({**record, "polarity": "denied"})], "x"))
    surer = next(read_statements([json.dumps({**record, "confidence": 0.1, "rule": "other"})], "x"))
    assert denied.id != STATEMENTS[0].id == surer.id


def test_a_list_that_is_left_out_is_empty() -> None:
    record = to_record(SALE)
    for name in (
        "parties",
        "purposes",
        "technologies",
        "measures",
        "choices",
        "rights",
        "channels",
        "subject",
    ):
        del record[name]
    assert next(read_statements([json.dumps(record)], "x")) == SALE


def test_the_schema_knows_each_field_of_the_record_and_each_practice() -> None:
    schema = json.loads(knowledge_root().joinpath("ontology", "statement.schema.json").read_bytes())
    assert set(schema["properties"]) == {field.name for field in fields(Statement)}
    assert set(schema["required"]).isdisjoint(OPTIONAL_FIELDS)
    known = {kind.value.partition("#")[2] for kind in load_kinds().below(term("pg:Statement"))}
    assert set(schema["properties"]["practice"]["enum"]) <= known


@pytest.mark.parametrize("name", ["statement", "document"])
def test_each_pattern_of_a_schema_is_described_since_messages_quote_the_description(name: str) -> None:
    schema = json.loads(knowledge_root().joinpath("ontology", f"{name}.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    parts = [*schema["properties"].values(), *schema["$defs"].values()]
    patterned = [part for part in parts if "pattern" in part]
    assert patterned
    assert all(part["description"] for part in patterned)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
def test_good_statements_stand_in_their_documents(statement: Statement) -> None:
    assert verify(statement, DOCUMENTS[statement.policy]) == ()
    assert faults_of(to_record(statement), "statement") == ()


def moved(by: int) -> Statement:
    evidence = tuple(Evidence(e.start + by, e.end + by, e.quote) for e in SALE.evidence)
    return identified(replace(SALE, evidence=evidence))


def test_a_quote_beside_its_place_is_told_where_it_stands() -> None:
    problems = verify(moved(3), TEXT)
    assert len(problems) == len(SALE.evidence)
    assert problems[0].endswith(f"the text has it once, at {SALE.evidence[0].start}")


def test_a_quote_is_moved_only_when_asked_and_only_where_it_stands_once() -> None:
    assert anchored(moved(3), TEXT) == SALE
    assert anchored(SALE, TEXT) == SALE
    again = replace(TEXT, text=TEXT.text + SALE.evidence[0].quote)
    kept = anchored(moved(3), again)
    assert kept.evidence[0] == moved(3).evidence[0]
    assert "more than once" in verify(kept, again)[0]


def test_a_quote_that_is_nowhere_stays_refused() -> None:
    text = TEXT.text.replace("never will", "never would")
    other = replace(TEXT, text=text, digest=hashlib.sha256(text.encode()).hexdigest())
    assert "does not have it anywhere" in verify(anchored(SALE, other), other)[0]


@pytest.mark.parametrize(("start", "end"), [(-4, 2), (5, 5), (9, 3), (0, 10**9)])
def test_offsets_outside_of_the_text_are_refused(start: int, end: int) -> None:
    wrong = identified(replace(SALE, evidence=(Evidence(start, end, "x"),)))
    (problem,) = verify(wrong, TEXT)
    assert "outside of the text" in problem


def test_all_that_is_wrong_is_told() -> None:
    wrong = replace(moved(1), policy="kettle", id="0" * 16)
    problems = verify(wrong, TEXT)
    assert len(problems) == 2 + len(SALE.evidence)
    assert verify(replace(SALE, evidence=()), TEXT)[0] == "has no evidence"


DOCS = HERE.parents[1] / "docs" / "statements.md"


@pytest.mark.skipif(not DOCS.exists(), reason="the documentation lies in the checkout alone")
def test_the_page_shows_a_good_record_and_lists_each_field() -> None:
    page = DOCS.read_text(encoding="utf-8")
    shown = page.partition("```json\n")[2].partition("```")[0]
    assert faults_of(json.loads(shown), "statement") == ()
    for schema in ("statement", "document"):
        known = json.loads(knowledge_root().joinpath("ontology", f"{schema}.schema.json").read_bytes())
        assert {name for name in known["properties"] if f"`{name}`" not in page} == set()
