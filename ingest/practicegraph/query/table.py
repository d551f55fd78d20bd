"""What a query answers: named columns and rows of terms."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    parse_query_results,
)

from practicegraph.rdf import XSD

#: A cell: a node, a literal, or None where the query leaves the column open.
Term = NamedNode | BlankNode | Literal
Row = tuple[Term | None, ...]

_STRING: Final = NamedNode(f"{XSD}string")


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of an answer, in the order in which the query names them, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def from_results(results: QuerySolutions | QueryBoolean | QueryTriples) -> Table:
    """The engine's results as a table; ASK gives one cell, CONSTRUCT one row a triple."""
    if isinstance(results, QuerySolutions):
        columns = tuple(variable.value for variable in results.variables)
        return Table(columns, tuple(tuple(solution) for solution in results))
    if isinstance(results, QueryTriples):
        return Table(
            ("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in results)
        )
    return Table(("answer",), ((Literal(bool(results)),),))


def to_json(table: Table) -> bytes:
    """The table as SPARQL results in JSON; the same table gives the same bytes."""
    bindings = [
        {name: _binding(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    document = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(document: bytes) -> Table:
    """The table of SPARQL results in JSON."""
    return from_results(parse_query_results(document, QueryResultsFormat.JSON))


def _binding(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
