"""What contradicts, and what tells a denial and an affirmation apart."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from tests.analyse.helpers import FRAME, HERE, document, statement

from practicegraph.analyse.contradictions import Contradiction, find_contradictions
from practicegraph.analyse.contradictions.guards import GUARDS
from practicegraph.concepts import load_concepts

with (HERE / "contradictions.tsv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
#: Told apart by where they stand or by what the record says, and not by their sentences.
ELSEWHERE = {"condition of the record", "same passage", "part of a list"}


def found(text: str, *told: dict[str, Any]) -> tuple[Contradiction, ...]:
    text = f"# Privacy\n\n{FRAME}\n\n{text}\n"
    read = document("bilberry", text)
    return find_contradictions(read, [statement("bilberry", text, one) for one in told], load_concepts())


def stated(what: str, quote: str, polarity: str) -> dict[str, Any]:
    practice, data, recipient = what.split()
    parties = [] if recipient == "-" else [[None, recipient]]
    return {"practice": practice, "data": [data], "parties": parties, "polarity": polarity, "quotes": [quote]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['denial']} {case['affirmation']}")
def test_a_pair_is_told_apart_by_its_guards_alone(case: dict[str, str]) -> None:
    denied, affirmed = (side.strip() for side in case["what"].split("|"))
    (pair,) = found(
        f"{case['denial']}\n\nA line between them.\n\n{case['affirmation']}",
        stated(denied, case["denial"], "denied"),
        stated(affirmed, case["affirmation"], "affirmed"),
    )
    assert set(pair.guards) == set(filter(None, case["guards"].split("; ")))
    assert pair.overlap.grade == case["grade"]


def test_every_guard_has_a_case() -> None:
    tried = {guard for case in CASES for guard in case["guards"].split("; ")}
    assert {name for name, _ in GUARDS} - ELSEWHERE == tried - {""}


DENIAL = stated("Sharing Name ThirdParty", "We do not share your name.", "denied")
SHARING = stated("Sharing Name DataBroker", "We share your name with brokers.", "affirmed")
TEXT = "We do not share your name.\n\nWe share your name with brokers."


def test_a_pair_without_guards_is_found() -> None:
    (pair,) = found(TEXT, DENIAL, SHARING)
    assert not pair.guards


@pytest.mark.parametrize(
    "differing",
    [
        {"subject": "Child"},
        {"jurisdiction": "California"},
        {"country": "FR"},
        {"actor": "Moorgate Couriers"},
        {"parties": [[None, "ServiceProvider"]]},
        {"parties": [[None, "LegalAuthority"]]},
        {"data": ["PersonalData"]},
        {"practice": "Collection"},
    ],
    ids=str,
)
def test_what_differs_in_the_record_is_no_pair(differing: dict[str, Any]) -> None:
    assert not found(TEXT, DENIAL, {**SHARING, **differing})


def test_a_condition_or_a_duration_of_the_record_tells_apart() -> None:
    (pair,) = found(TEXT, DENIAL, {**SHARING, "conditions": ["Consent"]})
    assert "condition of the record" in pair.guards


def test_who_denies_a_sale_may_share_and_who_denies_sharing_may_not_sell() -> None:
    sale = {**SHARING, "practice": "Sale"}
    assert found(TEXT, DENIAL, sale)
    assert not found(TEXT, {**DENIAL, "practice": "Sale"}, SHARING)


def test_one_paragraph_is_read_together() -> None:
    (pair,) = found(TEXT.replace("\n\n", " "), DENIAL, SHARING)
    assert pair.guards == ("same passage",)


def test_a_denial_in_a_list_goes_no_further() -> None:
    text = f"*   {DENIAL['quotes'][0]}\n*   Our kettles whistle.\n\nWe share your name with brokers."
    (pair,) = found(text, DENIAL, SHARING)
    assert "part of a list" in pair.guards


def test_a_denial_under_the_heading_of_one_app_is_told_apart() -> None:
    text = f"## The kettle app\n\n{DENIAL['quotes'][0]}\n\n## How trade goes\n\n{SHARING['quotes'][0]}"
    (pair,) = found(text, DENIAL, SHARING)
    assert pair.guards == ("part of the business",)
