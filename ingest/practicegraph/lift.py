"""From statements to the graph of one snapshot, as `docs/graph.md` describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad

from practicegraph.errors import InvalidStatement
from practicegraph.kinds import is_role
from practicegraph.knowledge import ONTOLOGY
from practicegraph.rdf import address, date, decimal, integer, resource, short_digest, slug, term, words
from practicegraph.statement import CONCEPT_SLOTS, FIRST_PARTY, Party, identified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practicegraph.document import Document
    from practicegraph.statement import Evidence, Extractor, Statement

Status = Literal["Accepted", "Candidate", "Rejected"]
_Triple = tuple[NamedNode, NamedNode, NamedNode | RdfLiteral]

#: How much of the text before and after a quote stands beside it, in code points.
CONTEXT: Final = 32
_CONCEPT: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
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


@dataclass(frozen=True, slots=True)
class _Scene:
    """The nodes that everything in one snapshot's graph hangs on."""

    document: Document
    service: str
    day: str
    policy: NamedNode
    snapshot: NamedNode
    company: NamedNode


def lift(
    document: Document, statements: Sequence[Statement], matches: Iterable[PartyMatch] = ()
) -> tuple[Quad, ...]:
    """The snapshot's quads, sorted as their N-Quads lines are; the same input gives the same quads.

    Raises:
        InvalidStatement: A concept of a statement cannot be the name of a term.
    """
    _refuse_unnameable(document, statements)
    scene, statements = _scene(document), _best(statements)
    triples = [
        *_policy(scene),
        *_snapshot(scene),
        *(triple for statement in statements for triple in _statement(scene, statement)),
        *(triple for party in _parties(statements) for triple in _recipient(scene, party)),
        *_matches(scene, statements, matches),
        *(
            triple
            for extractor in {s.extractor for s in statements}
            for triple in _extraction(scene, extractor)
        ),
    ]
    quads = {str(quad): quad for quad in (Quad(s, p, o, scene.snapshot) for s, p, o in triples)}
    return tuple(quads[line] for line in sorted(quads))


def snapshot_iri(document: Document) -> NamedNode:
    """The snapshot of this document, which is the name of its graph as well."""
    return resource("snapshot", slug(document.service), _day(document))


def statement_iri(document: Document, statement: Statement) -> NamedNode:
    """The node of a statement that this document makes."""
    return resource("statement", slug(document.service), _day(document), _with_id(statement).id)


def _refuse_unnameable(document: Document, statements: Iterable[Statement]) -> None:
    named = {
        name for statement in statements for name in _concepts(statement) if not _CONCEPT.fullmatch(name)
    }
    if named:
        problems = tuple(f"{name!r} cannot be the identifier of a concept" for name in sorted(named))
        raise InvalidStatement(document.name, problems)


def _concepts(statement: Statement) -> Iterator[str]:
    yield statement.practice
    for slot in CONCEPT_SLOTS:
        yield from getattr(statement, slot)
    yield from (
        name for name in (statement.subject, *(p.role for p in statement.parties)) if name is not None
    )


def _best(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """One statement for each id: what two rules found alike is kept as the surer of them had it."""
    best: dict[str, Statement] = {}
    for statement in map(_with_id, statements):
        rival = best.get(statement.id)
        if rival is None or _rank(statement) < _rank(rival):
            best[statement.id] = statement
    return tuple(best.values())


def _rank(statement: Statement) -> tuple[float, str, str, str]:
    extractor = statement.extractor
    return -statement.confidence, extractor.name, extractor.version, statement.rule


def _with_id(statement: Statement) -> Statement:
    return statement if statement.id else identified(statement)


def _day(document: Document) -> str:
    day = slug(document.date) if document.date else f"undated-{document.digest[:8]}"
    return f"{day}-{document.edition}" if document.edition else day


def _scene(document: Document) -> _Scene:
    service = slug(document.service)
    return _Scene(
        document=document,
        service=service,
        day=_day(document),
        policy=resource("policy", service),
        snapshot=snapshot_iri(document),
        company=resource("company", slug(document.company)),
    )


def _policy(scene: _Scene) -> Iterator[_Triple]:
    yield scene.policy, _TYPE, term("pg:Policy")
    yield scene.policy, term("pg:controller"), scene.company
    if scene.document.site:
        yield scene.policy, term("pg:site"), words(scene.document.site)
    yield scene.company, _TYPE, term("pg:Company")
    yield scene.company, term("rdfs:label"), words(scene.document.company)


def _snapshot(scene: _Scene) -> Iterator[_Triple]:
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


def _statement(scene: _Scene, statement: Statement) -> Iterator[_Triple]:
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
    yield node, term("prov:wasGeneratedBy"), _extraction_iri(scene, statement.extractor)
    for party in statement.parties:
        yield node, term("pg:recipient"), _recipient_iri(scene, party)
    yield from _slots(node, statement)
    for evidence in statement.evidence:
        yield node, term("pg:evidence"), _evidence_iri(scene, "evidence", evidence)
        yield from _evidence(scene, evidence)


def _slots(node: NamedNode, statement: Statement) -> Iterator[_Triple]:
    for field, prop in _SLOTS.items():
        for concept in getattr(statement, field):
            yield node, prop, _concept(concept)
    for field, prop in _WORDS.items():
        if (said := getattr(statement, field)) is not None:
            yield node, prop, words(said)
    if statement.subject is not None:
        yield node, term("pg:subject"), _concept(statement.subject)
    if statement.link is not None:
        yield node, term("pg:link"), address(statement.link)


@lru_cache(maxsize=2048)
def _concept(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def _evidence(scene: _Scene, evidence: Evidence) -> Iterator[_Triple]:
    text = scene.document.text
    place, quote, position = (
        _evidence_iri(scene, kind, evidence) for kind in ("evidence", "quote", "position")
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


def _evidence_iri(scene: _Scene, kind: str, evidence: Evidence) -> NamedNode:
    # The day is part of it, since an unchanged policy says the same at the same place on another day.
    place = short_digest(scene.day, scene.document.digest, str(evidence.start), str(evidence.end))
    return resource(kind, scene.service, place)


def _actor(scene: _Scene, statement: Statement) -> NamedNode:
    return scene.company if statement.actor == FIRST_PARTY else _recipient_iri(scene, _acting(statement))


def _acting(statement: Statement) -> Party:
    """The party that acts: one of the statement's own, else a category by its identifier, else a name."""
    for party in statement.parties:
        if party.name == statement.actor:
            return party
    if is_role(statement.actor):
        return Party(None, statement.actor)
    return Party(statement.actor, None)


def _parties(statements: Iterable[Statement]) -> Iterator[Party]:
    for statement in statements:
        yield from statement.parties
        if statement.actor != FIRST_PARTY:
            yield _acting(statement)


def _recipient(scene: _Scene, party: Party) -> Iterator[_Triple]:
    node = _recipient_iri(scene, party)
    yield node, _TYPE, term("pg:Recipient")
    if party.name is not None:
        yield node, term("pg:nameAsWritten"), words(party.name)
    if party.role is not None:
        yield node, term("pg:role"), _concept(party.role)


def _recipient_iri(scene: _Scene, party: Party) -> NamedNode:
    return resource("recipient", scene.service, short_digest(party.name or "", party.role or ""))


def _matches(
    scene: _Scene, statements: Iterable[Statement], matches: Iterable[PartyMatch]
) -> Iterator[_Triple]:
    known: dict[str, list[PartyMatch]] = {}
    for match in matches:
        known.setdefault(match.name, []).append(match)
    for party in _parties(statements):
        for match in known.get(party.name or "", ()):
            yield from _match(_recipient_iri(scene, party), match)


def _match(mention: NamedNode, match: PartyMatch) -> Iterator[_Triple]:
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


def _extraction(scene: _Scene, extractor: Extractor) -> Iterator[_Triple]:
    node = _extraction_iri(scene, extractor)
    yield node, _TYPE, term("prov:Activity")
    yield node, term("pg:extractorName"), words(extractor.name)
    yield node, term("pg:extractorVersion"), words(extractor.version)
    yield node, term("prov:used"), scene.snapshot


def _extraction_iri(scene: _Scene, extractor: Extractor) -> NamedNode:
    return resource("extraction", short_digest(scene.snapshot.value, extractor.name, extractor.version))
