"""A publisher's line of business: from the caller, else from the registry, and never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from practicegraph.build import Parties, find_sources
from practicegraph.build import build as build_store
from practicegraph.rdf import select
from practicegraph.read import ReadOptions
from practicegraph.store import read_store

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# Privacy Policy of {company}\n\nThis is the privacy policy of {company}. We collect your email address.\n"
PARTIES = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix party: <https://w3id.org/practicegraph/id/party/> .
@prefix pg: <https://w3id.org/practicegraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
party:brindlecot a pg:Company ; rdfs:label "Brindlecot" ; pg:sector "bakery" ; dct:source <https://brindlecot.example/> .
party:crumbclub a pg:Product ; rdfs:label "Crumbclub" ; pg:providedBy party:brindlecot ;
    dct:source <https://brindlecot.example/> .
"""


@pytest.mark.parametrize(
    ("company", "given", "found"),
    [
        ("Brindlecot", None, ["bakery"]),
        ("Crumbclub", None, ["bakery"]),
        ("Brindlecot", "retail", ["retail"]),
        ("Sallowfen", None, []),
        ("Sallowfen", "retail", ["retail"]),
    ],
)
def test_sector_of_the_publisher(company: str, given: str | None, found: list[str], tmp_path: Path) -> None:
    (tmp_path / "parties.ttl").write_text(PARTIES)
    (tmp_path / "policy.md").write_text(TEXT.format(company=company))
    sources = find_sources(
        [tmp_path / "policy.md"],
        ReadOptions(company=company, sector=given),
        parties=Parties((tmp_path / "parties.ttl",)),
    )
    assert build_store(sources, tmp_path / "store").status == 0
    query = "SELECT ?sector WHERE { GRAPH ?snapshot { ?snapshot pg:controller/pg:sector ?sector } }"
    with read_store(tmp_path / "store") as store:
        assert [row[0].value for row in select(store.oxigraph, query)] == found
