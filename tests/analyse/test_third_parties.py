"""Figures across companies, against tables that were checked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.analyse.helpers import HERE

from practicegraph.analyse.reading import read_disclosures
from practicegraph.analyse.render import to_csv
from practicegraph.analyse.tables import tables_of
from practicegraph.analyse.third_parties import ThirdParties, analyse
from practicegraph.concepts import load_concepts
from practicegraph.errors import InvalidQuery
from practicegraph.store import read_store

if TYPE_CHECKING:
    from pathlib import Path

    from practicegraph.analyse.disclosures import Disclosures

EXPECTED = sorted((HERE / "expected").glob("*.csv"))


def disclosures(store: Path, as_of: str | None = None, *, all_snapshots: bool = False) -> Disclosures:
    with read_store(store) as opened:
        return read_disclosures(opened, as_of, all_snapshots=all_snapshots)


@pytest.fixture(scope="module")
def found(store: Path) -> ThirdParties:
    compared = ("Pondwick Lanterns", "thrushcombe bakery")
    return analyse(disclosures(store), load_concepts(), breach="Alphabet", compared=compared)


def test_every_table_is_expected(found: ThirdParties) -> None:
    assert {path.stem for path in EXPECTED} == {table.name for table in tables_of(found)}


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_a_table_has_the_expected_rows(path: Path, found: ThirdParties) -> None:
    tables = {table.name: table for table in tables_of(found)}
    assert to_csv(tables[path.stem]).replace("\r\n", "\n") == path.read_text(encoding="utf-8")


def test_what_is_denied_or_stays_in_the_group_is_never_counted(found: ThirdParties) -> None:
    assert {flow.polarity for flow in found.flows} == {"affirmed", "denied"}
    assert {flow.polarity for flow in found.counted} == {"affirmed"}
    inside = {(flow.snapshot.company_name, flow.name) for flow in found.flows if flow.within}
    assert inside == {("YouTube", "Google"), ("Quill & <b>Sons</b>", "Quill & <b>Sons</b>")}
    assert not any(flow.within for flow in found.counted)


def test_of_each_policy_the_newest_snapshot_up_to_the_day_counts(store: Path) -> None:
    newest = disclosures(store)
    assert {s.document for s in newest.snapshots if s.service == "pondwick"} == {"pondwick"}
    earlier = disclosures(store, "2020-01-01")
    assert {s.document for s in earlier.snapshots} == {"pondwick-2019", "quill"}
    assert len(disclosures(store, all_snapshots=True).snapshots) == len(newest.snapshots) + 1


def test_an_owner_is_the_one_of_the_day(store: Path) -> None:
    before = analyse(disclosures(store, "2014-12-31"), load_concepts())
    after = analyse(disclosures(store, "2023-01-01"), load_concepts())
    assert _owner(before, "PayPal") == "eBay"
    assert _owner(after, "PayPal") == "PayPal"


def _owner(found: ThirdParties, name: str) -> str:
    return next(flow.recipient.owner_label for flow in found.counted if flow.name == name)


def test_a_breach_of_an_unlisted_name_is_found_by_its_spellings(store: Path) -> None:
    found = analyse(disclosures(store), load_concepts(), breach="MOORGATE  Couriers")
    assert found.radius
    names = {found.disclosures.companies[company] for company in found.radius.companies}
    assert names == {"Quill & <b>Sons</b>", "Thrushcombe Bakery"}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"breach": "Moorgat Couriers"}, "did you mean 'Moorgate"),
        ({"compared": ("Pondwick Lanterns",)}, "name at least two companies"),
        ({"compared": ("Pondwick Lantern", "YouTube")}, "did you mean 'Pondwick Lanterns'?"),
    ],
)
def test_a_name_that_nobody_knows_is_refused_with_what_is_near(
    asked: dict[str, object], says: str, store: Path
) -> None:
    with pytest.raises(InvalidQuery, match=says.replace("?", r"\?")):
        analyse(disclosures(store), load_concepts(), **asked)  # type: ignore[arg-type]  # one of two kinds
