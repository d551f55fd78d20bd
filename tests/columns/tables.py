"""The tables of a graph that is in no store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicegraph.columns.ask import prepare
from practicegraph.columns.engine import connect
from practicegraph.columns.known import read_known
from practicegraph.columns.project import read_rows
from practicegraph.columns.tables import KNOWN, TABLES
from practicegraph.columns.write import Content, write_folder, write_lines

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection
    from pyoxigraph import Store


def tables_of(store: Store, folder: Path) -> DuckDBPyConnection:
    """A connection that has each table as a view; the files lie in the folder."""
    graphs = [graph for graph in store.named_graphs() if "/id/graph/" not in graph.value]
    connection = connect()
    for schema, rows in (
        (TABLES, [read_rows(store, graph) for graph in graphs]),
        (KNOWN, [read_known(store)]),
    ):
        lines = folder / f"lines-{len(schema)}"
        lines.mkdir()
        write_lines(lines, schema, rows)
        made = folder / write_folder(folder, Content("made", schema, lines))
        for table in schema:
            connection.read_parquet(str(made / f"{table}.parquet")).create_view(table)
    prepare(connection)
    return connection
