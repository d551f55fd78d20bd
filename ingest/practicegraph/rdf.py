"""RDF terms as the graph uses them: prefixes, names and literals that every serialiser can carry."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, serialize

from practicegraph.knowledge import ONTOLOGY, RESOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Store

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
#: The prefixes of `docs/graph.md`, for serialisers and queries.
PREFIXES: Final = {
    "dct": "http://purl.org/dc/terms/",
    "id": RESOURCE,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pg": ONTOLOGY,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}
#: The graphs of a store that are not one snapshot's.
ONTOLOGY_GRAPH: Final = NamedNode(f"{RESOURCE}graph/ontology")
REGISTRY_GRAPH: Final = NamedNode(f"{RESOURCE}graph/registry")
INFERRED_GRAPH: Final = NamedNode(f"{RESOURCE}graph/inferred")

_DATE: Final = NamedNode(f"{XSD}date")
_DECIMAL: Final = NamedNode(f"{XSD}decimal")
_INTEGER: Final = NamedNode(f"{XSD}integer")
_ANY_URI: Final = NamedNode(f"{XSD}anyURI")

#: What no XML document can hold; RDF/XML, GraphML and SPARQL's XML results are XML.
_UNCARRIED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: A slug that stands for one name alone: it does not end like one to which a digest was added.
_FAITHFUL: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?<!-[0-9a-f]{8})")
_FIRST_PICTURE: Final = 0x2400
_LAST_CONTROL: Final = 0x1F


@lru_cache(maxsize=2048)
def term(curie: str) -> NamedNode:
    """The IRI of a prefixed name, `pg:Sharing` say; KeyError for a prefix that `PREFIXES` lacks."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def resource(*path: str) -> NamedNode:
    """What the graph is about, by the parts of its path: `resource("company", "dextronet")`."""
    return NamedNode(RESOURCE + "/".join(path))


def slug(name: str) -> str:
    """A name as part of an IRI, of `[a-z0-9-]`; names share one only if they differ in case or spacing alone.

    A name that letters, digits, spaces and hyphens do not spell gets a digest of itself added:
    "Dextronet" gives `dextronet`, "A & B" gives `a-b-` and eight digits, other ones than "A/B".
    """
    folded = " ".join(name.casefold().split())
    plain = folded.replace(" ", "-")
    if _FAITHFUL.fullmatch(plain):
        return plain
    letters = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return "-".join(filter(None, (letters[:60].rstrip("-"), short_digest(folded)[:8])))


@lru_cache(maxsize=4096)
def short_digest(*parts: str) -> str:
    """The first 16 hex digits of a SHA-256 over the parts, each kept apart from the next."""
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def carried(text: str) -> str:
    """Text in which every code point that XML cannot hold is one that it can, so that lengths stay.

    A C0 control becomes its picture (U+0000 is U+2400, and so on); a lone surrogate, U+FFFE and
    U+FFFF become U+FFFD. Every other text is returned as it is.
    """
    return _UNCARRIED.sub(_picture, text) if _UNCARRIED.search(text) else text


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_FIRST_PICTURE + code) if code <= _LAST_CONTROL else "\ufffd"


def words(text: str) -> Literal:
    """As-written text: a plain string, since a store merges typed values that are equal."""
    return Literal(carried(text))


def integer(value: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """An `xsd:decimal` in the form in which the store gives it back: no exponent, no needless zero."""
    digits = f"{Decimal(str(value)):f}"
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=_DECIMAL)


def date(text: str) -> Literal:
    """An `xsd:date`; whether it is one is for the shapes to say."""
    return Literal(carried(text), datatype=_DATE)


def address(text: str) -> Literal:
    """An `xsd:anyURI`."""
    return Literal(carried(text), datatype=_ANY_URI)


def n_quads(quads: Iterable[Quad]) -> bytes:
    """The quads as N-Quads, one line each, in their order."""
    lines = BytesIO()
    serialize(quads, lines, RdfFormat.N_QUADS)
    return lines.getvalue()


def select(store: Store, query: str, graph: NamedNode | None = None) -> QuerySolutions:
    """The rows of a SELECT query of our own, over one graph where one is named; `PREFIXES` are known."""
    rows = store.query(query, prefixes=PREFIXES, default_graph=graph)
    if not isinstance(rows, QuerySolutions):
        raise TypeError(query)
    return rows
