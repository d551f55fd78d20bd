"""The commands as a user runs them."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from tests.cli.helpers import practicegraph

if TYPE_CHECKING:
    from pathlib import Path

CONTRARY = """# Privacy at Bilberry Kettles

Bilberry Kettles makes kettles in a small town by a river, and this page tells customers and visitors what happens
with the data that they hand over to us in the shop or on the telephone.

We do not sell your telephone number.

## How trade goes

We sell your telephone number to advertisers.
"""


def test_an_overview_says_of_how_many_companies(store: Path) -> None:
    ended = practicegraph("third-parties", "--store", store)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("5 companies, 5 snapshots, 13 affirmed flows out of the group\n")
    assert "Google Analytics   AnalyticsProvider  Alphabet                   2   5" in ended.out


def test_csv_holds_one_table_and_json_all(store: Path, tmp_path: Path) -> None:
    flows = practicegraph("third-parties", "--store", store, "--format", "csv")
    rows = list(csv.DictReader(StringIO(flows.out)))
    assert {row["polarity"] for row in rows} == {"affirmed", "denied"}
    owners = practicegraph("third-parties", "--store", store, "--table", "owners", "--format", "csv")
    assert next(csv.reader(StringIO(owners.out)))[0] == "owner"
    assert practicegraph("third-parties", "--store", store, "-o", tmp_path / "all.json").status == 0
    told = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert told["companies"] == 5
    assert len(told["flows"]) == len(rows)


def test_a_breach_and_a_comparison_are_shown_alone(store: Path) -> None:
    breach = practicegraph(
        "third-parties", "--store", store, "--breach", "Google Analytics", "--format", "csv"
    )
    assert {row["company"] for row in csv.DictReader(StringIO(breach.out))} == {
        "Pondwick Lanterns",
        "Thrushcombe Bakery",
    }
    compared = practicegraph(
        "third-parties",
        "--store",
        store,
        "--compare",
        "YouTube",
        "--compare",
        "Pondwick Lanterns",
        "--format",
        "csv",
    )
    assert next(csv.reader(StringIO(compared.out))) == ["kind", "what", "YouTube", "Pondwick Lanterns"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["third-parties", "--store", "{store}", "--breach", "Nobody Ltd Inc"],
            "neither the registry nor a policy knows",
        ),
        (
            ["third-parties", "--store", "{store}", "--as-of", "soon"],
            "'soon' does not match the format '%Y-%m-%d'",
        ),
        (["third-parties", "--store", "{store}", "-o", "report.docx"], "no format has this suffix"),
        (
            ["diff", "--store", "{store}", "pondwick@2019-08-11", "pondwick@2024-01-01"],
            "no snapshot is called",
        ),
        (["diff", "nowhere.txt", "nowhere.md"], "nowhere.txt"),
        (["contradictions", "--store", "nowhere"], "nowhere: does not exist"),
        (["import", "tilt", "nowhere.json"], "nowhere.json: cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: list[str], says: str, store: Path, tmp_path: Path
) -> None:
    ended = practicegraph(*(a.format(store=store) for a in arguments), cwd=tmp_path)
    assert (ended.status, ended.out) == (2, "")
    assert says in ended.err
    assert len(ended.err.splitlines()) == 1


def test_two_snapshots_of_a_store_are_compared(store: Path) -> None:
    ended = practicegraph("diff", "--store", store, "pondwick@2019-08-11", "pondwick@2023-05-02")
    assert ended.status == 1
    assert "recipient: +AdvertisingCompany, +DHL, +PayPal, -Stripe" in ended.out
    same = practicegraph("diff", "--store", store, "pondwick", "pondwick@2023-05-02")
    assert same.status == 0
    rows = practicegraph("diff", "--store", store, "pondwick-2019", "pondwick", "--format", "csv")
    assert "changed" in {row["kind"] for row in csv.DictReader(StringIO(rows.out))}


def test_two_files_of_one_name_are_compared(tmp_path: Path) -> None:
    changed = CONTRARY.replace("We do not sell your telephone number.", "We may sell your telephone number.")
    for folder, text in (("old", CONTRARY), ("new", changed)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bilberry.md").write_text(text, encoding="utf-8")
    ended = practicegraph("diff", "old/bilberry.md", "new/bilberry.md", "--format", "json", cwd=tmp_path)
    assert ended.status == 1, ended.err
    kinds = {change["kind"] for change in json.loads(ended.out)["changes"]}
    assert kinds <= {"will not to may", "denied to affirmed", "changed", "removed", "added"}
    assert any("do not sell" in change["old words"] for change in json.loads(ended.out)["changes"])
    assert practicegraph("diff", "old/bilberry.md", "old/bilberry.md", cwd=tmp_path).status == 0


def test_contradictions_are_findings(tmp_path: Path) -> None:
    (tmp_path / "bilberry.md").write_text(CONTRARY, encoding="utf-8")
    assert practicegraph("build", "bilberry.md", "--store", "s", cwd=tmp_path).status == 0
    ended = practicegraph("contradictions", "--store", "s", "--format", "json", cwd=tmp_path)
    told = json.loads(ended.out)
    assert (ended.status, told["clear"]) == (1, 1)
    (row,) = told["contradictions"]
    assert row["denial"] == "We do not sell your telephone number."
    assert row["affirmation"] == "We sell your telephone number to advertisers."
