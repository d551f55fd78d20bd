"""DuckDB, which reads and writes the columns; it is an optional extra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.errors import EngineUnavailable

if TYPE_CHECKING:
    import duckdb

REMEDY: Final = "install it with: pip install 'practicegraph[columns]'"


def connect() -> duckdb.DuckDBPyConnection:
    """A connection with a database of its own in memory.

    Raises:
        EngineUnavailable: DuckDB is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415  # an extra that only some need
    except ImportError as error:
        raise EngineUnavailable("columns", "need DuckDB, which is not installed", REMEDY) from error
    connection = duckdb.connect()
    # Unbound comes first upwards and last downwards, as in SPARQL.
    connection.execute("SET default_null_order = 'NULLS_FIRST_ON_ASC_LAST_ON_DESC'")
    connection.execute("SET autoinstall_known_extensions = false")
    return connection


def require_engine() -> None:
    """Make sure that columns can be written and read, before anything else is done.

    Raises:
        EngineUnavailable: DuckDB is not installed.
    """
    connect().close()


def quoted(text: str) -> str:
    """A string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
