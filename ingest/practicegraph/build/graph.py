"""From statements to a validated graph."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.build.records import packed
from practicegraph.errors import InvalidStatement
from practicegraph.lift import PartyMatch, lift
from practicegraph.parties import Kind, ResolveContext, load_decisions, load_registry, resolve
from practicegraph.rdf import n_quads
from practicegraph.statement import FIRST_PARTY, Party
from practicegraph.validate import validate_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from practicegraph.build.task import Built, Parties
    from practicegraph.document import Document
    from practicegraph.lift import Status
    from practicegraph.parties import Match
    from practicegraph.parties.match import Decisions
    from practicegraph.statement import Statement

_STATUS: Final[dict[str, Status]] = {"accepted": "Accepted", "candidate": "Candidate", "rejected": "Rejected"}


def with_graph(built: Built, parties: Parties) -> Built:
    """The same with its graph, and packed for the store.

    Raises:
        InvalidStatement: The graph does not conform to the shapes.
        InvalidKnowledge: A file of parties or decisions cannot be used.
    """
    document = _in_its_sector(built.document, parties)
    quads = lift(document, built.statements, matches_of(document, built.statements, parties))
    report = validate_quads(quads)
    if not report.conforms:
        problems = tuple(f"{one.focus} {one.path} {one.value}: {one.message}" for one in report.violations)
        raise InvalidStatement(built.document.name, problems)
    return replace(built, quads=n_quads(quads), packed=packed(built.document, built.statements))


def matches_of(
    document: Document, statements: Iterable[Statement], parties: Parties
) -> tuple[PartyMatch, ...]:
    """What the names in the statements may stand for, each match once."""
    registry = load_registry(*parties.registries)
    decisions = _decisions(parties.decisions) if parties.decisions else {}
    context = ResolveContext(
        company=document.company,
        aliases=document.aliases,
        site=document.site,
        date=document.date,
        decisions=decisions,
    )
    found = (
        match
        for party in dict.fromkeys(_named(statements))
        for match in resolve(party.name or "", registry, replace(context, role=party.role))
    )
    return tuple(dict.fromkeys(_lifted(match) for match in found if match.party is not None))


def _in_its_sector(document: Document, parties: Parties) -> Document:
    """The document with its publisher's line of business, which the registry tells where the caller did not."""
    if document.sector is not None:
        return document
    registry = load_registry(*parties.registries)
    context = ResolveContext(document.company, document.aliases, document.site, document.date)
    (publisher,) = resolve("we", registry, context)
    known = registry.parties.get(publisher.party or "")
    company = registry.parties.get(known.provided_by or "") if known and known.kind is Kind.PRODUCT else known
    return replace(document, sector=company.sector if company else None)


def _named(statements: Iterable[Statement]) -> Iterator[Party]:
    for statement in statements:
        yield from (party for party in statement.parties if party.name is not None)
        if statement.actor != FIRST_PARTY:
            yield Party(statement.actor, None)


def _lifted(match: Match) -> PartyMatch:
    return PartyMatch(match.mention, match.party or "", match.method, match.score, _STATUS[match.status])


@lru_cache(maxsize=4)
def _decisions(path: Path) -> Decisions:
    return load_decisions(path)
