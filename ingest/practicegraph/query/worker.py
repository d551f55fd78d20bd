"""A process of its own that parses and evaluates queries, so that one that runs away can be killed.

    python -m practicegraph.query.worker STORE

Each line of standard input is a query as a JSON string. Each answer is one line, a JSON object that holds
the `size` of the SPARQL results in JSON that follow, or what is wrong: the query's `problem`, or why the
store is `unavailable`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryResultsFormat, QueryTriples

from practicegraph.errors import StoreUnavailable
from practicegraph.query.table import from_results, to_json
from practicegraph.store.folder import Folder, read_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QueryBoolean, QuerySolutions, Store

#: Bytes of memory that a query may take. Beyond it the engine ends the process, and nothing else.
MEMORY_LIMIT: Final = 4 * 1024**3


def main(path: str) -> None:
    """Answer the queries on standard input from the store at `path` until there are no more."""
    _limit_memory()
    try:
        store = read_database(Folder(Path(path)))
    except StoreUnavailable as error:
        sys.stdout.buffer.write(_line(unavailable=[error.path, error.reason, error.remedy]))
        return
    for line in sys.stdin.buffer:
        for part in _answer(store, json.loads(line)):
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()


def _answer(store: Store, text: str) -> Iterator[bytes]:
    try:
        # Union: patterns outside of GRAPH see every graph, as on most servers.
        results = _serialised(store.query(text, use_default_graph_as_union=True))
    except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError) as error:
        yield _line(problem=str(error) or type(error).__name__)
    else:
        yield _line(size=len(results))
        yield results


def _serialised(results: QuerySolutions | QueryBoolean | QueryTriples) -> bytes:
    if isinstance(results, QueryTriples):
        return to_json(from_results(results))
    return results.serialize(format=QueryResultsFormat.JSON) or b""


def _line(**said: str | int | list[str]) -> bytes:
    return json.dumps(said).encode() + b"\n"


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  # only where the system has it
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    main(sys.argv[1])
