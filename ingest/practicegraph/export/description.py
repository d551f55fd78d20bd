"""A store described as a data set, in VoID and DCAT: what it is, how large, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from pyoxigraph import Literal, NamedNode, Triple

from practicegraph.export.graphs import write_triples
from practicegraph.knowledge import ONTOLOGY, RESOURCE
from practicegraph.rdf import PREFIXES as RDF_PREFIXES
from practicegraph.rdf import date, integer, resource, select, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practicegraph.store import Store

VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
PREFIXES: Final = {"void": VOID, "dcat": DCAT}
#: The formats in which a store can be had whole, and their media types.
DISTRIBUTIONS: Final = (
    ("nquads", "application/n-quads"),
    ("trig", "application/trig"),
    ("turtle", "text/turtle"),
    ("jsonld", "application/ld+json"),
)
_KINDS: Final = """
SELECT ?kind (COUNT(DISTINCT ?s) AS ?count) WHERE {
  GRAPH ?graph { ?s a ?kind } FILTER (isIRI(?kind))
} GROUP BY ?kind"""
_PROPERTIES: Final = """
SELECT ?property (COUNT(?s) AS ?count) WHERE { GRAPH ?graph { ?s ?property ?o } } GROUP BY ?property"""
_SUBJECTS: Final = "SELECT (COUNT(DISTINCT ?s) AS ?count) WHERE { GRAPH ?graph { ?s ?property ?o } }"
_DATASET: Final = resource("dataset")
_TYPE: Final = term("rdf:type")


def write_description(store: Store, out: BinaryIO) -> None:
    """The description as Turtle; its dates are those of the policies."""
    triples = [*_about(), *_extent(store), *_distributions()]
    write_triples(triples, out, PREFIXES)


def _about() -> Iterator[Triple]:
    for kind in (f"{VOID}Dataset", f"{DCAT}Dataset"):
        yield Triple(_DATASET, _TYPE, NamedNode(kind))
    yield Triple(_DATASET, term("dct:title"), Literal("What privacy policies say", language="en"))
    says = "Data practices that privacy policies affirm and deny, each with the words that prove it."
    yield Triple(_DATASET, term("dct:description"), Literal(says, language="en"))
    yield Triple(_DATASET, _void("uriSpace"), Literal(RESOURCE))
    for vocabulary in (ONTOLOGY, *(RDF_PREFIXES[p] for p in ("dct", "oa", "prov", "schema", "skos"))):
        yield Triple(_DATASET, _void("vocabulary"), NamedNode(vocabulary))


def _extent(store: Store) -> Iterator[Triple]:
    kinds = _counts(store, _KINDS)
    properties = _counts(store, _PROPERTIES)
    yield Triple(_DATASET, _void("triples"), integer(sum(properties.values())))
    for (subjects,) in select(store.oxigraph, _SUBJECTS):
        yield Triple(_DATASET, _void("distinctSubjects"), subjects)
    yield Triple(_DATASET, _void("classes"), integer(len(kinds)))
    yield Triple(_DATASET, _void("properties"), integer(len(properties)))
    yield from _partitions("class", kinds, "entities")
    yield from _partitions("property", properties, "triples")
    yield from _times(row.date for row in store.snapshots())


def _counts(store: Store, query: str) -> dict[NamedNode, int]:
    return {name: int(count.value) for name, count in select(store.oxigraph, query)}


def _partitions(kind: str, counts: Mapping[NamedNode, int], counted: str) -> Iterator[Triple]:
    for name, count in counts.items():
        part = resource("dataset", kind, name.value.partition("://")[2])
        yield Triple(_DATASET, _void(f"{kind}Partition"), part)
        yield Triple(part, _void(kind), name)
        yield Triple(part, _void(counted), integer(count))


def _times(days: Iterable[str | None]) -> Iterator[Triple]:
    known = sorted(day for day in days if day)
    if known:
        period = resource("dataset", "period")
        yield Triple(_DATASET, term("dct:temporal"), period)
        yield Triple(period, _TYPE, term("dct:PeriodOfTime"))
        yield Triple(period, NamedNode(f"{DCAT}startDate"), date(known[0]))
        yield Triple(period, NamedNode(f"{DCAT}endDate"), date(known[-1]))


def _distributions() -> Iterator[Triple]:
    for name, media in DISTRIBUTIONS:
        node = resource("dataset", "distribution", name)
        yield Triple(_DATASET, NamedNode(f"{DCAT}distribution"), node)
        yield Triple(node, _TYPE, NamedNode(f"{DCAT}Distribution"))
        yield Triple(node, term("dct:title"), Literal(name))
        yield Triple(node, NamedNode(f"{DCAT}mediaType"), _media_type(media))


def _media_type(media: str) -> NamedNode:
    return NamedNode(f"https://www.iana.org/assignments/media-types/{media}")


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)
