"""What the graph says of each thing in a snapshot, as `docs/graph.md` describes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from practicegraph.knowledge import ONTOLOGY
from practicegraph.lift.names import acting, evidence_iri, extraction_iri, recipient_iri, statement_iri
from practicegraph.rdf import address, date, decimal, integer, resource, short_digest, term, words
from practicegraph.statement import AND, FIRST_PARTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.lift.names import Scene
    from practicegraph.statement import Evidence, Extractor, Party, Statement

Status = Literal["Accepted", "Candidate", "Rejected"]
Triple = tuple[NamedNode, NamedNode, NamedNode | RdfLiteral]

#: How much of the text before and after a quote stands beside it, in code points.
CONTEXT: Final = 32
_TYPE: Final = term("rdf:type")
#: The record's lists of concepts, and the property that holds each.
_SLOTS: Final = {
    "data": term("pg:data"),
    "purposes": term("pg:purpose"),
    "technologies": term("pg:technology"),
    "measures": term("pg:measure"),
    "choices": term("pg:choice"),
    "rights": term("pg:right"),
    "channels": term("pg:channel"),
    "conditions": term("pg:condition"),
}
#: The record's optional words, and the property that holds each.
_WORDS: Final = {
    "duration": term("pg:duration"),
    "duration_iso": term("pg:durationIso"),
}
#: Those that may hold several values, each of which is one in the graph.
_LISTS: Final = {
    "jurisdiction": term("pg:jurisdiction"),
    "legal_basis": term("pg:legalBasis"),
    "country": term("pg:country"),
    "safeguard": term("pg:safeguard"),
}
_POLARITY: Final = {"affirmed": term("pg:AffirmedStatement"), "denied": term("pg:DeniedStatement")}
_MODALITY: Final = {"does": term("pg:Does"), "may": term("pg:May")}


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A known party that a name may stand for.

    `name` is as the policy writes it, `candidate` the last part of the known party's IRI, `method` how
    it was found, `score` how sure that is, from 0 to 1. Only what is `Accepted` is taken to be so.
    """

    name: str
    candidate: str
    method: str
    score: float
    status: Status


def about_policy(scene: Scene) -> Iterator[Triple]:
    """The policy and the company that publishes it."""
    yield scene.policy, _TYPE, term("pg:Policy")
    yield scene.policy, term("pg:controller"), scene.company
    if scene.document.site:
        yield scene.policy, term("pg:site"), words(scene.document.site)
    yield scene.company, _TYPE, term("pg:Company")
    yield scene.company, term("rdfs:label"), words(scene.document.company)
    if scene.document.sector:
        yield scene.company, term("pg:sector"), words(scene.document.sector)


def about_snapshot(scene: Scene) -> Iterator[Triple]:
    """The snapshot itself."""
    document, node = scene.document, scene.snapshot
    yield node, _TYPE, term("pg:Snapshot")
    yield node, term("prov:specializationOf"), scene.policy
    yield node, term("pg:controller"), scene.company
    yield node, term("pg:documentName"), words(document.name)
    yield node, term("pg:textDigest"), words(document.digest)
    yield node, term("pg:textLength"), integer(len(document.text))
    if document.date:
        yield node, term("dct:issued"), date(document.date)
    if document.source:
        yield node, term("pg:sourceAddress"), address(document.source)


def about_statement(scene: Scene, statement: Statement) -> Iterator[Triple]:
    """A statement, without what its evidence and its parties are."""
    node = statement_iri(scene.document, statement)
    for kind in (term("pg:Statement"), _concept(statement.practice), _POLARITY[statement.polarity]):
        yield node, _TYPE, kind
    yield node, term("dct:identifier"), words(node.value.rpartition("/")[2])
    yield node, term("pg:statedIn"), scene.snapshot
    yield node, term("pg:controller"), scene.company
    yield node, term("pg:actor"), _actor(scene, statement)
    yield node, term("pg:modality"), _MODALITY[statement.modality]
    yield node, term("pg:rule"), words(statement.rule)
    yield node, term("pg:confidence"), decimal(statement.confidence)
    yield node, term("prov:wasGeneratedBy"), extraction_iri(scene, statement.extractor)
    for party in statement.parties:
        yield node, term("pg:recipient"), recipient_iri(scene, party)
    yield from _slots(node, statement)
    for evidence in statement.evidence:
        yield node, term("pg:evidence"), evidence_iri(scene, "evidence", evidence)


def _slots(node: NamedNode, statement: Statement) -> Iterator[Triple]:
    for field, prop in _SLOTS.items():
        for concept in getattr(statement, field):
            yield node, prop, _concept(concept)
    for field, prop in _WORDS.items():
        if (said := getattr(statement, field)) is not None:
            yield node, prop, words(said)
    for field, prop in _LISTS.items():
        for said in (getattr(statement, field) or "").split(AND):
            if said:
                yield node, prop, words(said)
    if statement.subject is not None:
        yield node, term("pg:subject"), _concept(statement.subject)
    if statement.link is not None:
        yield node, term("pg:link"), address(statement.link)


@lru_cache(maxsize=2048)
def _concept(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def about_evidence(scene: Scene, evidence: Evidence) -> Iterator[Triple]:
    """A place in the snapshot: its words, what stands around them, and its offsets."""
    text = scene.document.text
    place, quote, position = (
        evidence_iri(scene, kind, evidence) for kind in ("evidence", "quote", "position")
    )
    yield place, _TYPE, term("pg:Evidence")
    yield place, term("oa:hasSource"), scene.snapshot
    yield place, term("oa:hasSelector"), quote
    yield place, term("oa:hasSelector"), position
    yield quote, _TYPE, term("oa:TextQuoteSelector")
    yield quote, term("oa:exact"), words(evidence.quote)
    yield quote, term("oa:prefix"), words(text[max(0, evidence.start - CONTEXT) : evidence.start])
    yield quote, term("oa:suffix"), words(text[evidence.end : evidence.end + CONTEXT])
    yield position, _TYPE, term("oa:TextPositionSelector")
    yield position, term("oa:start"), integer(evidence.start)
    yield position, term("oa:end"), integer(evidence.end)


def _actor(scene: Scene, statement: Statement) -> NamedNode:
    return scene.company if statement.actor == FIRST_PARTY else recipient_iri(scene, acting(statement))


def about_recipient(scene: Scene, party: Party) -> Iterator[Triple]:
    """A party as the policy speaks of it."""
    node = recipient_iri(scene, party)
    yield node, _TYPE, term("pg:Recipient")
    if party.name is not None:
        yield node, term("pg:nameAsWritten"), words(party.name)
    if party.role is not None:
        yield node, term("pg:role"), _concept(party.role)


def about_matches(scene: Scene, parties: Iterable[Party], matches: Iterable[PartyMatch]) -> Iterator[Triple]:
    """What the parties' names may stand for, and do where a match is accepted."""
    known: dict[str, list[PartyMatch]] = {}
    for match in matches:
        known.setdefault(match.name, []).append(match)
    for party in parties:
        for match in known.get(party.name or "", ()):
            yield from _match(recipient_iri(scene, party), match)


def _match(mention: NamedNode, match: PartyMatch) -> Iterator[Triple]:
    candidate, score = resource("party", match.candidate), decimal(match.score)
    node = resource(
        "match", short_digest(mention.value, match.candidate, match.method, score.value, match.status)
    )
    yield node, _TYPE, term("pg:Match")
    yield node, term("pg:mention"), mention
    yield node, term("pg:candidate"), candidate
    yield node, term("pg:method"), words(match.method)
    yield node, term("pg:score"), score
    yield node, term("pg:status"), _concept(match.status)
    if match.status == "Accepted":
        yield mention, term("pg:resolvedTo"), candidate


def about_extraction(scene: Scene, extractor: Extractor) -> Iterator[Triple]:
    """Who or what read the snapshot."""
    node = extraction_iri(scene, extractor)
    yield node, _TYPE, term("prov:Activity")
    yield node, term("pg:extractorName"), words(extractor.name)
    yield node, term("pg:extractorVersion"), words(extractor.version)
    yield node, term("prov:used"), scene.snapshot
