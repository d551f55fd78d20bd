"""Tables written for people and for programs."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, QueryResultsFormat, parse_query_results

from practicegraph.query.table import to_json
from practicegraph.rdf import PREFIXES

if TYPE_CHECKING:
    from practicegraph.query.table import Table, Term

#: The formats that SPARQL defines for results.
STANDARD: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
FORMATS: Final = ("table", *STANDARD)
#: Prefixes whose names are clear without them: concepts, and what the graph is about.
_CLEAR: Final = frozenset({"pg", "id"})


def serialise(table: Table, kind: str) -> bytes:
    """Give a table in one of `FORMATS`: `table` is plain text for people, the others are SPARQL's own.

    Raises:
        KeyError: There is no such format.
    """
    if kind == "table":
        return to_text(table).encode()
    if kind == "json":
        return to_json(table) + b"\n"
    if kind == "csv":
        return _to_csv(table)
    solutions = parse_query_results(to_json(table), QueryResultsFormat.JSON)
    return solutions.serialize(format=STANDARD[kind]) or b""


def _to_csv(table: Table) -> bytes:
    """As SPARQL defines it, which the engine writes as well, but only from results of its own."""
    stream = io.StringIO()
    rows = csv.writer(stream)
    rows.writerow(table.columns)
    rows.writerows([_plain(term) for term in row] for row in table.rows)
    return stream.getvalue().encode()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(term.value)


def to_text(table: Table) -> str:
    """Lay a table out in columns padded with spaces, without colour and without cutting anything short."""
    cells = [table.columns, *cells_of(table)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(table.columns))]
    cells.insert(1, tuple("-" * width for width in widths))
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def print_table(table: Table, stream: IO[str], title: str = "") -> None:
    """Print a table: fitted to the terminal where the stream is one, else as `to_text` lays it out."""
    if not stream.isatty():
        stream.write(to_text(table))
        return
    import rich.box  # noqa: PLC0415  # rich is slow to import, and only terminals need it
    import rich.console  # noqa: PLC0415
    import rich.table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = rich.table.Table(box=rich.box.SIMPLE_HEAD, title=title or None, title_justify="left")
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in cells_of(table):
        shown.add_row(*map(Text, row))
    rich.console.Console(file=stream).print(shown)


def cells_of(table: Table) -> list[tuple[str, ...]]:
    """Every cell as a person reads it: names without namespaces, no line breaks or control characters."""
    return [tuple(map(_cell, row)) for row in table.rows]


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    text = _shortened(term.value) if isinstance(term, NamedNode) else term.value
    return "".join(char if char.isprintable() else " " for char in text)


def _shortened(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            return local if prefix in _CLEAR else f"{prefix}:{local}"
    return iri
