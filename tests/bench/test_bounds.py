"""The bounds of measured figures: none is undercut, none is lowered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bench.bounds import BOUNDS, below, lowered, read_bounds
from bench.page import _page
from bench.quality import Score
from bench.speed import Speed

if TYPE_CHECKING:
    from pathlib import Path

TEXT = '[gold]\n"ALL SLOTS" = 0.7\nflow = 0.6\n'


def test_the_bounds_of_the_project_can_be_read() -> None:
    bounds = read_bounds(BOUNDS.read_text(encoding="utf-8"))
    assert bounds
    assert all(0 < bound <= 1 for bound in bounds.values())


@pytest.mark.parametrize(
    ("figures", "problems"),
    [
        ({"gold.ALL SLOTS": 0.7, "gold.flow": 0.9}, []),
        ({"gold.ALL SLOTS": 0.699, "gold.flow": 0.6}, ["gold.ALL SLOTS: 0.699 is below its bound 0.7"]),
        ({"gold.ALL SLOTS": 0.8}, ["gold.flow: was not measured, and has the bound 0.6"]),
    ],
)
def test_a_figure_below_its_bound_or_missing_is_said(
    figures: dict[str, float], problems: list[str], tmp_path: Path
) -> None:
    bounds = tmp_path / "bounds.toml"
    bounds.write_text(TEXT)
    assert below(figures, bounds) == problems


@pytest.mark.parametrize(
    ("now", "problems"),
    [
        (TEXT, []),
        (TEXT.replace("0.6", "0.65"), []),
        (TEXT + "new = 0.1\n", []),
        (TEXT.replace("0.6", "0.59"), ["gold.flow: the bound fell from 0.6 to 0.59"]),
        (TEXT.replace("flow = 0.6\n", ""), ["gold.flow: the bound fell from 0.6 to None"]),
    ],
)
def test_a_bound_that_fell_is_said(now: str, problems: list[str]) -> None:
    assert lowered(TEXT, now) == problems


def test_the_page_has_denials_apart_and_people_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.page.commit", lambda: "abc")
    rows = (Score("flow", 3, 1, 0, 0.857, 0.99), Score("DENIED", 2, 0, 1, 0.8))
    page = "\n".join(_page({"gold-seeds": rows}, Speed(10, 8.0, 10.0)))
    assert "| flow | 3 | 1 | 0 | 0.857 | 0.990 |" in page
    assert page.index("## Denied practices") < page.index("| gold-seeds: DENIED | 2 | 0 | 1 | 0.800 |  |")
    assert "| ratio | 0.80 |" in page
