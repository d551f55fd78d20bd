"""Annotations and documents of other projects as statements, against statements that were checked by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.helpers import practicegraph

from practicegraph.errors import InvalidStatement, UnreadableInput
from practicegraph.imports import import_opp115, import_tilt
from practicegraph.imports.alignment import concepts_for, load_alignment
from practicegraph.imports.json_text import canonical
from practicegraph.imports.segments import read_segments
from practicegraph.statement import to_record
from practicegraph.statements import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicegraph.imports import Imported

HERE = Path(__file__).parent
READERS: dict[str, Callable[[Path], Imported]] = {".csv": import_opp115, ".json": import_tilt}
GOOD = sorted((*(HERE / "opp115").glob("*.csv"), *(HERE / "tilt").glob("*.tilt.json")))
BAD: dict[str, list[str]] = json.loads((HERE / "bad" / "expected.json").read_text(encoding="utf-8"))


def test_there_are_files_of_both_kinds() -> None:
    assert {path.suffix for path in GOOD} == set(READERS)
    named = {path.name for path in (HERE / "bad").iterdir() if path.suffix in READERS}
    assert named - {"expected.json"} == set(BAD)


def imported(path: Path) -> Imported:
    return READERS[path.suffix](path)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_file_gives_the_expected_statements(path: Path) -> None:
    expected = path.with_name(f"{path.name}.expected.jsonl").read_text(encoding="utf-8")
    told = [to_record(statement) for statement in imported(path).statements]
    assert told == [json.loads(line) for line in expected.splitlines()]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_every_quote_stands_in_the_document(path: Path) -> None:
    found = imported(path)
    assert found.statements
    assert not [problem for s in found.statements for problem in verify(s, found.document)]


@pytest.mark.parametrize("name", BAD)
def test_all_that_is_wrong_is_named(name: str) -> None:
    with pytest.raises((InvalidStatement, UnreadableInput)) as caught:
        imported(HERE / "bad" / name)
    for problem in BAD[name]:
        assert problem in str(caught.value)


def test_what_is_known_of_the_document_comes_along() -> None:
    weavers = import_opp115(HERE / "opp115" / "7_gorsefield.example.csv")
    assert weavers.document.date == "2016-03-04"
    assert weavers.document.source == "http://gorsefield.example/privacy"
    assert (weavers.document.company, weavers.document.site) == ("gorsefield.example", "gorsefield.example")
    left = [("International and Specific Audiences: states no practice", 1), ("Other: states no practice", 1)]
    assert list(weavers.left_out) == left
    boats = import_tilt(HERE / "tilt" / "heronsgill.tilt.json")
    assert (boats.document.name, boats.document.company) == ("heronsgill", "Heronsgill Boats Ltd")
    assert (boats.document.date, boats.document.source) == (
        "2023-06-07",
        "https://heronsgill.example/privacy",
    )
    assert {(c.reaches, c.address) for c in boats.document.facts.contacts} == {
        ("officer", "officer@heronsgill.example"),
        ("controller", "2 Slipway Heronsgill"),
    }


def test_files_become_a_store(tmp_path: Path) -> None:
    opp = practicegraph(
        "import", "opp115", HERE / "opp115", "-o", "s.jsonl", "--documents-out", "texts", cwd=tmp_path
    )
    assert (opp.status, opp.out) == (0, "")
    assert (
        practicegraph("load", "s.jsonl", "--documents", "texts", "--store", "s", "-q", cwd=tmp_path).status
        == 0
    )
    tilt = practicegraph("import", "tilt", HERE / "tilt", "--store", "s", cwd=tmp_path)
    assert tilt.status == 0, tilt.err
    assert practicegraph("validate", "--store", "s", cwd=tmp_path).status == 0
    owners = practicegraph(
        "third-parties", "--store", "s", "--table", "owners", "--format", "csv", cwd=tmp_path
    )
    assert "Intuit,1,2" in owners.out
    again = practicegraph("import", "tilt", HERE / "tilt", "--store", "s", cwd=tmp_path)
    assert again.status == 0


def test_a_bad_file_stops_none_of_the_others(tmp_path: Path) -> None:
    good = HERE / "tilt" / "heronsgill.tilt.json"
    ended = practicegraph("import", "tilt", HERE / "bad" / "list.json", good, cwd=tmp_path)
    assert ended.status == 2
    assert ended.out.count("\n") == len(import_tilt(good).statements)
    assert "list.json: is no TILT document" in ended.err


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    good = HERE / "tilt" / "heronsgill.tilt.json"
    (tmp_path / "heronsgill.json").write_bytes(good.read_bytes())
    ended = practicegraph("import", "tilt", good, "heronsgill.json", cwd=tmp_path)
    assert (ended.status, ended.out) == (2, "")
    assert "two files give a document 'heronsgill'" in ended.err


def test_values_are_aligned_whatever_their_case_and_as_narrow_as_their_words() -> None:
    assert len(load_alignment()) > 50
    assert concepts_for("Personal Information Type", "FINANCIAL", "") == ("FinancialData",)
    assert concepts_for("Personal Information Type", "Contact", "your telephone number") == ("PhoneNumber",)
    assert concepts_for("Personal Information Type", "IP address and device IDs", "numbers") == (
        "DeviceData",
    )
    assert concepts_for("Personal Information Type", "ip address and device ids", "IP address") == (
        "IPAddress",
    )
    assert concepts_for("Purpose", "Unspecified", "") == ()


@given(st.text(alphabet="ab \n<>&;|/pbr", max_size=80))
def test_every_place_of_a_segment_is_a_place_of_the_text(source: str) -> None:
    segments = read_segments(source)
    for segment, places in zip(source.split("|||"), segments.places, strict=True):
        assert len(places) == len(segment) + 1
        assert list(places) == sorted(places)
        assert places[-1] <= len(segments.text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(JSON)
def test_the_canonical_text_is_the_value_and_quotes_are_its_leaves(value: object) -> None:
    text = canonical(value)
    assert json.loads(text.text) == value
    for path, (start, end) in text.spans.items():
        leaf: object = value
        for step in path:
            leaf = leaf[step]  # type: ignore[index]  # the path came from the value
        quote = text.text[start:end]
        assert json.loads(f'"{quote}"' if isinstance(leaf, str) else quote) == leaf
