"""From statements to a validated graph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from practicegraph.errors import InvalidStatement
from practicegraph.lift import lift
from practicegraph.rdf import n_quads
from practicegraph.validate import validate_quads

if TYPE_CHECKING:
    from practicegraph.build.task import Built


def with_graph(built: Built) -> Built:
    """The same with its graph, and with what the shapes advise.

    Raises:
        InvalidStatement: The graph does not conform to the shapes.
    """
    quads = lift(built.document, built.statements)
    report = validate_quads(quads)
    if not report.conforms:
        problems = tuple(f"{one.focus} {one.path} {one.value}: {one.message}" for one in report.violations)
        raise InvalidStatement(built.document.name, problems)
    return replace(built, quads=n_quads(quads), warnings=tuple(one.message for one in report.results))
