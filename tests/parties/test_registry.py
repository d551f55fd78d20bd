from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.parties import helpers

from practicegraph.errors import InvalidKnowledge
from practicegraph.parties import Case, load_registry, read_registry
from practicegraph.parties.check import check_registry, check_registry_file
from practicegraph.parties.load import shipped_files
from practicegraph.parties.merge import merge_registry
from practicegraph.parties.write import to_turtle


def first_comment(path: Path) -> str:
    return path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def test_shipped_registry_is_in_order() -> None:
    assert check_registry(load_registry()) == ()


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.name)
def test_shipped_file_is_written_as_the_program_writes_it(file: Path) -> None:
    text = file.read_text("utf-8")
    comment = "\n".join(line[2:] for line in text.splitlines() if line.startswith("# "))
    assert to_turtle(read_registry((file,)), comment) == text


def test_registry_knows_several_hundred_parties_and_their_owners() -> None:
    registry = load_registry()
    assert len(registry.parties) > 2000
    assert sum(o.valid_from is not None for o in registry.ownerships) > 300


def test_names_say_what_they_ask_of_the_text() -> None:
    cases = {(name.text, name.party): name.case for name in load_registry().names()}
    assert cases["PayPal", "paypal"] is Case.ANY
    assert cases["Square", "square"] is Case.EXACT
    assert cases["AWS", "amazon-web-services"] is Case.EXACT
    assert cases["Branch", "branch"] is Case.CONTEXT


def test_self_regulators_receive_no_data() -> None:
    parties = load_registry().parties
    bodies = ("network-advertising-initiative", "digital-advertising-alliance", "iab", "bbbonline")
    assert not any(parties[name].receives_data for name in bodies)
    assert parties["google-analytics"].receives_data


def test_chief_role_is_the_most_telling_one() -> None:
    parties = load_registry().parties
    chief = {name: parties[name].roles[0] for name in ("paypal", "shopify", "meta", "verisign", "quantcast")}
    assert chief == {
        "paypal": "PaymentProcessor",
        "shopify": "PaymentProcessor",
        "meta": "SocialNetwork",
        "verisign": "PaymentProcessor",
        "quantcast": "AnalyticsProvider",
    }


@pytest.mark.parametrize("path", helpers.files("registries/good/*.ttl"), ids=lambda path: path.stem)
def test_good_registry_file(path: Path) -> None:
    assert check_registry_file(path) == ()


@pytest.mark.parametrize("path", helpers.files("registries/bad/*.ttl"), ids=lambda path: path.stem)
def test_bad_registry_file_is_told_what_is_wrong(path: Path) -> None:
    problems = check_registry_file(path)
    assert any(first_comment(path) in problem for problem in problems), problems


def test_missing_registry_file_is_told() -> None:
    assert "cannot be read" in check_registry_file(Path("no-such-registry.ttl"))[0]


def test_files_merge_into_one(tmp_path: Path) -> None:
    out = tmp_path / "mine.ttl"
    good = helpers.files("registries/good/*.ttl")
    merge_registry(good, out)
    merged = read_registry((out,))
    assert set(merged.parties) == {"quillfern", "quillfern-mail", "tallowmere"}
    assert [o.valid_until for o in merged.ownerships] == ["2022-08"]
    again = tmp_path / "again.ttl"
    merge_registry([*reversed(good), out], again)
    assert again.read_bytes() == out.read_bytes()


def test_what_contradicts_itself_is_not_merged(tmp_path: Path) -> None:
    out = tmp_path / "mine.ttl"
    out.write_text("untouched")
    bad = helpers.HERE / "registries" / "bad" / "unknown-owner.ttl"
    with pytest.raises(InvalidKnowledge, match="owner tallowmere is no party"):
        merge_registry([bad], out)
    assert out.read_text() == "untouched"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.ttl"]


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    good = helpers.files("registries/good/*.ttl")
    with pytest.raises(InvalidKnowledge, match="cannot be written"):
        merge_registry(good, tmp_path / "missing" / "mine.ttl")


def test_user_registry_joins_the_shipped_one() -> None:
    path = helpers.HERE / "registries" / "good" / "own-supplier.ttl"
    joined = load_registry(path)
    assert {"quillfern", "google"} <= set(joined.parties)
    assert "quillfern" not in load_registry().parties


def test_error_holds_json_free_text() -> None:
    with pytest.raises(InvalidKnowledge) as told:
        load_registry(helpers.HERE / "registries" / "bad" / "no-label.ttl")
    assert "rdfs:label" in str(told.value)
    assert json.dumps(told.value.problems)
