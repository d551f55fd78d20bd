"""What a store holds, in figures."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from practicegraph.knowledge import ONTOLOGY
from practicegraph.rdf import REGISTRY_GRAPH, select
from practicegraph.store.folder import explained, write_aside

if TYPE_CHECKING:
    from practicegraph.store import Store

_SIZES: Final = """
SELECT (COUNT(DISTINCT ?snapshot) AS ?snapshots) (COUNT(DISTINCT ?policy) AS ?policies)
       (COUNT(DISTINCT ?company) AS ?companies) WHERE {
  GRAPH ?snapshot { ?snapshot a pg:Snapshot ; prov:specializationOf ?policy ; pg:controller ?company }
}"""
_PRACTICES: Final = """
SELECT ?practice ?polarity (COUNT(DISTINCT ?statement) AS ?count) WHERE {
  VALUES ?polarity { pg:AffirmedStatement pg:DeniedStatement }
  GRAPH ?snapshot { ?statement pg:statedIn ?snapshot ; a ?polarity, ?practice }
  FILTER(?practice NOT IN (pg:Statement, pg:AffirmedStatement, pg:DeniedStatement))
} GROUP BY ?practice ?polarity"""
_RECIPIENTS: Final = f"""
SELECT ?who (COUNT(DISTINCT ?company) AS ?count) WHERE {{
  GRAPH ?snapshot {{
    ?statement a pg:AffirmedStatement ; pg:recipient ?recipient ; pg:controller ?company .
    ?recipient pg:nameAsWritten ?name .
  }}
  OPTIONAL {{
    GRAPH ?snapshot {{ ?recipient pg:resolvedTo ?party }}
    GRAPH {REGISTRY_GRAPH} {{ ?party rdfs:label ?label }}
  }}
  BIND(COALESCE(?label, ?name) AS ?who)
}} GROUP BY ?who ORDER BY DESC(?count) ?who"""
_UNNAMED: Final = """
SELECT (COUNT(DISTINCT ?role) AS ?count) WHERE {
  GRAPH ?snapshot {
    ?statement a pg:AffirmedStatement ; pg:recipient ?recipient .
    ?recipient pg:role ?role .
    FILTER NOT EXISTS { ?recipient pg:nameAsWritten ?name }
  }
}"""
#: How many of the recipients that are named most often are listed.
_TOP: Final = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of what a store holds.

    `practices` are (practice, affirmed, denied), most stated first; `top` are (recipient, companies naming
    it), most named first. `named` counts the recipients that policies name, `unnamed` the categories of
    those they do not name.
    """

    snapshots: int
    policies: int
    companies: int
    practices: tuple[tuple[str, int, int], ...]
    named: int
    unnamed: int
    top: tuple[tuple[str, int], ...]

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(affirmed + denied for _, affirmed, denied in self.practices)

    @property
    def denied(self) -> int:
        """How many statements deny a practice."""
        return sum(denied for _, _, denied in self.practices)


def figures_of(store: Store) -> Figures:
    """The figures of a store, counted once for each state of it.

    Raises:
        StoreUnavailable: The figures cannot be kept beside the graph.
    """
    path, state = store.folder.root / "figures.json", _state(store)
    try:
        kept = json.loads(path.read_bytes())
        if kept["state"] == state:
            return _restored(kept["figures"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # there are none yet, or they are of another version: counting makes them anew
    figures = _counted(store)
    with explained(store.folder.root):
        write_aside(path, json.dumps({"state": state, "figures": asdict(figures)}).encode() + b"\n")
    return figures


def _state(store: Store) -> str:
    """A digest of all that is acknowledged and of the program that counts."""
    return store.ledger.digest(_SIZES, _PRACTICES, _RECIPIENTS, _UNNAMED)


def _counted(store: Store) -> Figures:
    snapshots, policies, companies = (int(cell.value) for cell in next(select(store.oxigraph, _SIZES)))
    recipients = [(who.value, int(count.value)) for who, count in select(store.oxigraph, _RECIPIENTS)]
    (unnamed,) = next(select(store.oxigraph, _UNNAMED))
    return Figures(
        snapshots=snapshots,
        policies=policies,
        companies=companies,
        practices=_practices(store),
        named=len(recipients),
        unnamed=int(unnamed.value),
        top=tuple(recipients[:_TOP]),
    )


def _practices(store: Store) -> tuple[tuple[str, int, int], ...]:
    counts: dict[str, dict[str, int]] = {}
    for practice, polarity, count in select(store.oxigraph, _PRACTICES):
        by_polarity = counts.setdefault(practice.value.removeprefix(ONTOLOGY), {})
        by_polarity[polarity.value.removeprefix(ONTOLOGY)] = int(count.value)
    rows = ((p, c.get("AffirmedStatement", 0), c.get("DeniedStatement", 0)) for p, c in counts.items())
    return tuple(sorted(rows, key=lambda row: (-row[1] - row[2], row[0])))


def _restored(kept: dict[str, Any]) -> Figures:
    values: dict[str, Any] = {n: tuple(map(tuple, v)) if isinstance(v, list) else v for n, v in kept.items()}
    return Figures(**values)
