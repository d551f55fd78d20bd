"""Who published a text, where and when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from practicegraph.read import ReadOptions, read_bytes, read_document

HERE = Path(__file__).parent
PUBLISHERS = json.loads((HERE / "publishers.json").read_text("utf-8"))
DATES = json.loads((HERE / "dates.json").read_text("utf-8"))


@pytest.mark.parametrize("case", PUBLISHERS, ids=lambda case: f"{case['stem']}: {case['text'][:30]}")
def test_publisher(case: dict[str, Any]) -> None:
    document = read_bytes(case["text"].encode(), case["stem"], ".txt")
    asked = {name: value for name, value in case.items() if name not in {"stem", "text", "aliases", "notes"}}
    assert {name: getattr(document, name) for name in asked} == asked
    assert set(case.get("aliases", ())) <= set(document.aliases)
    assert set(case.get("notes", ())) <= set(document.notes)


@pytest.mark.parametrize(("words", "day"), DATES)
def test_date_in_the_text(words: str, day: str | None) -> None:
    document = read_bytes(f"Privacy Policy\n\n{words}\n\nWe keep your name.".encode(), "x", ".txt")
    assert document.date == day


def test_the_file_name_goes_before_the_text() -> None:
    text = b"Last updated: March 3, 2021. We keep your name."
    assert read_bytes(text, "x__privacy-policy__2022-01-01", ".txt").date == "2022-01-01"


def test_options_go_before_all_else() -> None:
    options = ReadOptions(
        company="Linnet",
        site="linnet.example",
        date="20200102",
        source="https://linnet.example/p",
        service="linnet-app",
        name="linnet",
    )
    document = read_bytes(b'Pipit Ltd ("we") keeps names.', "x__privacy-policy__2022-01-01", ".txt", options)
    assert document.company == "Linnet"
    assert "Pipit" in document.aliases
    assert (document.site, document.source) == ("linnet.example", "https://linnet.example/p")
    assert (document.date, document.service, document.name) == ("2020-01-02", "linnet-app", "linnet")


def test_a_name_is_the_file_name_without_its_last_suffix(tmp_path: Path) -> None:
    file = tmp_path / "org.example.app.txt"
    file.write_text("We keep your name.")
    assert read_document(file).name == "org.example.app"
