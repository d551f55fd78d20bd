"""Validation of RDF files and of whole stores, graph by graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, parse

from practicegraph.errors import UnreadableInput
from practicegraph.rdf import INFERRED_GRAPH
from practicegraph.validate.report import Report, report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pyoxigraph import Quad

    from practicegraph.store import Store

_FORMATS: Final = {
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".owl": RdfFormat.RDF_XML,
    ".rdf": RdfFormat.RDF_XML,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
}


def validate_file(path: Path, check: Callable[[Iterable[Quad]], Report]) -> Report:
    """Checks each graph of an RDF file, in the format that its suffix names, with one of the two engines.

    Raises:
        UnreadableInput: The suffix is unknown, or the file is missing or not of its format.
    """
    graphs: dict[str, list[Quad]] = {}
    for quad in _read(path):
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    return _joined(check(graphs[name]) for name in sorted(graphs) if name != str(INFERRED_GRAPH))


def validate_store(store: Store, check: Callable[[Iterable[Quad]], Report]) -> Report:
    """Checks each graph of a store with one of the two engines, but for that of inferences.

    That says more of what other graphs describe, and describes nothing of its own.
    """
    names = (name for name in store.graphs() if name != INFERRED_GRAPH)
    return _joined(check(store.oxigraph.quads_for_pattern(None, None, None, name)) for name in names)


def _read(path: Path) -> Iterable[Quad]:
    if path.suffix not in _FORMATS:
        raise UnreadableInput(str(path), "is of no known format", f"name it {', '.join(sorted(_FORMATS))}")
    try:
        return tuple(parse(path.read_bytes(), format=_FORMATS[path.suffix]))
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror}") from error
    except (SyntaxError, ValueError) as error:
        raise UnreadableInput(str(path), f"is not {_FORMATS[path.suffix].name}: {error}") from error


def _joined(reports: Iterable[Report]) -> Report:
    return report_of(result for report in reports for result in report.results)
