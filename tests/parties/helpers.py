"""Where the tables of these tests lie, and how they are read."""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert rows, f"{name} has no rows"
    return rows


def lines(name: str) -> list[str]:
    found = [
        line for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert found, f"{name} has no lines"
    return found


def files(pattern: str) -> list[Path]:
    found = sorted(HERE.glob(pattern))
    assert found, f"no file {pattern}"
    return found
