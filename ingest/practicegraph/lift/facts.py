"""What the graph says of a policy beside its statements: contacts, terms and transfers abroad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from practicegraph.knowledge import ONTOLOGY
from practicegraph.lift.names import evidence_iri, extraction_iri
from practicegraph.rdf import resource, short_digest, term, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.facts import ContactPoint, TermDefinition, TermUse, Transfer
    from practicegraph.lift.names import Scene
    from practicegraph.lift.nodes import Triple
    from practicegraph.statement import Evidence

_TYPE: Final = term("rdf:type")
_REACHED: Final = {"controller": term("pg:controllerContact"), "officer": term("pg:dataProtectionOfficer")}
_SAID: Final = {"affirmed": term("pg:AffirmedTransfer"), "denied": term("pg:DeniedTransfer")}


def about_facts(scene: Scene) -> Iterator[Triple]:
    """All that the document says beside its statements, without what its evidence is."""
    facts = scene.document.facts
    for contact in facts.contacts:
        yield from _contact(scene, contact)
    for definition in facts.definitions:
        yield from _definition(scene, definition)
    for use in facts.open_terms:
        yield from _use(scene, use)
    for transfer in facts.transfers:
        yield from _transfer(scene, transfer)


def _contact(scene: Scene, contact: ContactPoint) -> Iterator[Triple]:
    node = _named(scene, "contact", contact.reaches, contact.address)
    yield node, _TYPE, term("pg:ContactPoint")
    # The snapshot has the address itself, so that whoever wants no evidence need not look for it.
    for holder in (node, scene.snapshot):
        yield holder, _REACHED[contact.reaches], words(contact.address)
    yield from _stated(scene, node, (contact.evidence,))


def _definition(scene: Scene, definition: TermDefinition) -> Iterator[Triple]:
    node = _named(scene, "definition", definition.term, *_places(definition.evidence))
    yield scene.snapshot, term("pg:definesTerm"), node
    yield node, _TYPE, term("pg:TermDefinition")
    yield node, term("pg:term"), words(definition.term)
    for concept in definition.includes:
        yield node, term("pg:includesConcept"), NamedNode(ONTOLOGY + concept)
    yield from _stated(scene, node, definition.evidence)


def _use(scene: Scene, use: TermUse) -> Iterator[Triple]:
    node = _named(scene, "term", use.term, *_places((use.evidence,)))
    yield scene.snapshot, term("pg:usesTerm"), node
    yield node, _TYPE, term("pg:TermUse")
    yield node, term("pg:term"), words(use.term)
    yield from _stated(scene, node, (use.evidence,))


def _transfer(scene: Scene, transfer: Transfer) -> Iterator[Triple]:
    node = _named(scene, "transfer", transfer.polarity, *_places(transfer.evidence))
    yield scene.snapshot, term("pg:transfer"), node
    yield node, _TYPE, term("pg:Transfer")
    yield node, _TYPE, _SAID[transfer.polarity]
    for country in transfer.countries:
        yield node, term("pg:country"), words(country)
    for safeguard in transfer.safeguards:
        yield node, term("pg:safeguard"), words(safeguard)
    for concept in transfer.data:
        yield node, term("pg:data"), NamedNode(ONTOLOGY + concept)
    yield from _stated(scene, node, transfer.evidence)


def _stated(scene: Scene, node: NamedNode, evidence: Iterable[Evidence]) -> Iterator[Triple]:
    yield node, term("pg:statedIn"), scene.snapshot
    for place in evidence:
        yield node, term("pg:evidence"), evidence_iri(scene, "evidence", place)
    if (extractor := scene.document.facts.extractor) is not None:
        yield node, term("prov:wasGeneratedBy"), extraction_iri(scene, extractor)


def _named(scene: Scene, kind: str, *parts: str) -> NamedNode:
    """A node of a kind; the snapshot's day is part of its name, as it is of a statement's."""
    return resource(kind, scene.service, short_digest(scene.day, scene.document.digest, *parts))


def _places(evidence: Iterable[Evidence]) -> Iterator[str]:
    return (f"{place.start}-{place.end}" for place in evidence)
