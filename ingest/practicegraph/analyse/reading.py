"""From a store to values: one pass over the snapshots that count, each asked a few plain questions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.disclosures import Disclosure, Disclosures, Mention, Quote, Snapshot
from practicegraph.analyse.snapshots import newest
from practicegraph.knowledge import ONTOLOGY, RESOURCE
from practicegraph.parties.load import registry_of
from practicegraph.parties.registry import PARTY
from practicegraph.rdf import REGISTRY_GRAPH, select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import NamedNode

    from practicegraph.parties import Registry
    from practicegraph.store import SnapshotRow, Store

_FLOWS: Final = "VALUES ?practice { pg:Sharing pg:Sale pg:ThirdPartyCollection pg:Tracking } ?s a ?practice ."
_PLACES: Final = f"{_FLOWS} ?s pg:evidence ?e . ?e oa:hasSelector"
#: Plain questions, one a column: joins cost more in the engine than here.
_COLUMNS: Final = {
    "practice": f"SELECT ?s (?practice AS ?o) {{ {_FLOWS} }}",
    "denied": "SELECT ?s ?o { VALUES ?o { pg:DeniedStatement } ?s a ?o }",
    "modality": "SELECT ?s ?o { VALUES ?o { pg:May } ?s pg:modality ?o }",
    "actor": "SELECT ?s ?o { ?s pg:actor ?o }",
    "mention": "SELECT ?s ?o { ?s pg:recipient ?o }",
    "data": "SELECT ?s ?o { ?s pg:data ?o }",
    "purpose": "SELECT ?s ?o { ?s pg:purpose ?o }",
    "condition": "SELECT ?s ?o { ?s pg:condition ?o }",
    "subject": "SELECT ?s ?o { ?s pg:subject ?o }",
    "evidence": f"SELECT ?s ?o {{ {_FLOWS} ?s pg:evidence ?o }}",
    "exact": f"SELECT DISTINCT ?e ?o {{ {_PLACES}/oa:exact ?o }}",
    "start": f"SELECT DISTINCT ?e ?o {{ {_PLACES}/oa:start ?o }}",
    "end": f"SELECT DISTINCT ?e ?o {{ {_PLACES}/oa:end ?o }}",
    "name": "SELECT ?s ?o { ?s pg:nameAsWritten ?o }",
    "role": "SELECT ?s ?o { ?s pg:role ?o }",
    "party": "SELECT ?s ?o { ?s pg:resolvedTo ?o }",
    "own": 'SELECT ?o ?m { ?m pg:mention ?o ; pg:method "first-party" ; pg:status pg:Accepted }',
    "controller": "SELECT ?s ?o { ?s a pg:Snapshot ; pg:controller ?o }",
}
#: What a column holds of a subject: the values of one property, in order.
Column = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Graph:
    """One snapshot's graph, by column and subject."""

    snapshot: Snapshot
    columns: Mapping[str, Column]

    def all(self, column: str, subject: str) -> list[str]:
        """Every value, in order."""
        return self.columns[column].get(subject, [])

    def first(self, column: str, subject: str) -> str | None:
        """The first value, if there is one."""
        return next(iter(self.all(column, subject)), None)

    def concepts(self, column: str, subject: str) -> tuple[str, ...]:
        """The identifiers of the values, which are concepts."""
        return tuple(value.removeprefix(ONTOLOGY) for value in self.all(column, subject))


def read_disclosures(store: Store, as_of: str | None = None, *, all_snapshots: bool = False) -> Disclosures:
    """What a store says of others who get data: of each policy the newest snapshot up to `as_of`, or all.

    A snapshot without a date counts where its policy has none with one.
    """
    rows = [row for row in store.snapshots() if as_of is None or row.date is None or row.date <= as_of]
    chosen = rows if all_snapshots else newest(rows)
    graphs = [_graph(store, row) for row in chosen]
    return Disclosures(
        snapshots=tuple(graph.snapshot for graph in graphs),
        statements=tuple(statement for graph in graphs for statement in _disclosures(graph)),
        registry=registry_in(store),
        as_of=as_of,
    )


def registry_in(store: Store) -> Registry:
    """The parties that a store knows: those of the package, and those its builds were given."""
    quads = store.oxigraph.quads_for_pattern(None, None, None, REGISTRY_GRAPH)
    return registry_of((quad.triple for quad in quads), str(store.folder.root))


def _graph(store: Store, row: SnapshotRow) -> _Graph:
    columns = {name: _column(store, query, row.graph) for name, query in _COLUMNS.items()}
    company = columns["controller"][row.graph.value][0].removeprefix(f"{RESOURCE}company/")
    return _Graph(_snapshot(row, company), columns)


def _column(store: Store, query: str, graph: NamedNode) -> Column:
    found: Column = defaultdict(list)
    for subject, value in select(store.oxigraph, query, graph):
        found[subject.value].append(value.value)
    return {subject: sorted(values) for subject, values in found.items()}


def _snapshot(row: SnapshotRow, company: str) -> Snapshot:
    return Snapshot(
        graph=row.graph.value,
        service=row.policy.value.removeprefix(f"{RESOURCE}policy/"),
        company=company,
        company_name=row.company,
        day=row.date,
        document=row.document,
    )


def _disclosures(graph: _Graph) -> Iterator[Disclosure]:
    mentions = {node: _mention(graph, node) for node in _subjects(graph, "name", "role")}
    publisher = graph.all("controller", graph.snapshot.graph)
    for statement in _subjects(graph, "practice"):
        quotes = (_quote(graph, place) for place in graph.all("evidence", statement))
        yield Disclosure(
            id=statement.rpartition("/")[2],
            snapshot=graph.snapshot,
            practice=graph.concepts("practice", statement)[0],
            polarity="denied" if graph.all("denied", statement) else "affirmed",
            modality="may" if "May" in graph.concepts("modality", statement) else "does",
            by_publisher=graph.all("actor", statement) == publisher,
            mentions=tuple(mentions[node] for node in graph.all("mention", statement) if node in mentions),
            data=graph.concepts("data", statement),
            purposes=graph.concepts("purpose", statement),
            conditions=graph.concepts("condition", statement),
            subject=next(iter(graph.concepts("subject", statement)), None),
            quotes=tuple(sorted(quotes, key=lambda quote: (quote.start, quote.end))),
        )


def _subjects(graph: _Graph, *columns: str) -> list[str]:
    return sorted({subject for column in columns for subject in graph.columns[column]})


def _mention(graph: _Graph, node: str) -> Mention:
    role, party = graph.first("role", node), graph.first("party", node)
    return Mention(
        name=graph.first("name", node),
        role=role.removeprefix(ONTOLOGY) if role else None,
        party=party.removeprefix(PARTY) if party else None,
        own=bool(graph.all("own", node)),
    )


def _quote(graph: _Graph, place: str) -> Quote:
    exact, start, end = (graph.all(column, place)[0] for column in ("exact", "start", "end"))
    return Quote(exact, int(start), int(end))
