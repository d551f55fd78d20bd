"""Whether a graph satisfies the shapes: a compiled engine for the bulk, and pySHACL as its reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicegraph.kinds import load_kinds
from practicegraph.validate.data import data_of
from practicegraph.validate.engine import run
from practicegraph.validate.files import validate_file, validate_store
from practicegraph.validate.report import Report, Result, Severity, report_of
from practicegraph.validate.shape import load_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple

__all__ = [
    "Report",
    "Result",
    "Severity",
    "report_of",
    "run_pyshacl",
    "validate_file",
    "validate_quads",
    "validate_store",
]


def validate_quads(quads: Iterable[Quad | Triple]) -> Report:
    """Checks one graph with the shapes of the package; the ontology says of what class its values are.

    Raises:
        InvalidKnowledge: A shapes or ontology file cannot be used.
    """
    return run(data_of(quads, load_kinds()), load_shapes())


def run_pyshacl(quads: Iterable[Quad | Triple]) -> Report:
    """What pySHACL finds in one graph with the same shapes.

    Raises:
        InvalidKnowledge: A shapes or ontology file cannot be used.
        UnreadableInput: The graph holds RDF 1.2 triple terms.
    """
    from practicegraph.validate import reference  # noqa: PLC0415  # a third of a second that few runs need

    return reference.run_pyshacl(quads)
