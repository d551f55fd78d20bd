"""The columns: statements and flows of a store as Parquet, kept beside the graph and read by DuckDB.

`update_columns` brings them up to date, `run_on_columns` asks them a stored question, and `open_columns`
gives a DuckDB connection to whoever writes SQL.
"""

from practicegraph.columns.ask import evaluate_sql, open_columns, run_on_columns, sql_of
from practicegraph.columns.engine import require_engine
from practicegraph.columns.sync import has_columns, outdated, update_columns

__all__ = [
    "evaluate_sql",
    "has_columns",
    "open_columns",
    "outdated",
    "require_engine",
    "run_on_columns",
    "sql_of",
    "update_columns",
]
