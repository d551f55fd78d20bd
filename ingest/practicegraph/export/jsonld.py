"""A store as JSON-LD: each snapshot a named graph in which a statement reads as a nested record.

Written graph by graph without a JSON-LD library, whose framing takes seconds a policy; a test reads the
result back with one.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from practicegraph.export.context import load_context
from practicegraph.knowledge import ONTOLOGY
from practicegraph.rdf import PREFIXES, XSD, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad, Triple

    from practicegraph.store import Store

    Node = NamedNode | BlankNode | Literal | Triple
    #: What one subject says: its values by property, in order.
    Said = dict[str, list[Node]]

_TYPE: Final = term("rdf:type").value
_STATED_IN: Final = term("pg:statedIn").value
_STATEMENT: Final = term("pg:Statement")
#: Properties whose values are written out where they are named, and nowhere else.
_PARTS: Final = frozenset(
    term(name).value
    for name in (
        "oa:hasSelector",
        "pg:definesTerm",
        "pg:evidence",
        "pg:recipient",
        "pg:transfer",
        "pg:usesTerm",
    )
)
_BOOLEANS: Final = {"true": True, "false": False}
#: An integer that JSON-LD reads back as it was written.
_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True)
class _Graph:
    """What each subject says, the statements of each snapshot, and what is a part of something else."""

    nodes: Mapping[str, Said]
    statements: Mapping[str, list[str]]
    parts: frozenset[str]


def write_jsonld(store: Store, out: BinaryIO) -> None:
    """The whole store, with the published context in the document itself: nothing need be fetched."""
    context = json.dumps(load_context(), ensure_ascii=False, sort_keys=True)
    out.write(f'{{"@context": {context},\n"@graph": ['.encode())
    for number, graph in enumerate(store.graphs()):
        quads = store.oxigraph.quads_for_pattern(None, None, None, graph)
        record = {"@id": _called(graph.value), "@graph": list(records_of(quads))}
        out.write((",\n" if number else "\n").encode())
        out.write(json.dumps(record, ensure_ascii=False, indent=1).encode())
    out.write(b"\n]}\n")


def records_of(quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    """What one graph tells of, in order: a snapshot with its statements, and what else is no part of it."""
    graph = _graph(quads)
    for iri in graph.nodes:
        if iri not in graph.parts:
            yield _record(iri, graph)


def _graph(quads: Iterable[Quad]) -> _Graph:
    nodes: defaultdict[str, Said] = defaultdict(lambda: defaultdict(list))
    for quad in sorted(quads, key=str):
        nodes[_called_node(quad.subject)][quad.predicate.value].append(quad.object)
    statements: defaultdict[str, list[str]] = defaultdict(list)
    for iri, said in nodes.items():
        if _STATEMENT in said.get(_TYPE, ()):
            for snapshot in map(_called_node, said.get(_STATED_IN, ())):
                if snapshot in nodes:
                    statements[snapshot].append(iri)
    named = {_called_node(v) for said in nodes.values() for name in _PARTS & said.keys() for v in said[name]}
    inside = {iri for told in statements.values() for iri in told}
    return _Graph(nodes, statements, frozenset(named | inside))


def _record(iri: str, graph: _Graph, snapshot: str | None = None) -> dict[str, Any]:
    """One thing; `snapshot` is that within which a statement is written, and need not be repeated."""
    said = graph.nodes[iri]
    record: dict[str, Any] = {"@id": _called(iri)}
    if _TYPE in said:
        record["@type"] = [_called_by_name(value) for value in said[_TYPE]]
    for name in sorted(said.keys() - {_TYPE}, key=_term):
        values = [v for v in said[name] if name != _STATED_IN or _called_node(v) != snapshot]
        if values:
            record[_term(name)] = _fitted(_term(name), [_value(name, value, graph) for value in values])
    if iri in graph.statements:
        record["statements"] = [_record(statement, graph, iri) for statement in graph.statements[iri]]
    return record


def _value(name: str, value: Node, graph: _Graph) -> Any:
    if name in _PARTS and _called_node(value) in graph.nodes:
        return _record(_called_node(value), graph)
    kind = _definition(_term(name)).get("@type")
    if isinstance(value, Literal):
        return _literal(value, kind)
    if kind == "@vocab":
        return _called_by_name(value)
    called = _called(_called_node(value))
    return called if kind == "@id" else {"@id": called}


def _literal(value: Literal, kind: str | None) -> Any:
    datatype = value.datatype.value
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if datatype == f"{XSD}string" and kind is None:
        return value.value
    if kind == _called(datatype):
        return value.value
    if datatype == f"{XSD}integer" and _INTEGER.fullmatch(value.value):
        return int(value.value)
    if datatype == f"{XSD}boolean" and value.value in _BOOLEANS:
        return _BOOLEANS[value.value]
    return {"@value": value.value, "@type": _called(datatype)}


def _fitted(name: str, values: list[Any]) -> Any:
    single = len(values) == 1 and _definition(name).get("@container") != "@set"
    return values[0] if single else values


def _called_node(node: Node) -> str:
    return f"_:{node.value}" if isinstance(node, BlankNode) else str(getattr(node, "value", node))


def _called_by_name(node: Node) -> str:
    """A concept or class: those of the ontology by their names alone."""
    return _called_node(node).removeprefix(ONTOLOGY) if _is_ours(node) else _called(_called_node(node))


def _is_ours(node: Node) -> bool:
    iri = _called_node(node)
    return iri.startswith(ONTOLOGY) and iri.removeprefix(ONTOLOGY) not in load_context()


@lru_cache(maxsize=4096)
def _term(iri: str) -> str:
    """What a property is called: its name in the context, else its prefixed name, else its address."""
    return _names().get(iri) or (iri.removeprefix(ONTOLOGY) if iri.startswith(ONTOLOGY) else _called(iri))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    defined = {name: d for name, d in load_context().items() if isinstance(d, dict) and "@id" in d}
    return {_expanded(definition["@id"]): name for name, definition in defined.items()}


def _definition(name: str) -> dict[str, Any]:
    definition = load_context().get(name)
    return definition if isinstance(definition, dict) else {}


def _expanded(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


@lru_cache(maxsize=4096)
def _called(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri
