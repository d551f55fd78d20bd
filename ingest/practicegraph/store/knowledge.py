"""The graphs of a store that come with the program: its ontology and the registry of parties."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from practicegraph.kinds import read_turtle
from practicegraph.knowledge import knowledge_files
from practicegraph.rdf import ONTOLOGY_GRAPH, REGISTRY_GRAPH, resource
from practicegraph.store.ledger import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from pyoxigraph import Literal, Triple

    from practicegraph.store.core import Store

_Term = TypeVar("_Term", bound="NamedNode | BlankNode | Literal | Triple")


def load_knowledge(store: Store, more_parties: Iterable[Traversable] = ()) -> None:
    """Writes the ontology, with its schemes and alignments, and the registry into their graphs.

    A graph is written only where its files are others than those it was last made of. `more_parties` are
    registry files beside the shipped ones.

    Raises:
        InvalidKnowledge: A file is not Turtle.
        StoreUnavailable: The store cannot be written.
    """
    files = tuple(knowledge_files("ontology", ".ttl"))
    parties = tuple(file for file in files if is_registry(file))
    _load(store, ONTOLOGY_GRAPH, tuple(file for file in files if file not in parties))
    _load(store, REGISTRY_GRAPH, (*parties, *more_parties))


def is_registry(file: Traversable) -> bool:
    """Whether a knowledge file lies in the folder of parties."""
    return "parties" in PurePath(str(file)).parts


def _load(store: Store, graph: NamedNode, files: Iterable[Traversable]) -> None:
    contents = sorted(hashlib.sha256(file.read_bytes()).digest() for file in files)
    digest = hashlib.sha256(b"".join(contents)).hexdigest()
    known = store.entry(graph)
    if known is None or known.input_digest != digest:
        triples = (triple for file in files for triple in read_turtle(file))
        store.replace_graph(graph, named_quads(triples, graph), Entry(graph.value, input_digest=digest))


def named_quads(triples: Iterable[Triple], graph: NamedNode) -> tuple[Quad, ...]:
    """Triples as the quads of one graph, with IRIs made from what they say in place of blank nodes."""
    quads = {Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples}
    blank = {
        quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
    }
    dataset = Dataset(blank)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    named = (Quad(_named(quad.subject), quad.predicate, _named(quad.object), graph) for quad in dataset)
    return (*(quads - blank), *named)


def _named(term: _Term) -> _Term | NamedNode:
    return resource("node", term.value) if isinstance(term, BlankNode) else term
