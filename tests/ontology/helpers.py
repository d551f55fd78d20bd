"""Where the tables of these tests lie, and how they are read."""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
SCHEMES = sorted((ONTOLOGY / "schemes").glob("*.ttl"))
ALIGNMENTS = sorted((ONTOLOGY / "alignments").glob("*.ttl"))


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows, f"{name} has no rows"
    return rows
