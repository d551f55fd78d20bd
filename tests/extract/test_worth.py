"""Not parsing a sentence must lose nothing: what is found is what would be found if all were parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from practicegraph.extract import marking
from practicegraph.extract.parse import Parser
from practicegraph.extract.pipeline import extract
from practicegraph.extract.terms import find_all
from practicegraph.extract.worth import is_worth_parsing
from practicegraph.read import read_document

POLICIES = sorted(p for p in (Path(__file__).parents[2] / "examples" / "policies").iterdir() if p.suffix)


def test_there_are_policies() -> None:
    assert len(POLICIES) >= 6


@pytest.mark.parametrize("path", POLICIES, ids=lambda p: p.name)
def test_nothing_is_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(path)
    found = extract(document, Parser())
    assert found
    monkeypatch.setattr(marking, "is_worth_parsing", lambda *_: True)
    assert extract(document, Parser()) == found


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("We collect your name.", True),
        ("We use cookies.", True),
        ("We share it with nobody.", True),
        ("Payments are handled by Stripe.", True),
        ("We may e-mail you special offers.", True),
        ("Your privacy matters to us and to our affiliates.", False),
        ("Our offices are open from Monday to Friday.", False),
    ],
)
def test_what_is_worth_parsing(text: str, worth: bool) -> None:
    assert is_worth_parsing(text, *find_all(text), None) == worth
