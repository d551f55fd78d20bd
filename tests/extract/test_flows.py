"""What a policy says is done with data, construction by construction: `flows/*.tsv` say what each must yield.

A row holds a policy in small and the statements that it makes. " / " stands between the policy's blocks; "# "
begins a heading and "- " an item of a list, which the paragraph before it introduces. Statements read

    Sharing- may of EmailAddress,Name to Affiliate,Verisign=PaymentProcessor for Marketing if Consent

with a minus sign behind a denied practice, " ; " between two, and "-" where there is none. The rows of
`known-faults.tsv` say what ought to be found and is not, and why; who mends one moves its row.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from practicegraph.document import Block, BlockKind, Document
from practicegraph.extract import marking
from practicegraph.extract.parse import Parser
from practicegraph.extract.pipeline import extract

if TYPE_CHECKING:
    from practicegraph.statement import Statement

FOLDER: Final = Path(__file__).parent / "flows"
FAULTS: Final = FOLDER / "known-faults.tsv"
FILES: Final = sorted(set(FOLDER.glob("*.tsv")) - {FAULTS})
PARSER: Final = Parser()
MARKS: Final = {"# ": BlockKind.HEADING, "- ": BlockKind.ITEM}


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


ROWS: Final = [row for path in FILES for row in rows(path)]
CASES: Final = [pytest.param(*row, id=f"{path.stem}: {row[0][:70]}") for path in FILES for row in rows(path)]
KNOWN_FAULTS: Final = [
    pytest.param(policy, expected, id=policy[:70], marks=pytest.mark.xfail(reason=reason, strict=True))
    for policy, expected, reason in rows(FAULTS)
]


def document_of(policy: str) -> Document:
    text = ""
    blocks: list[Block] = []
    heading: int | None = None
    paragraph: int | None = None
    for part in policy.split(" / "):
        kind = MARKS.get(part[:2], BlockKind.PARAGRAPH)
        words = part.removeprefix("# ").removeprefix("- ")
        above = () if heading is None or kind is BlockKind.HEADING else (heading,)
        lead_in = paragraph if kind is BlockKind.ITEM else None
        blocks.append(Block(kind, len(text), len(text) + len(words), headings=above, lead_in=lead_in))
        text += f"{words}\n\n"
        if kind is BlockKind.HEADING:
            heading, paragraph = len(blocks) - 1, None
        elif kind is BlockKind.PARAGRAPH:
            paragraph = len(blocks) - 1
    return Document("row", "row", text, "", tuple(blocks), company="Acme")


def shown(statement: Statement) -> str:
    s = statement
    said = {
        "of": s.data,
        "to": [f"{p.name}={p.role}" if p.name else str(p.role) for p in s.parties],
        "for": s.purposes,
        "with": s.technologies,
        "if": s.conditions,
        "naming": (*s.measures, *s.choices, *s.rights, *s.channels),
        "by": () if s.actor == "FirstParty" else (s.actor,),
        "about": (s.subject,) if s.subject else (),
        "during": (s.duration_iso or "stated",) if s.duration else (),
    }
    practice = s.practice + "-" * (s.polarity == "denied") + " may" * (s.modality == "may")
    return " ".join([practice, *(f"{word} {','.join(sorted(v))}" for word, v in said.items() if v)])


def found(policy: str) -> str:
    return " ; ".join(sorted(map(shown, extract(document_of(policy), PARSER)))) or "-"


def test_there_are_sentences_that_yield_and_sentences_that_do_not() -> None:
    assert len(FILES) >= 20
    assert len({policy for policy, _ in ROWS}) == len(ROWS) >= 120
    assert sum(expected == "-" for _, expected in ROWS) >= 20
    assert sum("- of" in expected for _, expected in ROWS) >= 30


@pytest.mark.parametrize(("policy", "expected"), CASES)
def test_policy(policy: str, expected: str) -> None:
    assert found(policy) == expected


@pytest.mark.parametrize(("policy", "expected"), KNOWN_FAULTS)
def test_known_fault(policy: str, expected: str) -> None:
    assert found(policy) == expected


def test_sentences_that_are_not_parsed_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    policies = [policy for policy, *_ in (*ROWS, *rows(FAULTS))]
    spared = [found(policy) for policy in policies]
    monkeypatch.setattr(marking, "is_worth_parsing", lambda *_: True)
    assert [found(policy) for policy in policies] == spared


def test_every_quote_is_in_the_text() -> None:
    for policy, expected in ROWS:
        document = document_of(policy)
        statements = extract(document, PARSER)
        assert all(s.evidence for s in statements)
        assert bool(statements) == (expected != "-")
        quotes = [e for s in statements for e in s.evidence]
        assert [document.text[e.start : e.end] for e in quotes] == [e.quote for e in quotes]


def test_the_same_policy_gives_the_same_statements() -> None:
    document = document_of(" / ".join(policy for policy, _ in ROWS))
    assert extract(document, Parser()) == extract(document, PARSER)
