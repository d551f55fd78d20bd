"""How long the stored questions take over a store, and whether each answers within a second.

    python -m bench.questions STORE            ask each one, and write docs/questions.md
    python -m bench.questions STORE --check    ask each one, and fail where one takes a second or more

Asked are all files of `queries/`, each with its own parameters. *Command* is the wall-clock time of
`practicegraph query NAME --store STORE` from its start to its end: a new process, and the database opened
anew. *Processor* is the time that the processor spent on it. *Cold* is the first answer of a process that
has just opened the database, *warm* a later one of that process. Each is the quickest of three, since a
machine does other work as well. Files of the database may be in the system's memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from bench.page import ROOT, commit
from practicegraph.query import QueryProcess, list_queries, load_query, parse_query, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from practicegraph.query import Query

PAGE: Final = ROOT / "docs" / "questions.md"
#: Seconds of processor time within which a command must have answered, starting anew. It runs on one core, so
#: this is what a user waits where nothing else runs; wall-clock times tell of the machine's load as well.
LIMIT: Final = 1.0
#: How many competency questions there are; the heads of the queries say which each answers.
COMPETENCY: Final = range(1, 22)
_TIMES: Final = 3
_NUMBER: Final = re.compile(r"competency question (\d+)")
_HEADER: Final = """# What the stored questions take

Measured on {day} at commit {commit} by `python -m bench.questions STORE`, which writes this page, on {cores} cores
({machine}, Python {python}).

{held}

Each of the {queries} stored questions was asked with its own parameters. *Command* is `practicegraph query NAME` from
its start to its end, and *processor* the time that the processor spent on it; *cold* is the first answer of a process
that has just opened the store, *warm* a later one. All are seconds, and but for *processor* of wall-clock time: the
quickest of {times}, on a machine with a load of {load:.1f}.

{slow} of {queries} take {limit:g} s of processor time or more; the most is {slowest:.2f} s, Python's start included. They answer all of the
{competency} competency questions of the project; the column *asks* gives their numbers.

| question | asks | rows | command | processor | cold | warm |
|---|--:|--:|--:|--:|--:|--:|
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """What one question took, in seconds, and how many rows it gave; `asks` is its competency question."""

    name: str
    asks: int | None
    rows: int
    command: float
    processor: float
    cold: float
    warm: float


def measure(query: Query, store: Path) -> Timing:
    """Ask a question as the command does, then of a process that has just opened the store, then again."""
    commands = [_timed(lambda: _command(query, store)) for _ in range(_TIMES)]
    answers = [_asked_twice(query, store) for _ in range(_TIMES)]
    return Timing(
        name=query.name,
        asks=asks(query),
        rows=answers[0][2],
        command=min(seconds for seconds, _ in commands),
        processor=min(spent for _, spent in commands),
        cold=min(cold for cold, _, _ in answers),
        warm=min(warm for _, warm, _ in answers),
    )


def _asked_twice(query: Query, store: Path) -> tuple[float, float, int]:
    """The first and the second answer of a process, in seconds, and how many rows there are."""
    with QueryProcess(store) as process:
        # The process is started and the store opened before the clock runs.
        process.run(_nothing())
        cold, table = _timed(lambda: process.run(query))
        warm, _ = _timed(lambda: process.run(query))
    return cold, warm, len(table.rows)


def asks(query: Query) -> int | None:
    """The number of the competency question that a query answers."""
    found = _NUMBER.search(query.asked_by)
    return int(found[1]) if found else None


def unanswered(queries: Sequence[Query]) -> tuple[int, ...]:
    """The competency questions that no stored query answers."""
    return tuple(sorted(set(COMPETENCY) - {asks(query) for query in queries}))


def too_slow(timings: Sequence[Timing]) -> tuple[Timing, ...]:
    """The questions that took the limit or longer."""
    return tuple(timing for timing in timings if timing.processor >= LIMIT)


def _nothing() -> Query:
    head = "# # Nothing\n# **Question:** Is anybody there?\n# **Reads as:** yes.\n# **Parameters:** none.\n"
    return parse_query("nothing", f"{head}ASK {{}}")


def _command(query: Query, store: Path) -> float:
    """Run the command, and say how many seconds of processor time it took."""
    before = os.times()
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder, "answer.csv"))
        command = (sys.executable, "-m", "practicegraph", "query", query.name, "--store", str(store))
        ended = subprocess.run([*command, "-o", target], check=False)
    if ended.returncode:
        sys.exit(f"the command for {query.name} ended with status {ended.returncode}")
    after = os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = perf_counter()
    done = work()
    return perf_counter() - started, done


def _page(timings: Sequence[Timing], store: Path) -> str:
    about = {
        "day": datetime.now(UTC).date(),
        "commit": commit(),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "held": _held(store),
        "queries": len(timings),
        "times": _TIMES,
        "load": os.getloadavg()[0],
        "slow": len(too_slow(timings)),
        "limit": LIMIT,
        "slowest": max(timing.processor for timing in timings),
        "competency": len(COMPETENCY),
    }
    return _HEADER.format(**about) + "".join(_lines(timings))


def _lines(timings: Sequence[Timing]) -> Iterator[str]:
    for timing in sorted(timings, key=lambda timing: (timing.asks or len(COMPETENCY) + 1, timing.name)):
        figures = f"{timing.command:.2f} | {timing.processor:.2f} | {timing.cold:.3f} | {timing.warm:.3f}"
        link = f"[{timing.name}](../queries/{timing.name}.rq)"
        yield f"| {link} | {timing.asks or ''} | {timing.rows:,} | {figures} |\n"


def _held(store: Path) -> str:
    rows = run(load_query("overview"), store).rows
    counts = ", ".join(f"{int(number.value):,} {what.value.partition(' ')[2]}" for what, number in rows)
    return textwrap.fill(f"The store holds {counts}.", width=120)


def main() -> None:
    """Measure, then write the page or say what is too slow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--check", action="store_true", help="write no page")
    given = parser.parse_args()
    queries = list_queries()
    if missing := unanswered(queries):
        sys.exit(f"no stored query answers the competency questions {missing}")
    timings = []
    for query in queries:
        timings.append(measure(query, given.store))
        print("".join(_lines(timings[-1:])), end="", flush=True)
    if not given.check:
        PAGE.write_text(_page(timings, given.store), encoding="utf-8")
    slow = [
        f"{timing.name} takes {timing.processor:.2f} s of processor time; the limit is {LIMIT:g}"
        for timing in too_slow(timings)
    ]
    sys.exit("\n".join(slow) or 0)


if __name__ == "__main__":
    main()
