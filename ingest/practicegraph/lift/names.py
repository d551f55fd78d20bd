"""What the nodes of a snapshot's graph are called, as `docs/graph.md` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicegraph.kinds import is_role
from practicegraph.rdf import resource, short_digest, slug
from practicegraph.statement import Party, identified

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from practicegraph.document import Document
    from practicegraph.statement import Evidence, Extractor, Statement


@dataclass(frozen=True, slots=True)
class Scene:
    """The nodes that everything in one snapshot's graph hangs on."""

    document: Document
    service: str
    day: str
    policy: NamedNode
    snapshot: NamedNode
    company: NamedNode


def snapshot_iri(document: Document) -> NamedNode:
    """The snapshot of this document, which is the name of its graph as well."""
    return resource("snapshot", slug(document.service), _day(document))


def statement_iri(document: Document, statement: Statement) -> NamedNode:
    """The node of a statement that this document makes."""
    return resource("statement", slug(document.service), _day(document), with_id(statement).id)


def with_id(statement: Statement) -> Statement:
    """The same statement, with the id that its content gives it where it has none."""
    return statement if statement.id else identified(statement)


def _day(document: Document) -> str:
    day = slug(document.date) if document.date else f"undated-{document.digest[:8]}"
    return f"{day}-{document.edition}" if document.edition else day


def scene_of(document: Document) -> Scene:
    """The nodes that the document itself gives."""
    service = slug(document.service)
    return Scene(
        document=document,
        service=service,
        day=_day(document),
        policy=resource("policy", service),
        snapshot=snapshot_iri(document),
        company=resource("company", slug(document.company)),
    )


def evidence_iri(scene: Scene, kind: str, evidence: Evidence) -> NamedNode:
    """The node of a piece of evidence or, by `kind`, of its quote or its position."""
    # The day is part of it, since an unchanged policy says the same at the same place on another day.
    place = short_digest(scene.day, scene.document.digest, str(evidence.start), str(evidence.end))
    return resource(kind, scene.service, place)


def acting(statement: Statement) -> Party:
    """The party that acts: one of the statement's own, else a category by its identifier, else a name."""
    for party in statement.parties:
        if party.name == statement.actor:
            return party
    if is_role(statement.actor):
        return Party(None, statement.actor)
    return Party(statement.actor, None)


def recipient_iri(scene: Scene, party: Party) -> NamedNode:
    """The node of a party as all snapshots of this service speak of it."""
    return resource("recipient", scene.service, short_digest(party.name or "", party.role or ""))


def extraction_iri(scene: Scene, extractor: Extractor) -> NamedNode:
    """The node of one extractor's reading of the snapshot."""
    return resource("extraction", short_digest(scene.snapshot.value, extractor.name, extractor.version))
