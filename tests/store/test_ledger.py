"""The digest by which a store tells whether anything changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from practicegraph.store.ledger import Entry, Ledger

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = (
    Entry("id:alder", "alder", "t1", "i1", "c1", 3, "2024-01-02T03:04:05+00:00"),
    Entry("id:birch", "birch", "t2", "i2", "c2", 5, "2024-01-02T03:04:06+00:00"),
)


def _ledger(folder: Path, *entries: Entry) -> Ledger:
    ledger = Ledger(folder / "ledger.jsonl")
    ledger.append(entries)
    return ledger


def test_order_and_times_do_not_matter(tmp_path: Path) -> None:
    later = (replace(entry, written="2025-01-01T00:00:00+00:00") for entry in reversed(ENTRIES))
    assert _ledger(tmp_path, *later).digest("rule") == _ledger(tmp_path, *ENTRIES).digest("rule")


@pytest.mark.parametrize("name", ["graph", "text_digest", "input_digest", "configuration"])
def test_what_a_graph_was_made_from_matters(tmp_path: Path, name: str) -> None:
    changed = replace(ENTRIES[1], **{name: "other"})
    ledgers = [Ledger(tmp_path / str(number)) for number in range(2)]
    ledgers[0].append(ENTRIES)
    ledgers[1].append((ENTRIES[0], changed))
    assert ledgers[0].digest("rule") != ledgers[1].digest("rule")
    assert ledgers[0].digest("rule", without="id:birch") == Ledger(
        tmp_path / "0", {"id:alder": ENTRIES[0]}
    ).digest("rule")


def test_what_is_named_beside_them_matters(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path, *ENTRIES)
    assert len({ledger.digest(), ledger.digest("rule"), ledger.digest("ru", "le")}) == 3
