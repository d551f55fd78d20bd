"""The reference: the same shapes through pySHACL, slower by far, to check the compiled engine against."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from practicegraph.errors import InvalidKnowledge, UnreadableInput
from practicegraph.kinds import load_kinds
from practicegraph.knowledge import knowledge_files
from practicegraph.validate.report import INVERSE, Report, Result, Severity, report_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from pyoxigraph import Quad

    from practicegraph.kinds import Kinds
    from practicegraph.validate.shape import Term

_SH: Final = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def run_pyshacl(
    triples: Iterable[Quad | Triple], kinds: Kinds | None = None, shapes: rdflib.Graph | None = None
) -> Report:
    """What pySHACL finds in one graph with the shapes of the package, or with other ones.

    Raises:
        InvalidKnowledge: pySHACL cannot use the shapes.
        UnreadableInput: The graph holds RDF 1.2 triple terms.
    """
    data = rdflib.Graph()
    with _quiet():
        for triple in triples:
            data.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    shapes = shapes or _shipped()
    context = _context(data, kinds or load_kinds())
    # What only the ontology describes is there for the sake of its classes, and is no target by its class.
    beside = {str(subject) for subject in context.subjects() if (subject, None, None) not in data}
    by_reference = _messages_by_reference(shapes)
    report = _report(data + context, shapes)
    results = (_result(report, node) for node in report.subjects(rdflib.RDF.type, _SH.ValidationResult))
    return report_of(r for r in results if r.focus[1:-1] not in beside or r.message in by_reference)


def _messages_by_reference(shapes: rdflib.Graph) -> set[str]:
    """The messages of the shapes whose targets are what some property refers to."""
    outer = set(shapes.subjects(_SH.targetObjectsOf))
    parts = outer | {inner for shape in outer for inner in shapes.objects(shape, _SH.property)}
    return {str(message) for part in parts for message in shapes.objects(part, _SH.message)}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps rdflib from printing a stack trace for each ill-formed literal, which the report tells anyway."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _report(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", allow_warnings=True)
    if not isinstance(report, rdflib.Graph):
        # A fault of the shapes is handed back where the report should be.
        raise InvalidKnowledge("shapes", (f"pySHACL cannot use them: {text}",))
    return report


@lru_cache(maxsize=1)
def _shipped() -> rdflib.Graph:
    return shapes_graph(knowledge_files("shapes", ".ttl"))


def shapes_graph(files: Iterable[Traversable]) -> rdflib.Graph:
    """The shapes of some Turtle files as rdflib holds them."""
    shapes = rdflib.Graph()
    for file in files:
        shapes.parse(data=file.read_bytes(), format="turtle")
    return shapes


def _context(data: rdflib.Graph, kinds: Kinds) -> rdflib.Graph:
    """The classes of the things that the data refers to, and what each class is below."""
    context = rdflib.Graph()
    for thing in {NamedNode(str(value)) for value in data.objects() if isinstance(value, rdflib.URIRef)}:
        for kind in kinds.types.get(thing, ()):
            context.add((_rdflib(thing), rdflib.RDF.type, _rdflib(kind)))
    for kind, parents in kinds.parents.items():
        for parent in parents:
            context.add((_rdflib(kind), rdflib.RDFS.subClassOf, _rdflib(parent)))
    return context


def _result(report: rdflib.Graph, node: rdflib.term.Node) -> Result:
    value = report.value(node, _SH.value)
    return Result(
        focus=_n_triples(report.value(node, _SH.focusNode)),
        path=_path(report, report.value(node, _SH.resultPath)),
        component=_local(report.value(node, _SH.sourceConstraintComponent)),
        value="" if value is None else _n_triples(value),
        severity=Severity(_local(report.value(node, _SH.resultSeverity))),
        message=str(report.value(node, _SH.resultMessage) or ""),
    )


def _path(report: rdflib.Graph, path: rdflib.term.Node | None) -> str:
    if path is None:
        return ""
    inverse = report.value(path, _SH.inversePath)
    return _n_triples(path) if inverse is None else INVERSE + _n_triples(inverse)


def _local(iri: rdflib.term.Node | None) -> str:
    return str(iri).removeprefix(str(_SH))


def _n_triples(node: rdflib.term.Node | None) -> str:
    if isinstance(node, rdflib.Literal):
        datatype = NamedNode(str(node.datatype)) if node.datatype else None
        return str(Literal(str(node), datatype=datatype, language=node.language))
    return f"_:{node}" if isinstance(node, rdflib.BNode) else f"<{node}>"


def _rdflib(term: Term) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    if isinstance(term, Triple):
        raise UnreadableInput(
            str(term), "is a triple term, which pySHACL does not know", "use the other engine"
        )
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    return rdflib.BNode(term.value) if isinstance(term, BlankNode) else rdflib.URIRef(term.value)
