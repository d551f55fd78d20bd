"""Questions to a store: SPARQL files that say what they ask, run where they can do no harm.

`load_query` and `list_queries` find them, `run` asks one of a store's folder, `QueryProcess` asks many,
and `formats` writes the `Table` that comes back.
"""

from practicegraph.query.formats import FORMATS, print_table, serialise
from practicegraph.query.header import Parameter
from practicegraph.query.load import Query, list_queries, load_query, parse_query
from practicegraph.query.run import TIME_LIMIT, QueryProcess, evaluate, run
from practicegraph.query.table import Table

__all__ = [
    "FORMATS",
    "TIME_LIMIT",
    "Parameter",
    "Query",
    "QueryProcess",
    "Table",
    "evaluate",
    "list_queries",
    "load_query",
    "parse_query",
    "print_table",
    "run",
    "serialise",
]
