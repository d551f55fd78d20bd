"""What policies affirm, in the terms of the Data Privacy Vocabulary alone; what they deny is left out.

Each affirmed statement is a dpv:Process. Concepts are those that the ontology's alignment maps ours to:
the nearest match of a concept, else of the nearest broader one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from pyoxigraph import Literal, NamedNode, Triple

from practicegraph.export.graphs import write_triples
from practicegraph.knowledge import ONTOLOGY
from practicegraph.rdf import ONTOLOGY_GRAPH, select, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph

    from practicegraph.store import Store

DPV: Final = "https://w3id.org/dpv#"
PREFIXES: Final = {
    "dpv": DPV,
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "pd": "https://w3id.org/dpv/pd#",
    "tech": "https://w3id.org/dpv/tech#",
}
#: How near a match is, the nearest first.
_MATCHES: Final = (term("skos:exactMatch"), term("skos:closeMatch"), term("skos:broadMatch"))
_TYPE: Final = term("rdf:type")
_LABEL: Final = term("rdfs:label")
#: Properties of a statement whose values are concepts or classes, and what DPV calls each.
_SLOTS: Final = {
    _TYPE.value: "hasProcessing",
    "data": "hasPersonalData",
    "purpose": "hasPurpose",
    "technology": "isImplementedUsingTechnology",
    "measure": "hasTechnicalOrganisationalMeasure",
    "choice": "hasConsentControl",
    "right": "hasRight",
    "subject": "hasDataSubject",
}
_ISO_COUNTRY: Final = 2

_ALIGNED: Final = """
SELECT ?ours ?match ?theirs WHERE {
  VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch }
  ?ours ?match ?theirs
  FILTER (STRSTARTS(STR(?theirs), "https://w3id.org/dpv"))
}"""
_BROADER: Final = "SELECT ?ours ?above WHERE { ?ours skos:broader ?above }"
_LABELS: Final = "SELECT ?ours ?label WHERE { ?ours a pg:LegalBasis ; skos:prefLabel ?label }"
_SNAPSHOTS: Final = """
SELECT ?snapshot ?company ?name ?date WHERE {
  GRAPH ?snapshot { ?snapshot a pg:Snapshot ; pg:controller ?company . ?company rdfs:label ?name }
  OPTIONAL { GRAPH ?snapshot { ?snapshot dct:issued ?date } }
}"""
_RECIPIENTS: Final = """
SELECT ?recipient ?name ?role WHERE {
  GRAPH ?snapshot { ?recipient a pg:Recipient }
  OPTIONAL { GRAPH ?snapshot { ?recipient pg:nameAsWritten ?name } }
  OPTIONAL { GRAPH ?snapshot { ?recipient pg:role ?role } }
}"""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What each of our terms is called in DPV, and the concepts that our labels name, by label."""

    targets: Mapping[NamedNode, NamedNode]
    labelled: Mapping[str, NamedNode]


def write_dpv(store: Store, out: BinaryIO) -> None:
    """The affirmed practices of all snapshots as Turtle in DPV terms."""
    alignment = read_alignment(store.oxigraph)
    write_triples(_triples(store, alignment), out, PREFIXES)


def read_alignment(store: pyoxigraph.Store) -> Alignment:
    """The alignment that lies in a store's ontology graph."""
    ranked = sorted(
        (_MATCHES.index(match), theirs.value, ours.value)
        for ours, match, theirs in select(store, _ALIGNED, ONTOLOGY_GRAPH)
    )
    nearest = {ours: theirs for _, theirs, ours in reversed(ranked)}
    broader = {ours.value: above.value for ours, above in select(store, _BROADER, ONTOLOGY_GRAPH)}
    found = {ours: _climb(ours, nearest, broader) for ours in {*nearest, *broader}}
    return Alignment(
        targets={NamedNode(ours): NamedNode(theirs) for ours, theirs in found.items() if theirs},
        labelled={label.value: ours for ours, label in select(store, _LABELS, ONTOLOGY_GRAPH)},
    )


def _climb(concept: str, nearest: Mapping[str, str], broader: Mapping[str, str]) -> str | None:
    seen: set[str] = set()
    while concept not in nearest and concept in broader and concept not in seen:
        seen.add(concept)
        concept = broader[concept]
    return nearest.get(concept)


def _triples(store: Store, alignment: Alignment) -> Iterator[Triple]:
    for row in store.snapshots():
        yield from _processes(store.oxigraph, row.graph, alignment)
    for snapshot, company, name, date in select(store.oxigraph, _SNAPSHOTS):
        yield Triple(snapshot, _TYPE, _dpv("PrivacyNotice"))
        yield Triple(company, _TYPE, _dpv("DataController"))
        yield Triple(company, _LABEL, name)
        if date is not None:
            yield Triple(snapshot, term("dct:issued"), date)
    for recipient, name, role in select(store.oxigraph, _RECIPIENTS):
        yield Triple(recipient, _TYPE, alignment.targets.get(role, _dpv("Recipient")))
        if name is not None:
            yield Triple(recipient, _LABEL, name)


def _processes(store: pyoxigraph.Store, graph: NamedNode, alignment: Alignment) -> Iterator[Triple]:
    affirmed = {q.subject for q in store.quads_for_pattern(None, _TYPE, term("pg:AffirmedStatement"), graph)}
    for quad in store.quads_for_pattern(None, None, None, graph):
        subject, value = quad.subject, quad.object
        if subject in affirmed and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield from _said(subject, quad.predicate.value.removeprefix(ONTOLOGY), value, alignment)


def _said(
    statement: NamedNode, name: str, value: NamedNode | Literal, alignment: Alignment
) -> Iterator[Triple]:
    """What one triple of a statement becomes; nothing where DPV has no word for it."""
    if name == "statedIn":
        yield Triple(statement, _dpv("hasNotice"), value)
    elif name == "controller":
        yield Triple(statement, _TYPE, _dpv("Process"))
        yield Triple(statement, _dpv("hasDataController"), value)
    elif name == "recipient":
        yield Triple(statement, _dpv("hasRecipient"), value)
    elif isinstance(value, Literal):
        yield from _from_words(statement, name, value, alignment)
    elif name in _SLOTS and value in alignment.targets:
        yield Triple(statement, _dpv(_SLOTS[name]), alignment.targets[value])


def _from_words(statement: NamedNode, name: str, value: Literal, alignment: Alignment) -> Iterator[Triple]:
    if name == "duration":
        duration = NamedNode(f"{statement.value}/duration")
        yield Triple(statement, _dpv("hasDuration"), duration)
        yield Triple(duration, _TYPE, _dpv("Duration"))
        yield Triple(duration, _LABEL, value)
    elif name == "legalBasis" and alignment.labelled.get(value.value) in alignment.targets:
        yield Triple(statement, _dpv("hasLegalBasis"), alignment.targets[alignment.labelled[value.value]])
    elif name == "country" and len(value.value) == _ISO_COUNTRY and value.value.isupper():
        yield Triple(statement, _dpv("hasCountry"), NamedNode(PREFIXES["loc"] + value.value))


def _dpv(name: str) -> NamedNode:
    return NamedNode(DPV + name)
