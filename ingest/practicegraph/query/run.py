"""Queries asked of a store: in a process that can be killed, or in this one where all is trusted."""

from __future__ import annotations

import json
import subprocess
import sys
from threading import Event, Timer
from typing import IO, TYPE_CHECKING, Any, Final, Self

from practicegraph.errors import InvalidQuery, StoreUnavailable
from practicegraph.query.parameters import bind
from practicegraph.query.table import Table, from_json, from_results

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyoxigraph import Store

    from practicegraph.query.load import Query

#: Seconds that a query may take unless the caller says otherwise.
TIME_LIMIT: Final = 60.0


def run(
    query: Query, store: Path, given: Mapping[str, str] | None = None, *, time_limit: float = TIME_LIMIT
) -> Table:
    """Ask a query of the store in a folder; `given` are parameters as a user writes them.

    The query is parsed and evaluated in a process of its own, which is ended after `time_limit` seconds.

    Raises:
        InvalidQuery: A parameter is wrong, the query is no SPARQL, took too long or ended its process.
        StoreUnavailable: The folder holds no store that can be read.
    """
    with QueryProcess(store) as process:
        return process.run(query, given, time_limit=time_limit)


def evaluate(query: Query, store: Store, given: Mapping[str, str] | None = None) -> Table:
    """Ask a trusted query of an open store, in this process and without a limit on its time.

    Raises:
        InvalidQuery: A parameter is wrong or the query is no SPARQL.
    """
    try:
        return from_results(store.query(bound_text(query, given or {})))
    except SyntaxError as error:
        raise InvalidQuery(query.name, (f"is no SPARQL query: {error}",)) from error


class QueryProcess:
    """A process that answers one query after another from one store; it is started again when it dies."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def run(
        self, query: Query, given: Mapping[str, str] | None = None, *, time_limit: float = TIME_LIMIT
    ) -> Table:
        """Ask one query; the same as the function `run`, which says what is raised."""
        text = bound_text(query, given or {})
        answer, results = self._ask(query.name, text, time_limit)
        if "unavailable" in answer:
            self.close()
            raise StoreUnavailable(*answer["unavailable"])
        if "problem" in answer:
            raise InvalidQuery(query.name, (f"cannot be run: {answer['problem']}",))
        return from_json(results)

    def _ask(self, name: str, text: str, time_limit: float) -> tuple[dict[str, Any], bytes]:
        process = self._started()
        expired = Event()
        timer = Timer(time_limit, _end, (process, expired))
        timer.start()
        try:
            return _exchange(process, text)
        except (OSError, EOFError) as error:
            self.close()
            raise InvalidQuery(name, (_ending(expired.is_set(), time_limit),)) from error
        finally:
            timer.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            # -P keeps a folder in which the user happens to stand from being imported.
            command = [sys.executable, "-P", "-m", "practicegraph.query.worker", str(self._store)]
            self._process = subprocess.Popen(  # noqa: S603  # our own module, no shell
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process


def bound_text(query: Query, given: Mapping[str, str]) -> str:
    """The text of a query with the values given for its parameters.

    Raises:
        InvalidQuery: A parameter is unknown, or a value is of another kind.
    """
    try:
        return bind(query.parameters, query.text, given)
    except ValueError as error:
        raise InvalidQuery(query.name, error.args) from error


def _exchange(process: subprocess.Popen[bytes], text: str) -> tuple[dict[str, Any], bytes]:
    """Send a query and read its answer; OSError or EOFError where the process ends meanwhile."""
    if process.stdin is None or process.stdout is None:
        raise EOFError
    try:
        process.stdin.write(json.dumps(text).encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        pass  # it has said why before it ended
    answer: dict[str, Any] = json.loads(_read(process.stdout, None))
    return answer, _read(process.stdout, answer.get("size", 0))


def _read(stream: IO[bytes], size: int | None) -> bytes:
    """Read a line, or exactly so many bytes."""
    content = stream.readline() if size is None else stream.read(size)
    if not content.endswith(b"\n") if size is None else len(content) < size:
        raise EOFError
    return content


def _end(process: subprocess.Popen[bytes], expired: Event) -> None:
    expired.set()
    process.kill()


def _ending(expired: bool, time_limit: float) -> str:
    if expired:
        return f"took longer than {time_limit:g} s; narrow it, add LIMIT, or allow it more time"
    return "ended its process: it nests too deeply or needs too much memory; make it simpler or add LIMIT"
