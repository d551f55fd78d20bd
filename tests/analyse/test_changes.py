"""What is a change, and what merely moved or is merely read differently."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.analyse.helpers import FRAME, HERE, document, statement

from practicegraph.analyse.changes import Edition, compare_editions, edition_of

if TYPE_CHECKING:
    from pathlib import Path

CASES = sorted((HERE / "changes").glob("*.json"))


def test_there_are_cases() -> None:
    assert len(CASES) > 10


def edition(name: str, told: dict[str, Any]) -> Edition:
    text = f"# Privacy\n\n{FRAME}\n\n{told['text']}\n"
    read = document(name, text)
    return edition_of(read, (statement(name, text, one) for one in told["statements"]))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_exactly_what_changed_is_reported(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    found = compare_editions(edition("old", case["old"]), edition("new", case["new"]))
    told = [[c.kind, c.practice, list(c.lost), list(c.gained)] for c in found.changes]
    assert told == case["changes"]
    assert (len(found.reworded), len(found.unsettled)) == (case["reworded"], case["unsettled"])
    assert [[turn.what, turn.gained, turn.value] for turn in found.summary] == case["summary"]
    assert found.differ == bool(case["changes"] or case["reworded"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_order_of_statements_changes_nothing(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    forth = compare_editions(edition("old", case["old"]), edition("new", case["new"]))
    for text in (case["old"], case["new"]):
        text["statements"].reverse()
    assert compare_editions(edition("old", case["old"]), edition("new", case["new"])).changes == forth.changes


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_text_does_not_differ_from_itself(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    same = edition("old", case["old"])
    found = compare_editions(same, same)
    assert not found.differ
    assert not found.unsettled
    assert found.kept == len(same.statements)
