"""A whole document through extraction: every quote holds, twice the same, and the optional fields arrive."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from practicegraph.extract.parse import Parser
from practicegraph.extract.pipeline import extract
from practicegraph.read import ReadOptions, read_bytes

if TYPE_CHECKING:
    from practicegraph.document import Document
    from practicegraph.statement import Statement

POLICY = """Quillbarn Privacy Policy

We collect your name and e-mail address when you open an account with Quillbarn.
Payments are handled by Stripe, and we never keep your card number.
If you live in California, you may ask us to delete your personal information.
You can opt out of our newsletter at https://quillbarn.example/opt-out whenever you like.
We keep server logs for 30 days.
"""


@lru_cache(maxsize=1)
def document() -> Document:
    return read_bytes(POLICY.encode(), "quillbarn", ".txt", ReadOptions(company="Quillbarn"))


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    return extract(document(), Parser())


def of(practice: str) -> list[Statement]:
    return [s for s in statements() if s.practice == practice]


def test_every_quote_stands_at_its_offsets() -> None:
    quotes = [e for s in statements() for e in s.evidence]
    assert quotes
    assert all(document().text[e.start : e.end] == e.quote for e in quotes)


def test_the_same_document_gives_the_same_statements() -> None:
    assert extract(document(), Parser()) == statements()


def test_ids_are_distinct() -> None:
    assert len({s.id for s in statements()}) == len(statements())


def test_what_is_collected_is_told() -> None:
    assert {"Name", "EmailAddress"} <= {d for s in of("Collection") for d in s.data}


def test_a_named_provider_gets_the_data_and_the_card_is_not_kept() -> None:
    assert "Stripe" in {p.name for s in of("Sharing") for p in s.parties}
    assert ("denied", ("PaymentCardData",)) in {(s.polarity, s.data) for s in of("Storage")}


def test_a_right_is_bound_to_its_jurisdiction() -> None:
    rights = [s for s in of("Right") if "ErasureRight" in s.rights]
    assert rights
    assert all(s.jurisdiction for s in rights)


def test_an_opt_out_carries_its_link() -> None:
    assert "https://quillbarn.example/opt-out" in {s.link for s in of("Choice")}


def test_a_stated_time_is_a_duration() -> None:
    assert "P30D" in {s.duration_iso for s in of("Storage")}
