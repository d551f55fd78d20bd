"""How long data is kept: the words that say so, and the duration where they state a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from practicegraph.extract.durations import find_duration

ROWS: Final = [
    line.split("\t")
    for line in (Path(__file__).parent / "durations.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


def test_there_are_rows_with_and_without_a_duration() -> None:
    assert len(ROWS) >= 15
    assert {words == "-" for _, words, _ in ROWS} == {True, False}


@pytest.mark.parametrize(("text", "words", "iso"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_duration(text: str, words: str, iso: str) -> None:
    found = find_duration(text)
    if found is None:
        assert (words, iso) == ("-", "-")
    else:
        assert (found.words, found.iso or "-") == (words, iso)
        assert text[found.start : found.end] == found.words


@pytest.mark.parametrize("unit", ["year", "month", "week", "day", "hour", "minute"])
@pytest.mark.parametrize("number", ["1", "7", "one", "seven"])
def test_figures_are_iso_8601(number: str, unit: str) -> None:
    found = find_duration(f"It is kept for {number} {unit}s.")
    assert found is not None
    time = "T" if unit in {"hour", "minute"} else ""
    assert found.iso == f"P{time}{1 if number in {'1', 'one'} else 7}{unit[0].upper()}"
