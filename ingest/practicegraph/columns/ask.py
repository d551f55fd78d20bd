"""Stored questions asked of the columns: each has a twin in SQL, which gives the rows that SPARQL gives."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from practicegraph import rdf
from practicegraph.columns.engine import connect, quoted
from practicegraph.columns.folder import Columns, is_current, read_manifest
from practicegraph.columns.tables import KNOWN, TABLES
from practicegraph.errors import InvalidQuery, StoreUnavailable
from practicegraph.knowledge import ONTOLOGY, knowledge_root
from practicegraph.query.load import list_queries
from practicegraph.query.parameters import values_of
from practicegraph.query.table import Table
from practicegraph.store.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection, DuckDBPyRelation

    from practicegraph.query import Query
    from practicegraph.query.table import Term

#: How a cell of the answer is written: `node(x)` is an IRI or a term of the ontology, all else is words.
_MACROS: Final = (
    f"CREATE MACRO iri(x) AS CASE WHEN contains(x, ':') THEN x ELSE {quoted(ONTOLOGY)} || x END",
    "CREATE MACRO node(x) AS CASE WHEN x IS NULL THEN NULL ELSE {'node': iri(x)} END",
    "CREATE MACRO in_order(xs) AS list_filter(xs, lambda x, i: list_position(xs, x) = i)",
    "CREATE MACRO each(xs) AS CASE WHEN len(xs) > 0 THEN xs ELSE [NULL] END",
    "CREATE MACRO polarity_class(x) AS CASE x WHEN 'affirmed' THEN 'AffirmedStatement' ELSE 'DeniedStatement' END",
    "CREATE MACRO number_before(iso, letter) AS coalesce(TRY_CAST(regexp_extract(split_part(iso, 'T', 1), "
    "'([0-9]+)' || letter, 1) AS INTEGER), 0)",
    "CREATE MACRO months(iso) AS 12 * number_before(iso, 'Y') + number_before(iso, 'M') "
    "+ (7 * number_before(iso, 'W') + number_before(iso, 'D')) / 30",
    "CREATE MACRO quote(xs) AS array_to_string(xs, ' … ')",
)
_REMEDY: Final = "bring them up to date with: practicegraph columns --store {store}"


def run_on_columns(
    query: Query, store: Path, given: Mapping[str, str] | None = None, *, time_limit: float = 60.0
) -> Table:
    """Ask a stored question of the columns of the store in a folder; `given` are parameters as a user writes them.

    Raises:
        EngineUnavailable: DuckDB is not installed.
        StoreUnavailable: The store has no columns, or they are not up to date.
        InvalidQuery: A parameter is wrong, the question has no twin, or it took too long.
    """
    with open_columns(store) as connection, _explained(store):
        timer = Timer(time_limit, connection.interrupt)
        timer.start()
        try:
            return evaluate_sql(query, connection, given)
        except _interruption() as error:
            problem = f"took longer than {time_limit:g} s; allow it more time"
            raise InvalidQuery(query.name, (problem,)) from error
        finally:
            timer.cancel()


def _interruption() -> type[Exception]:
    import duckdb  # noqa: PLC0415  # an extra that only some need

    return duckdb.InterruptException


@contextmanager
def _explained(store: Path) -> Iterator[None]:
    """Turns what DuckDB says into an error that says what to do."""
    import duckdb  # noqa: PLC0415  # an extra that only some need

    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        reason = f"has columns that cannot be read: {error}"
        raise StoreUnavailable(str(store), reason, "remove the folder columns and make it anew") from error


def open_columns(store: Path) -> DuckDBPyConnection:
    """A connection to which each table of a store's columns is a view.

    Raises:
        EngineUnavailable: DuckDB is not installed.
        StoreUnavailable: The store has no columns, or they are not up to date.
    """
    connection = connect()
    columns = Columns(Folder(store))
    manifest = read_manifest(columns)
    if manifest is None:
        reason = "has no columns" if columns.store.header.exists() else "holds no store"
        raise StoreUnavailable(str(store), reason, f"make them with: practicegraph columns --store {store}")
    if not is_current(columns):
        raise StoreUnavailable(str(store), "has other policies than its columns", _REMEDY.format(store=store))
    with _explained(store):
        for table in (*TABLES, *KNOWN):
            folders = manifest.shards.values() if table in TABLES else (manifest.known,)
            files = [str(columns.root / folder / f"{table}.parquet") for folder in sorted(folders)]
            connection.read_parquet(files).create_view(table)
    prepare(connection)
    return connection


def prepare(connection: DuckDBPyConnection) -> None:
    """Define what the twins use beside the tables."""
    for macro in _MACROS:
        connection.execute(macro)


def evaluate_sql(
    query: Query, connection: DuckDBPyConnection, given: Mapping[str, str] | None = None
) -> Table:
    """Ask a question of the tables that a connection has.

    Raises:
        InvalidQuery: A parameter is wrong, or the question has no twin.
    """
    text = sql_of(query)
    values = _values(query, given or {})
    used = {name: value for name, value in values.items() if f"${name}" in text}
    return _table(connection.sql(text, params=used))


def sql_of(query: Query) -> str:
    """The twin of a stored question.

    Raises:
        InvalidQuery: It is no stored question, or has none.
    """
    file = knowledge_root().joinpath("queries", "sql", f"{query.name}.sql")
    if query not in list_queries() or not file.is_file():
        raise InvalidQuery(
            query.name, ("only stored questions can be asked of columns; leave out --engine columns",)
        )
    return file.read_text("utf-8")


def _values(query: Query, given: Mapping[str, str]) -> dict[str, Any]:
    try:
        return {name: _plain(value) for name, value in values_of(query.parameters, given).items()}
    except ValueError as error:
        raise InvalidQuery(query.name, error.args) from error


def _plain(value: NamedNode | Literal | None) -> str | int | Decimal | None:
    if value is None:
        return None
    if isinstance(value, NamedNode):
        return value.value.removeprefix(ONTOLOGY)
    kind = value.datatype.value.removeprefix(rdf.XSD)
    if kind == "integer":
        return int(value.value)
    return Decimal(value.value) if kind == "decimal" else value.value


def _table(relation: DuckDBPyRelation) -> Table:
    makers = [_maker(str(kind)) for kind in relation.types]
    # A structure becomes a dictionary for each row, which takes longer than all else.
    cells = ", ".join(
        f'"{name}".node' if make is _node else f'"{name}"'
        for name, make in zip(relation.columns, makers, strict=True)
    )
    rows = relation.project(cells).fetchall()
    columns = [
        [None if cell is None else make(cell) for cell in column]
        for make, column in zip(makers, zip(*rows, strict=True), strict=False)
    ]
    return Table(tuple(relation.columns), tuple(zip(*columns, strict=True)))


def _maker(kind: str) -> Callable[[Any], Term | None]:
    """How a cell of an SQL type becomes a term."""
    if kind == "STRUCT(node VARCHAR)":
        return _node
    if kind.startswith("STRUCT"):
        return _node_or_words
    if kind == "DATE":
        return _date
    if kind == "BOOLEAN":
        return Literal
    if kind in {"BIGINT", "HUGEINT", "INTEGER", "UBIGINT"}:
        return rdf.integer
    if kind == "DOUBLE":
        return rdf.decimal
    return _words


def _node_or_words(cell: dict[str, str | None]) -> Term | None:
    if (node := cell.get("node")) is not None:
        return _node(node)
    words = cell.get("words")
    return None if words is None else _words(words)


_node: Final = lru_cache(maxsize=65_536)(NamedNode)
_words: Final = lru_cache(maxsize=65_536)(Literal)


@lru_cache(maxsize=4096)
def _date(day: date) -> Literal:
    return rdf.date(day.isoformat())
