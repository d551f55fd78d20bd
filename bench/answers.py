"""How long each stored question takes on one engine, each within a limit.

    python -m bench.answers ENGINE STORE     the process that answers: names in, figures out, a line of JSON each

ENGINE is columns, disk, memory or rdflib. Memory and rdflib load all graphs of the store first.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import perf_counter
from typing import IO, TYPE_CHECKING, Final

from pyoxigraph import RdfFormat

from practicegraph.query import list_queries, load_query
from practicegraph.query.run import bound_text
from practicegraph.store import read_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicegraph.query import Query

ENGINES: Final = ("columns", "disk", "memory", "rdflib")
#: A question is asked as often as this, where all of it takes less than so many seconds; the best time counts.
_TIMES: Final = 3
_BRIEF: Final = 5.0
#: Seconds that loading may take.
_LOADING: Final = 3_600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question took on an engine: seconds, None where it took too long, and rows."""

    name: str
    seconds: float | None
    rows: int = 0


def ask_all(engine: str, store: Path, limit: float) -> Iterator[Answer]:
    """Ask every stored question; one that takes longer than `limit` seconds is given up."""
    waiting = [query.name for query in list_queries()]
    while waiting:
        with _Answering(engine, store) as process:
            process.said(_LOADING)
            while waiting:
                name = waiting.pop(0)
                answer = process.ask(name, limit)
                yield answer
                if answer.seconds is None:
                    break


class _Answering:
    """A process that answers, which is ended where it takes too long."""

    def __init__(self, engine: str, store: Path) -> None:
        command = [sys.executable, "-m", "bench.answers", engine, str(store)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines: Queue[str] = Queue()
        Thread(target=_pump, args=(self.process.stdout, self.lines), daemon=True).start()

    def __enter__(self) -> _Answering:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def said(self, limit: float) -> str:
        line = self.lines.get(timeout=limit)
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended with status {self.process.wait()}")
        return line

    def ask(self, name: str, limit: float) -> Answer:
        if self.process.stdin is None:
            raise RuntimeError(name)
        print(name, file=self.process.stdin, flush=True)
        try:
            return Answer(name, **json.loads(self.said(limit)))
        except Empty:
            return Answer(name, None)


def _pump(stream: IO[str] | None, lines: Queue[str]) -> None:
    for line in stream or ():
        lines.put(line)
    lines.put("")


def _columns(store: Path) -> Callable[[Query], int]:
    from practicegraph.columns import evaluate_sql, open_columns

    tables = open_columns(store)
    return lambda query: len(evaluate_sql(query, tables).rows)


def _disk(store: Path) -> Callable[[Query], int]:
    from practicegraph.query import evaluate

    database = read_store(store).oxigraph
    return lambda query: len(evaluate(query, database).rows)


def _memory(store: Path) -> Callable[[Query], int]:
    from pyoxigraph import Store

    from practicegraph.query import evaluate

    database = Store()
    with _dumped(store) as file:
        database.bulk_load(path=file.name, format=RdfFormat.N_QUADS)
    return lambda query: len(evaluate(query, database).rows)


def _rdflib(store: Path) -> Callable[[Query], int]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    with _dumped(store) as file:
        dataset.parse(file.name, format="nquads")
    return lambda query: len(list(dataset.query(bound_text(query, {}))))


def _dumped(store: Path) -> tempfile._TemporaryFileWrapper[bytes]:
    file = tempfile.NamedTemporaryFile(suffix=".nq")  # noqa: SIM115  # whoever asks closes it
    with read_store(store) as opened:
        opened.oxigraph.dump(file.name, RdfFormat.N_QUADS)
    return file


def main(engine: str, store: Path) -> None:
    """Answer the questions on standard input."""
    answer = {"columns": _columns, "disk": _disk, "memory": _memory, "rdflib": _rdflib}[engine](store)
    print("ready", flush=True)
    for name in sys.stdin:
        print(json.dumps(_timed(answer, load_query(name.strip()))), flush=True)


def _timed(answer: Callable[[Query], int], query: Query) -> dict[str, float | int]:
    taken: list[float] = []
    rows = 0
    while len(taken) < _TIMES and (not taken or sum(taken) < _BRIEF):
        started = perf_counter()
        rows = answer(query)
        taken.append(perf_counter() - started)
    return {"seconds": min(taken), "rows": rows}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
