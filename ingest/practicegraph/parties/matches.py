"""The matches of a store, for a person to review: listed, and written as a decisions file to fill in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.knowledge import ONTOLOGY
from practicegraph.parties.match import DECISION_COLUMNS
from practicegraph.parties.registry import PARTY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import QuerySolutions, Store

_QUERY: Final = """
PREFIX pg: <https://w3id.org/practicegraph/ontology#>
SELECT ?name ?party ?method ?score ?status (COUNT(DISTINCT ?company) AS ?companies) WHERE {
  GRAPH ?snapshot {
    ?match a pg:Match ; pg:mention ?mention ; pg:candidate ?party ;
           pg:method ?method ; pg:score ?score ; pg:status ?status .
    ?mention pg:nameAsWritten ?name .
    ?policy pg:controller ?company .
  }
} GROUP BY ?name ?party ?method ?score ?status
"""


@dataclass(frozen=True, slots=True)
class ListedMatch:
    """One name as written and one party it may stand for; `companies` is how many publishers write it."""

    mention: str
    party: str
    method: str
    score: float
    status: str
    companies: int


def list_matches(store: Store, status: str | None = None) -> tuple[ListedMatch, ...]:
    """List the matches of all snapshots in a store, or those of one status, by name and score."""
    solutions: QuerySolutions = store.query(_QUERY)  # type: ignore[assignment]  # a SELECT gives solutions
    listed = [
        ListedMatch(
            mention=row["name"].value,
            party=row["party"].value.removeprefix(PARTY),
            method=row["method"].value,
            score=float(row["score"].value),
            status=row["status"].value.removeprefix(ONTOLOGY).lower(),
            companies=int(row["companies"].value),
        )
        for row in solutions
    ]
    wanted = (match for match in listed if status in (None, match.status))
    return tuple(sorted(wanted, key=lambda m: (m.mention.casefold(), m.mention, -m.score, m.party, m.method)))


def to_decisions(matches: Iterable[ListedMatch]) -> str:
    """Write matches as a decisions file whose `decision` and `by` are to be filled in."""
    text = io.StringIO()
    writer = csv.DictWriter(text, DECISION_COLUMNS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for match in matches:
        note = f"{match.status}, {match.method} {match.score:.2f}, named by {match.companies}"
        writer.writerow({"mention": match.mention, "party": match.party, "note": note})
    return text.getvalue()
