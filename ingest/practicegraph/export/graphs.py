"""A store as RDF: sorted, so that the same store gives the same bytes."""

from __future__ import annotations

import tempfile
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final

from pyoxigraph import RdfFormat, Triple, parse, serialize

from practicegraph.export.lines import sorted_distinct
from practicegraph.knowledge import RESOURCE
from practicegraph.rdf import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode, Quad

    from practicegraph.store import Store

#: What the graph is about is written relative to this address; its slashes would need escapes after a prefix.
BASE: Final = RESOURCE
_PREFIXES: Final = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace != BASE}
_BATCH: Final = 10_000


def write_nquads(store: Store, out: BinaryIO) -> None:
    """Every quad of every graph, the lines in the order of their bytes, as `LC_ALL=C sort` has them."""
    with tempfile.TemporaryFile() as whole:
        store.oxigraph.dump(whole, RdfFormat.N_QUADS)
        whole.seek(0)
        out.writelines(sorted_distinct(whole))


def write_trig(store: Store, out: BinaryIO) -> None:
    """Graph by graph; within a graph by subject."""
    quads = (quad for graph in store.graphs() for quad in _sorted_quads(store, graph))
    serialize(quads, out, RdfFormat.TRIG, prefixes=_PREFIXES, base_iri=BASE)


def write_turtle(store: Store, out: BinaryIO) -> None:
    """The triples of all graphs as one graph: Turtle cannot tell which snapshot a triple is from."""
    _write_lines((line for graph in store.graphs() for line in _lines(store, graph)), out, {})


def write_triples(triples: Iterable[Triple], out: BinaryIO, more_prefixes: Mapping[str, str]) -> None:
    """Triples as Turtle, by subject, each once."""
    _write_lines(_as_lines(triples), out, more_prefixes)


def _write_lines(lines: Iterable[bytes], out: BinaryIO, more_prefixes: Mapping[str, str]) -> None:
    with tempfile.TemporaryFile() as ordered:
        ordered.writelines(sorted_distinct(lines))
        ordered.seek(0)
        read = (quad.triple for quad in parse(ordered, RdfFormat.N_TRIPLES))
        prefixes = {**_PREFIXES, **more_prefixes}
        serialize(read, out, RdfFormat.TURTLE, prefixes=prefixes, base_iri=BASE)


def _as_lines(triples: Iterable[Triple]) -> Iterator[bytes]:
    remaining = iter(triples)
    while batch := list(islice(remaining, _BATCH)):
        yield from (serialize(batch, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)


def _lines(store: Store, graph: NamedNode) -> list[bytes]:
    """The triples of a graph as N-Triples."""
    dumped = store.oxigraph.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return dumped.splitlines(keepends=True)


def _sorted_quads(store: Store, graph: NamedNode) -> Iterator[Quad]:
    ending = f" {graph} .\n".encode()
    lines = (line.removesuffix(b" .\n") + ending for line in sorted(_lines(store, graph)))
    return parse(b"".join(lines), RdfFormat.N_QUADS)
