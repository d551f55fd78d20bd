"""The rows of what is known beside the policies: concepts and what is wider, parties and who owned them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pyoxigraph import Triple

from practicegraph.columns.project import local
from practicegraph.rdf import INFERRED_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Store

    from practicegraph.columns.project import Rows

#: What stands for a value that is not given.
_NONE: Final[tuple[None]] = (None,)


def read_known(store: Store) -> Rows:
    """The rows of each table of `tables.KNOWN`, each table's sorted."""
    return {
        "broader": sorted(set(_broader(store))),
        "concept_names": sorted(set(_names(store))),
        "parties": sorted(set(_parties(store)), key=repr),
        "holdings": sorted(set(_holdings(store)), key=repr),
    }


def _pairs(store: Store, name: str, graph: NamedNode) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, term(name), None, graph):
        if not isinstance(quad.subject, Triple) and not isinstance(quad.object, Triple):
            yield local(quad.subject.value), local(quad.object.value)


def _found(store: Store, name: str, graph: NamedNode) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, value in _pairs(store, name, graph):
        found[subject].append(value)
    return found


def _broader(store: Store) -> Iterator[tuple[str, str]]:
    """Each concept with itself and with every one above it."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for concept, wider in _pairs(store, "skos:broader", ONTOLOGY_GRAPH):
        above[concept].add(wider)
    everything = {*above, *(wider for ones in above.values() for wider in ones)}
    everything.update(concept for concept, _ in _pairs(store, "skos:inScheme", ONTOLOGY_GRAPH))
    for concept in everything:
        reached, ahead = {concept}, [concept]
        while ahead:
            new = above.get(ahead.pop(), set()) - reached
            reached |= new
            ahead.extend(new)
        yield from ((concept, wider) for wider in reached)


def _names(store: Store) -> Iterator[tuple[str, str]]:
    for name in ("skos:notation", "skos:prefLabel"):
        yield from _pairs(store, name, ONTOLOGY_GRAPH)


def _parties(store: Store) -> Iterator[tuple[str, str | None, str | None]]:
    providers = _found(store, "pg:providedBy", REGISTRY_GRAPH)
    for party, label in _pairs(store, "rdfs:label", REGISTRY_GRAPH):
        for provider in providers.get(party) or _NONE:
            yield party, label, provider


def _holdings(store: Store) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Who held what, directly or by way of others, from when to when."""
    names = ("holder", "heldFrom", "heldUntil")
    holders, since, until = (_found(store, f"pg:{name}", INFERRED_GRAPH) for name in names)
    for holding, held in _pairs(store, "pg:held", INFERRED_GRAPH):
        for holder in holders.get(holding, ()):
            for begun in since.get(holding) or _NONE:
                for ended in until.get(holding) or _NONE:
                    yield held, holder, begun, ended
