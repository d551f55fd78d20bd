"""Writes the table of concepts in `ontology/README.md`: python tests/ontology/term_table.py --write."""

from __future__ import annotations

import sys
from pathlib import Path

from practicegraph.concepts import KINDS, Concepts, load_concepts

README = Path(__file__).parents[2] / "ontology" / "README.md"
BEGIN, END = "<!-- terms -->\n", "<!-- /terms -->\n"


def with_table(text: str, concepts: Concepts) -> str:
    """The README's text with the table of these concepts."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + _table(concepts) + END + rest.partition(END)[2]


def _table(concepts: Concepts) -> str:
    rows = [
        f"| {kind} | `pg:{c.id}` | {f'`pg:{c.broader}`' if c.broader else ''} | {c.definition} |"
        for kind in KINDS.values()
        for c in concepts.of_kind(kind)
    ]
    return "\n".join(["", "| kind | concept | under | definition |", "|---|---|---|---|", *rows, "", ""])


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        README.write_text(with_table(README.read_text(encoding="utf-8"), load_concepts()), encoding="utf-8")
    else:
        sys.exit(__doc__)
