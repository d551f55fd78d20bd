"""What the commands do with good input."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.helpers import practicegraph

from practicegraph.export import FORMATS
from practicegraph.read import read_document
from practicegraph.statements import read_statements, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICIES = Path(__file__).parents[1] / "build" / "policies"
CANDLE = POLICIES / "harbourcandle__privacy-policy__2024-03-01.txt"
HEAVY = {"lxml", "networkx", "numpy", "pyoxigraph", "pypdf", "pyshacl", "rdflib", "rich", "spacy"}


@pytest.fixture(scope="session")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("extracted") / "s.jsonl"
    ended = practicegraph("extract", CANDLE, "-o", target)
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    return target


def test_statements_are_json_lines_that_conform_and_quote_their_document(extracted: Path) -> None:
    statements = list(read_statements(extracted.read_text().splitlines(), "s.jsonl"))
    document = read_document(CANDLE)
    assert len(statements) > 5
    assert [problem for statement in statements for problem in verify(statement, document)] == []


def test_standard_input_gives_the_same_statements_under_the_name_given(extracted: Path) -> None:
    ended = practicegraph("extract", "-", "--name", CANDLE.stem, stdin=CANDLE.read_text())
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == extracted.read_text()


def test_loaded_statements_give_the_store_that_a_build_gives(extracted: Path, tmp_path: Path) -> None:
    loaded = practicegraph("load", extracted, "--documents", CANDLE, "--store", tmp_path / "loaded")
    built = practicegraph("build", CANDLE, "--store", tmp_path / "built")
    assert loaded.status == 0
    assert loaded.out == built.out


def test_statements_whose_quotes_do_not_stand_are_kept_out(extracted: Path, tmp_path: Path) -> None:
    records = [json.loads(line) for line in extracted.read_text().splitlines()]
    records[0]["evidence"][0]["start"] += 1
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("".join(json.dumps(record) + "\n" for record in records))
    ended = practicegraph("load", wrong, "--documents", CANDLE, "--store", tmp_path / "store")
    assert ended.status == 1
    assert ended.out.startswith("documents   0 read, 0 unchanged, 0 refused, 1 not conforming\n")
    assert len(ended.err.splitlines()) == 1


def test_a_store_and_its_statements_validate_with_both_engines(store: Path, extracted: Path) -> None:
    for engine in ("compiled", "pyshacl"):
        ended = practicegraph("validate", extracted, "--store", store, "--engine", engine)
        assert ended.status == 0
        assert f"{extracted}: conforms" in ended.out
        assert f"{store}: conforms" in ended.out
        assert "quotes of 4 snapshots compared" in ended.err


def test_what_does_not_conform_is_status_1(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"policy": "x"}\n')
    (tmp_path / "g.ttl").write_text("<urn:s> a <https://w3id.org/practicegraph/ontology#Statement> .\n")
    for name, format_, word in (
        ("s.jsonl", "text", "does not conform"),
        ("g.ttl", "turtle", "sh:conforms false"),
    ):
        ended = practicegraph("validate", name, "--format", format_, cwd=tmp_path)
        assert (ended.status, ended.err) == (1, "")
        assert word in ended.out


def test_an_answer_can_be_had_in_every_format(store: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "tsv", "json", "xml", "txt"):
        ended = practicegraph("query", "payment-recipients", "--store", store, "-o", tmp_path / f"a.{suffix}")
        assert (ended.status, ended.out, ended.err) == (0, "", "")
        assert "Stripe" in (tmp_path / f"a.{suffix}").read_text()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text())))
    assert rows


def test_a_store_can_be_exported_in_every_format(store: Path, tmp_path: Path) -> None:
    for name, kind in FORMATS.items():
        target = tmp_path / f"{name}{kind.suffix}"
        ended = practicegraph("export", "--store", store, "--format", name, "-o", target)
        assert (ended.status, ended.out, ended.err) == (0, "", "")
        assert target.stat().st_size > 0
    by_suffix = practicegraph("export", "--store", store, "-o", tmp_path / "all.nq")
    assert by_suffix.status == 0
    assert (tmp_path / "all.nq").read_bytes() == (tmp_path / "nquads.nq").read_bytes()


def test_questions_are_listed_and_shown() -> None:
    listed = practicegraph("query")
    assert re.search(r"^payment-recipients +Who receives payment data$", listed.out, re.MULTILINE)
    shown = practicegraph("query", "payment-recipients")
    assert shown.out.startswith("Who receives payment data\n\n")
    assert (listed.status, shown.status) == (0, 0)


def test_a_statement_is_explained(store: Path) -> None:
    answer = practicegraph("query", "payment-recipients", "--store", store, "--format", "csv").out
    row = next(csv.DictReader(io.StringIO(answer)))
    told = practicegraph("explain", row["statement"], "--store", store)
    assert told.status == 0
    assert "Stripe" in told.out
    assert "stands in" in told.out
    record = json.loads(practicegraph("explain", row["statement"], "--store", store, "--format", "json").out)
    assert record["statement"]["id"] == row["statement"].rpartition("/")[2]
    assert record["matches"][0]["candidate"] == "stripe"


def test_parties_are_listed_checked_merged_and_reviewed(store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(_PARTY)
    assert "google-analytics" in practicegraph("parties", "list", "google", "analytics").out
    assert practicegraph("parties", "check", "mine.ttl", cwd=tmp_path).status == 0
    assert practicegraph("parties", "merge", "mine.ttl", "-o", "all.ttl", cwd=tmp_path).status == 0
    assert "Quay Parcels" in (tmp_path / "all.ttl").read_text()
    (tmp_path / "bad.ttl").write_text(_PARTY.replace("pg:ShippingCarrier", "pg:NoSuchRole"))
    bad = practicegraph("parties", "check", "bad.ttl", cwd=tmp_path)
    assert (bad.status, len(bad.out.splitlines())) == (1, 1)
    matches = practicegraph("parties", "matches", "--store", store, "--format", "tsv").out
    assert "Stripe\tstripe\t\t\taccepted" in matches


_PARTY = """@prefix pg: <https://w3id.org/practicegraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
<https://w3id.org/practicegraph/id/party/quay-parcels> a pg:Company ;
  rdfs:label "Quay Parcels" ; pg:role pg:ShippingCarrier ; dct:source <https://quayparcels.example/> .
"""


def test_help_answers_without_loading_what_commands_need() -> None:
    program = "import sys; from practicegraph.cli import main; sys.argv = ['practicegraph', '--help']\n"
    program += "try: main()\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(ended.stderr.split())
    assert "explain" in ended.stdout


def test_progress_is_shown_on_a_terminal_alone() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "practicegraph", "extract", str(CANDLE)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b"".join(_read(ours))
    assert process.wait() == 0
    assert b"extract" in shown
    assert b"1/1" in shown


def _read(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal until nobody has it open any more."""
    with os.fdopen(terminal, "rb", buffering=0) as stream, suppress(OSError):
        while part := stream.read(1000):
            yield part
