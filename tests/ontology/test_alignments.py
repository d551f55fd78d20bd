"""The alignments cover what they should, and speak of terms that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from practicegraph.concepts import load_concepts, load_particulars

from .helpers import ALIGNMENTS, HERE, ONTOLOGY

PG = "https://w3id.org/practicegraph/ontology#"
MATCH = re.compile(r"(?:exact|close|broad|narrow|related)Match$")
PREFIXES = {
    "https://w3id.org/dpv#": "dpv",
    "https://w3id.org/dpv/pd#": "pd",
    "https://w3id.org/dpv/tech#": "tech",
    "https://w3id.org/dpv/legal/eu/gdpr#": "eu-gdpr",
}
#: DPV's own files, where the developers keep them beside the project.
RELEASE = Path(__file__).parents[3] / "shared" / "reference" / "dpv"


def triples(name: str) -> list[ox.Triple]:
    file = ONTOLOGY / "alignments" / name
    return [q.triple for q in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]


def matches(name: str) -> list[tuple[str, str]]:
    found = [t for t in triples(name) if MATCH.search(t.predicate.value)]
    return [
        (t.subject.value, t.object.value)
        for t in found
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode)
    ]


def dpv_terms() -> set[str]:
    used = {n.value for t in triples("dpv.ttl") for n in t if isinstance(n, ox.NamedNode)}
    spaces = {iri: iri[: iri.index("#") + 1] for iri in used if "#" in iri}
    return {f"{PREFIXES[s]}:{iri[len(s) :]}" for iri, s in spaces.items() if s in PREFIXES}


def test_there_are_two_alignments() -> None:
    assert [f.name for f in ALIGNMENTS] == ["dpv.ttl", "opp115.ttl"]


def test_every_concept_is_mapped_to_dpv() -> None:
    mapped = {s.removeprefix(PG) for s, _ in matches("dpv.ttl")}
    particulars = {c.id for kind in ("basis", "safeguard") for c in load_particulars().of_kind(kind)}
    assert set(load_concepts().by_id) | particulars <= mapped


def test_dpv_terms_are_those_that_were_checked() -> None:
    assert dpv_terms() == set((HERE / "dpv-terms.txt").read_text("utf-8").split())


@pytest.mark.skipif(not RELEASE.is_dir(), reason="DPV's files do not lie beside the project")
def test_dpv_terms_exist_in_the_release() -> None:
    released = set()
    for name in ("dpv", "pd", "tech", "eu-gdpr"):
        released |= set(
            re.findall(r"^([\w-]+:[\w-]+) a ", (RELEASE / f"{name}.ttl").read_text("utf-8"), re.MULTILINE)
        )
    assert len(released) > 1000
    assert not dpv_terms() - released


@pytest.mark.parametrize("name", [f.name for f in ALIGNMENTS])
def test_our_side_of_a_match_is_a_term_of_ours(name: str) -> None:
    core = {q.subject.value for q in ox.parse(path=ONTOLOGY / "practicegraph.ttl", format=ox.RdfFormat.TURTLE)
            if isinstance(q.subject, ox.NamedNode)}  # fmt: skip
    known = core | {PG + c for c in (*load_concepts().by_id, *load_particulars().by_id)}
    ours = {iri for pair in matches(name) for iri in pair if iri.startswith(PG)}
    assert len(ours) > 40
    assert not ours - known


def test_only_affirmed_statements_are_dpv_processes() -> None:
    axioms = [
        str(t) for t in triples("dpv.ttl") if t.predicate.value.endswith(("subClassOf", "subPropertyOf"))
    ]
    assert len(axioms) == 1
    assert "AffirmedStatement" in axioms[0]
