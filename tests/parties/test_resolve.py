from __future__ import annotations

import pytest
from tests.parties import helpers

from practicegraph.parties import Decision, Match, ResolveContext, is_stop_phrase, load_registry, resolve


def accepted(name: str, context: ResolveContext | None = None) -> str:
    parties = [match.party for match in resolve(name, load_registry(), context) if match.status == "accepted"]
    return parties[0] or "-" if parties else "?"


@pytest.mark.parametrize("row", helpers.table("names.tsv"), ids=lambda row: f"{row['name']} {row['role']}")
def test_name(row: dict[str, str]) -> None:
    assert accepted(row["name"], ResolveContext(role=row["role"] or None)) == row["expected"]


@pytest.mark.parametrize("phrase", helpers.lines("categories.txt"))
def test_category_never_becomes_a_company(phrase: str) -> None:
    for written in (
        phrase,
        phrase.lower(),
        phrase.upper(),
        phrase.title(),
        f"other {phrase}",
        f"their {phrase}",
    ):
        assert accepted(written) in ("?", "-"), written


@pytest.mark.parametrize(
    "row", helpers.table("publishers.tsv"), ids=lambda row: f"{row['company']}: {row['name']}"
)
def test_publisher(row: dict[str, str]) -> None:
    aliases = tuple(alias for alias in row["aliases"].split(";") if alias)
    context = ResolveContext(row["company"], aliases, row["site"])
    found = resolve(row["name"], load_registry(), context)
    assert (found[0].method if found else "-", (found[0].party if found else None) or "-") == (
        row["method"],
        row["party"],
    )


def test_similar_name_stays_a_candidate() -> None:
    best, *_ = resolve("Goggle Analytics", load_registry())
    assert (best.party, best.method, best.status) == ("google-analytics", "candidate", "candidate")
    assert 0 < best.score < 1


def test_name_that_begins_with_a_known_one_has_it_as_candidate() -> None:
    found = {match.party: match.status for match in resolve("Microsoft Whatever", load_registry())}
    assert found["microsoft"] == "candidate"


def test_ambiguous_name_keeps_all_who_bear_it_as_candidates() -> None:
    found = resolve("Signal", load_registry())
    assert {"brighttag", "signal-messenger"} <= {match.party for match in found}
    assert {match.status for match in found} == {"candidate"}


def test_exact_spelling_is_surer_than_a_normalised_one() -> None:
    exact, cut = (
        resolve(name, load_registry())[0] for name in ("Google LLC", "The Google LLC and its affiliates")
    )
    assert (exact.method, cut.method) == ("alias", "normalised")
    assert exact.score > cut.score


def test_word_of_the_stop_list_is_rejected() -> None:
    assert resolve("Online", load_registry()) == (Match("Online", None, "stop-list", 1.0, "rejected"),)
    assert is_stop_phrase("our Platform")
    assert not is_stop_phrase("Shop Pay")


@pytest.mark.parametrize("name", ["", " ", "…", "(" * 50, "a" * 5000, "Google " * 100])
def test_what_is_no_name_resolves_to_nothing(name: str) -> None:
    assert accepted(name) == "?"


def test_decisions_come_before_everything() -> None:
    def decided(name: str, *decisions: Decision) -> tuple[Match, ...]:
        return resolve(name, load_registry(), ResolveContext(decisions={name.casefold(): decisions}))

    confirmed = decided("Quillfern", Decision("Quillfern", "google", confirmed=True, by="Mira"))
    assert confirmed == (Match("Quillfern", "google", "decision", 1.0, "accepted"),)
    refused = decided("Stripe", Decision("Stripe", "stripe", confirmed=False, by="Mira"))
    assert [(match.party, match.status) for match in refused] == [("stripe", "rejected")]
    nobody = decided("Stripe", Decision("Stripe", None, confirmed=False, by="Mira"))
    assert nobody == (Match("Stripe", None, "decision", 1.0, "rejected"),)
