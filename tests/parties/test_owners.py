from __future__ import annotations

import pytest
from tests.parties import helpers

from practicegraph.errors import InvalidKnowledge
from practicegraph.parties import load_registry, owner_on, owners_over_time, parent_on


@pytest.mark.parametrize("row", helpers.table("owners.tsv"), ids=lambda row: f"{row['party']} {row['date']}")
def test_ultimate_owner(row: dict[str, str]) -> None:
    assert owner_on(load_registry(), row["party"], row["date"] or None) == row["owner"]


def test_owners_over_time_are_in_order() -> None:
    owners = [(o.owner, o.valid_from) for o in owners_over_time(load_registry(), "tumblr")]
    assert owners == [
        ("yahoo", "2013-06-20"),
        ("verizon-media", "2017-06-13"),
        ("automattic", "2019-09-20"),
    ]


def test_direct_owner_is_not_the_ultimate_one() -> None:
    assert parent_on(load_registry(), "google-analytics", "2020-01-01") == "google"


def test_unknown_party_owns_itself() -> None:
    assert owner_on(load_registry(), "quillfern") == "quillfern"


def test_circle_is_told() -> None:
    circle = load_registry(helpers.HERE / "registries" / "bad" / "owners-in-a-circle.ttl")
    with pytest.raises(InvalidKnowledge, match="quillfern → tallowmere → quillfern is a circle"):
        owner_on(circle, "quillfern", "2021-01-01")
    assert owner_on(circle, "quillfern", "2019-01-01") == "tallowmere"
