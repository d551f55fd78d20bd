"""From statements to the graph of one snapshot, as `docs/graph.md` describes it."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeVar

from pyoxigraph import Quad

from practicegraph.errors import InvalidStatement
from practicegraph.lift import nodes
from practicegraph.lift.facts import about_facts
from practicegraph.lift.names import acting, scene_of, snapshot_iri, statement_iri, with_id
from practicegraph.lift.nodes import CONTEXT, PartyMatch, Status
from practicegraph.statement import CONCEPT_SLOTS, FIRST_PARTY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from practicegraph.document import Document
    from practicegraph.lift.names import Scene
    from practicegraph.lift.nodes import Triple
    from practicegraph.statement import Evidence, Extractor, Party, Statement

__all__ = ["CONTEXT", "PartyMatch", "Status", "lift", "snapshot_iri", "statement_iri"]

_Thing = TypeVar("_Thing")
_CONCEPT: Final = re.compile(r"[A-Z][A-Za-z0-9]*")


def lift(
    document: Document, statements: Sequence[Statement], matches: Iterable[PartyMatch] = ()
) -> tuple[Quad, ...]:
    """The snapshot's quads, sorted as their N-Quads lines are; the same input gives the same quads.

    Raises:
        InvalidStatement: A concept of a statement cannot be the name of a term.
    """
    _refuse_unnameable(document, statements)
    scene, statements = scene_of(document), _best(statements)
    parties = dict.fromkeys(_parties(statements))
    triples = chain(
        nodes.about_policy(scene),
        nodes.about_snapshot(scene),
        about_facts(scene),
        _each(nodes.about_statement, scene, statements),
        _each(nodes.about_evidence, scene, dict.fromkeys(_evidence(document, statements))),
        _each(nodes.about_recipient, scene, parties),
        nodes.about_matches(scene, parties, matches),
        _each(nodes.about_extraction, scene, dict.fromkeys(_extractors(document, statements))),
    )
    quads = {str(quad): quad for quad in (Quad(s, p, o, scene.snapshot) for s, p, o in triples)}
    return tuple(quads[line] for line in sorted(quads))


def _each(
    told: Callable[[Scene, _Thing], Iterator[Triple]], scene: Scene, things: Iterable[_Thing]
) -> Iterator[Triple]:
    for thing in things:
        yield from told(scene, thing)


def _evidence(document: Document, statements: Iterable[Statement]) -> Iterator[Evidence]:
    yield from (evidence for statement in statements for evidence in statement.evidence)
    yield from document.facts.quotes()


def _extractors(document: Document, statements: Iterable[Statement]) -> Iterator[Extractor]:
    yield from (statement.extractor for statement in statements)
    if document.facts.extractor is not None:
        yield document.facts.extractor


def _refuse_unnameable(document: Document, statements: Iterable[Statement]) -> None:
    named = {
        name for statement in statements for name in _concepts(statement) if not _CONCEPT.fullmatch(name)
    }
    named |= {name for name in _kinds_of_data(document) if not _CONCEPT.fullmatch(name)}
    if named:
        problems = tuple(f"{name!r} cannot be the identifier of a concept" for name in sorted(named))
        raise InvalidStatement(document.name, problems)


def _kinds_of_data(document: Document) -> Iterator[str]:
    yield from (concept for definition in document.facts.definitions for concept in definition.includes)
    yield from (concept for transfer in document.facts.transfers for concept in transfer.data)


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
    for statement in map(with_id, statements):
        rival = best.get(statement.id)
        if rival is None or _rank(statement) < _rank(rival):
            best[statement.id] = statement
    return tuple(best.values())


def _rank(statement: Statement) -> tuple[float, str, str, str]:
    extractor = statement.extractor
    return -statement.confidence, extractor.name, extractor.version, statement.rule


def _parties(statements: Iterable[Statement]) -> Iterator[Party]:
    for statement in statements:
        yield from statement.parties
        if statement.actor != FIRST_PARTY:
            yield acting(statement)
