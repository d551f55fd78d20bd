from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store
from tests.parties import helpers

from practicegraph.errors import InvalidKnowledge
from practicegraph.parties import load_decisions, load_registry
from practicegraph.parties.matches import list_matches, to_decisions

if TYPE_CHECKING:
    from pathlib import Path

PROBLEMS = dict(line.split("\t") for line in helpers.lines("decisions/bad/problems.txt"))
GRAPH = """
@prefix pg: <https://w3id.org/practicegraph/ontology#> .
@prefix id: <https://w3id.org/practicegraph/id/> .
@prefix : <https://w3id.org/practicegraph/id/recipient/> .
<urn:one> {
  <urn:p1> pg:controller <urn:c1> .
  :a pg:nameAsWritten "ShopPay" . :b pg:nameAsWritten "Goggle" .
  <urn:m1> a pg:Match ; pg:mention :a ; pg:candidate <https://w3id.org/practicegraph/id/party/shop-pay> ;
    pg:method "alias" ; pg:score 1.0 ; pg:status pg:Accepted .
  <urn:m2> a pg:Match ; pg:mention :b ; pg:candidate <https://w3id.org/practicegraph/id/party/google> ;
    pg:method "candidate" ; pg:score 0.9 ; pg:status pg:Candidate .
}
<urn:two> {
  <urn:p2> pg:controller <urn:c2> .
  :c pg:nameAsWritten "ShopPay" .
  <urn:m3> a pg:Match ; pg:mention :c ; pg:candidate <https://w3id.org/practicegraph/id/party/shop-pay> ;
    pg:method "alias" ; pg:score 1.0 ; pg:status pg:Accepted .
}
"""


def test_decisions_are_read() -> None:
    decisions = load_decisions(helpers.HERE / "decisions" / "good.tsv", load_registry())
    said = {m: [(d.party, d.confirmed, d.by) for d in found] for m, found in decisions.items()}
    assert said == {
        "acme payments": [(None, False, "Jon")],
        "goggle analytics": [("google-analytics", True, "Mira")],
        "google analytics": [("google-analytics", False, "Jon")],
        "quillfern post": [("google", True, "Mira")],
    }


@pytest.mark.parametrize("path", helpers.files("decisions/bad/*.tsv"), ids=lambda path: path.stem)
def test_bad_decisions_are_told(path: Path) -> None:
    with pytest.raises(InvalidKnowledge) as told:
        load_decisions(path, load_registry())
    assert any(PROBLEMS[path.stem] in problem for problem in told.value.problems), told.value.problems


def test_every_problem_of_a_decisions_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text("mention\tparty\tdecision\tby\tnote\n\tnobody\tperhaps\t\t\nX\t\tconfirm\t\t\n")
    with pytest.raises(InvalidKnowledge) as told:
        load_decisions(path, load_registry())
    assert len(told.value.problems) == 4


def test_matches_are_listed_and_counted() -> None:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TRIG)
    listed = [(m.mention, m.party, m.status, m.companies) for m in list_matches(store)]
    assert listed == [("Goggle", "google", "candidate", 1), ("ShopPay", "shop-pay", "accepted", 2)]
    assert [m.mention for m in list_matches(store, "candidate")] == ["Goggle"]


def test_listed_matches_make_a_decisions_file_to_fill_in(tmp_path: Path) -> None:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TRIG)
    path = tmp_path / "decisions.tsv"
    path.write_text(to_decisions(list_matches(store)))
    assert load_decisions(path, load_registry()) == {}
    path.write_text(path.read_text().replace("google\t\t", "google\tconfirm\tMira"))
    assert [d.party for d in load_decisions(path, load_registry())["goggle"]] == ["google"]
