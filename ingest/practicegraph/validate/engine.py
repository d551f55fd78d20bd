"""The compiled engine: shapes over a whole graph at once, with the results that a SHACL processor gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicegraph.validate.checks import Asked, check
from practicegraph.validate.report import Report, Result, report_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from practicegraph.validate.checks import Found
    from practicegraph.validate.data import Data
    from practicegraph.validate.shape import Constraint, Shape, Term


@dataclass(frozen=True, slots=True)
class _Fault:
    """What broke which constraint of which shape, at a focus node of the outermost one."""

    found: Found
    constraint: Constraint
    shape: Shape


def run(data: Data, shapes: Iterable[Shape]) -> Report:
    """All results of the shapes on their targets in a graph."""
    faults = (fault for shape in shapes for fault in _faults(data, shape, _targets(data, shape)))
    return report_of(map(_result, faults))


def _targets(data: Data, shape: Shape) -> Set[Term]:
    nodes: set[Term] = set()
    for kind, iri in shape.targets:
        if kind == "targetClass":
            nodes |= data.instances(iri)
        else:
            links = data.linked(iri)
            nodes |= links.having if kind == "targetSubjectsOf" else links.distinct
    return nodes


def _faults(data: Data, shape: Shape, nodes: Set[Term]) -> Iterator[_Fault]:
    if not nodes:
        return
    links = data.values(nodes, shape.path)
    for constraint in shape.constraints:
        for found in check(Asked(constraint, data, nodes, links, _conforming)):
            yield _Fault(found, constraint, shape)
    for inner in shape.properties:
        yield from _faults(data, inner, links.distinct)


def _conforming(data: Data, shape: Shape, nodes: Set[Term]) -> Set[Term]:
    return nodes - {fault.found.focus for fault in _faults(data, shape, nodes)}


def _result(fault: _Fault) -> Result:
    found, shape = fault.found, fault.shape
    path = found.predicate or shape.path
    return Result(
        focus=str(found.focus),
        path=str(path) if path else "",
        component=fault.constraint.component,
        value="" if found.value is None else str(found.value),
        severity=shape.severity,
        message=shape.message,
    )
