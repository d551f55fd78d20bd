"""Why a statement is in a store: its words in their place, and what found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, QuerySolutions, Variable

from practicegraph.build.records import kept
from practicegraph.errors import InvalidStatement
from practicegraph.extract.sentences import sentences
from practicegraph.knowledge import RESOURCE
from practicegraph.rdf import PREFIXES, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from practicegraph.document import Document
    from practicegraph.statement import Evidence, Statement
    from practicegraph.store import Store

_BY_ID: Final = """
SELECT ?graph ?id ?wanted WHERE {
  GRAPH ?graph { ?statement dct:identifier ?id ; pg:statedIn ?graph }
  FILTER(STRSTARTS(?id, ?wanted))
} ORDER BY ?graph ?id"""
_MATCHES: Final = """
SELECT ?name ?candidate ?method ?score ?status WHERE {
  ?match pg:mention ?recipient ; pg:candidate ?candidate ; pg:method ?method ; pg:score ?score ;
         pg:status ?status .
  ?recipient pg:nameAsWritten ?name .
} ORDER BY ?name DESC(?score) ?candidate"""
#: The fewest characters of an id that may stand for all of it.
_FEWEST: Final = 4
#: How much of the text is shown around words that stand in no sentence, in characters.
_AROUND: Final = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A quote with the sentences in which it stands and the headings above them, outermost first."""

    evidence: Evidence
    sentence: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """What a name of the statement was resolved to, or might be: by which method, how surely."""

    name: str
    candidate: str
    method: str
    score: str
    status: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement of one snapshot with all that speaks for it."""

    snapshot: str
    document: Document
    statement: Statement
    places: tuple[Place, ...]
    matches: tuple[Matched, ...]


def explain(store: Store, wanted: str) -> tuple[Explanation, ...]:
    """Every statement that an id, the beginning of one, or an IRI stands for.

    Raises:
        InvalidStatement: There is none.
        StoreUnavailable: What the store keeps of the statement is missing or damaged.
    """
    found = tuple(_found(store, wanted))
    if not found:
        raise InvalidStatement(wanted, ("no statement in the store has this id; queries give ids",))
    return found


def _found(store: Store, wanted: str) -> Iterator[Explanation]:
    scope, _, beginning = wanted.removeprefix("id:").removeprefix(RESOURCE).rpartition("/")
    if len(beginning) < _FEWEST:
        raise InvalidStatement(wanted, (f"give at least {_FEWEST} characters of the id",))
    rows = store.oxigraph.query(
        _BY_ID, prefixes=PREFIXES, substitutions={Variable("wanted"): Literal(beginning)}
    )
    if not isinstance(rows, QuerySolutions):
        raise TypeError(_BY_ID)
    for graph, identifier, _ in rows:
        if graph.value.endswith(scope.removeprefix("statement")):
            yield _explained(store, graph, identifier.value)


def _explained(store: Store, graph: NamedNode, identifier: str) -> Explanation:
    document, statements = kept(store, graph.value)
    statement = next(s for s in statements if s.id == identifier)
    names = {party.name for party in statement.parties} | {statement.actor}
    matches = (
        Matched(name.value, _local(candidate), method.value, score.value, _local(status))
        for name, candidate, method, score, status in select(store.oxigraph, _MATCHES, graph)
        if name.value in names
    )
    places = tuple(_place(document, evidence) for evidence in statement.evidence)
    return Explanation(graph.value, document, statement, places, tuple(dict.fromkeys(matches)))


def _place(document: Document, evidence: Evidence) -> Place:
    around = [
        sentence
        for sentence in sentences(document)
        if sentence.offsets[0] < evidence.end and evidence.start <= sentence.offsets[-1]
    ]
    if not around:
        start, end = max(0, evidence.start - _AROUND), evidence.end + _AROUND
        return Place(evidence, document.text[start:end], ())
    text = document.text[around[0].offsets[0] : around[-1].offsets[-1] + 1]
    headings = (document.blocks[i] for i in document.blocks[around[0].block].headings)
    return Place(evidence, text, tuple(document.text[block.start : block.end] for block in headings))


def _local(node: NamedNode) -> str:
    return node.value.rpartition("#")[2].rpartition("/")[2]
