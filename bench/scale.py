"""What a corpus costs: building, asking, writing out and checking it, as its size grows.

    python -m bench.scale                      measure everything, and write docs/performance.md and .svg
    python -m bench.scale STAGE...             measure these again, and write the pages from all that is known
    python -m bench.scale --corpus FOLDER --work FOLDER --sizes 1000 10000

Figures are kept in WORK/figures.json as they come, so that a run that was stopped goes on. CORPUS holds
policies named COMPANY__KIND__DATE.md; larger corpora are made of it under varied names and dates. Stores of
made snapshots, WORK/store-SIZE, are made once.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench import made, made_store
from bench.answers import ENGINES, ask_all
from bench.page import commit
from bench.quality import SHARED
from bench.scale_page import write_pages

if TYPE_CHECKING:
    from collections.abc import Callable

#: How a build may end: some documents may be kept out.
_BUILT: Final = (0, 1, 2)
#: Seconds between looks at how much memory a process has.
_LOOK: Final = 0.05
#: Seconds after which a question is given up.
LIMIT: Final = 60.0
#: How many policies an engine that keeps all in memory is asked of, and rdflib, which takes five times as much.
_IN_MEMORY: Final = 1_000
_IN_RDFLIB: Final = 100
#: How many policies the speed of a build is measured on; each takes about a second.
_SAMPLE: Final = 60
#: After how many characters policies are cut for the memory measure, so that many can be built in a reasonable
#: time. Whole ones would take more than an hour.
_CUT: Final = 6_000


class Bench:
    """Where a run's material and figures lie."""

    def __init__(self, corpus: Path, work: Path, sizes: tuple[int, ...]) -> None:
        self.corpus, self.work, self.sizes = corpus, work, sizes
        self.path = work / "figures.json"
        work.mkdir(parents=True, exist_ok=True)
        self.figures: dict[str, Any] = json.loads(self.path.read_bytes()) if self.path.exists() else {}

    def keep(self, stage: str, figures: object) -> None:
        """Keep a stage's figures, with when and on what they were measured."""
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        about = {"day": str(datetime.now(UTC).date()), "commit": commit(), "load": load, "machine": machine}
        # Another stage may have been measured meanwhile.
        self.figures = json.loads(self.path.read_bytes()) if self.path.exists() else {}
        self.figures[stage] = {"figures": figures, **about}
        self.path.write_text(json.dumps(self.figures, indent=1), encoding="utf-8")

    def sample(self, count: int) -> Path:
        """A folder of so many policies from all over the corpus."""
        folder = self.work / f"sample-{count}"
        if not folder.exists():
            files = sorted(self.corpus.glob("*__*.md"))
            aside = folder.with_name(f".{folder.name}")
            aside.mkdir(exist_ok=True)
            for file in files[:: max(1, len(files) // count)][:count]:
                (aside / file.name).write_bytes(file.read_bytes())
            aside.rename(folder)
        return folder

    def store(self, size: int) -> Path:
        """A store of so many snapshots, with its columns."""
        base, target = self.work / "store", self.work / f"store-{size}"
        if not base.exists():
            _run(
                "build",
                self.corpus,
                "--store",
                base,
                "--workers",
                os.cpu_count() or 1,
                "-q",
                statuses=_BUILT,
            )
        if not target.exists():
            seconds = made_store.fill(base, size, target)
            self.keep(f"load {size}", {"seconds": seconds, "quads": _quads(target)})
        if not (target / "columns" / "state.json").exists():
            self.keep(f"columns {size}", _run("columns", "--store", target, "-q"))
        return target


def speed(bench: Bench) -> None:
    """What a build of the whole corpus costs against the bare parser; snapshots of a policy repeat each other."""
    bench.keep("speed", _built(bench, bench.corpus, 1))


def sample(bench: Bench) -> None:
    """The same for policies that have hardly a sentence in common."""
    bench.keep("sample", _built(bench, bench.sample(_SAMPLE), 2))


def _built(bench: Bench, folder: Path, count: int) -> dict[str, Any]:
    """So many turns of: build, the bare parser over the same texts, build again, and build with two workers."""
    files = sorted(folder.glob("*__*.md"))
    words = sum(len(file.read_text(encoding="utf-8").split()) for file in files)
    script = "import sys; from bench.scale import parse_alone; parse_alone(sys.argv[1])"
    turns = []
    for _ in range(count):
        store = bench.work / f"speed-{time.time_ns()}"
        whole, again, two = (
            ("build", folder, "--store", target, "-q", "--workers", workers)
            for target, workers in ((store, 1), (store, 1), (store.with_name(f"{store.name}-two"), 2))
        )
        turn: dict[str, Any] = {"whole": _run(*whole, statuses=_BUILT)}
        turn["bare"] = _measured([sys.executable, "-c", script, str(folder)])
        turn |= {"again": _run(*again, statuses=_BUILT), "two": _run(*two, statuses=_BUILT)}
        print(folder.name, turn, flush=True)
        turns.append(turn)
    return {"policies": len(files), "words": words, "turns": turns}


def writing(bench: Bench) -> None:
    """CPU seconds of the one process that writes the store, and of the worker beside it, start included."""
    from practicegraph.build import build, find_sources

    sources = find_sources([bench.sample(_SAMPLE)])
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    build(sources, bench.work / f"writing-{time.time_ns()}")
    own, after = time.process_time() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    worker = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    bench.keep("writing", {"policies": len(sources.tasks), "own": own, "worker": worker})


def parse_alone(folder: str) -> None:
    """Read the texts as the build does, and let the tagger and parser alone go over them."""
    os.environ["OMP_NUM_THREADS"] = "1"
    from bench.speed import parse
    from practicegraph.extract.model import load_model
    from practicegraph.read import read_document

    alone = load_model()
    for file in sorted(Path(folder).glob("*__*.md")):
        parse(read_document(file), alone)


def questions(bench: Bench) -> None:
    """Every stored question, on every engine, at each size that the engine can hold."""
    for engine in ENGINES:
        sizes = {"rdflib": [_IN_RDFLIB], "memory": [min(_IN_MEMORY, *bench.sizes)]}.get(engine, bench.sizes)
        for size in sizes:
            found = []
            for answer in ask_all(engine, bench.store(size), LIMIT):
                found.append(asdict(answer))
                print(engine, size, answer.name, answer.seconds, answer.rows, flush=True)
            bench.keep(f"questions {engine} {size}", found)


def rates(bench: Bench) -> None:
    """What is written out and checked in a second: exports and validation."""
    store = bench.store(min(bench.sizes))
    figures: dict[str, Any] = {"quads": _quads(store), "snapshots": min(bench.sizes)}
    for form in ("nquads", "trig", "csv"):
        figures[form] = _run("export", "--store", store, "--format", form, "-o", bench.work / f"out.{form}")
        (bench.work / f"out.{form}").unlink()
    figures["validate"] = _run("validate", "--store", bench.work / "store", statuses=(0, 1))
    figures["validated"] = _quads(bench.work / "store")
    bench.keep("rates", figures)


def shapes(bench: Bench) -> None:
    """The share that checking against the shapes has in the CPU time of a build."""
    from practicegraph.build import Parties, records
    from practicegraph.build.graph import matches_of
    from practicegraph.lift import lift
    from practicegraph.store import read_store
    from practicegraph.validate import validate_quads

    turns = bench.figures["speed"]["figures"]["turns"]
    whole = min(turn["whole"]["cpu"] for turn in turns)
    checking = lifting = 0.0
    with read_store(bench.work / "store") as store:
        rows = store.snapshots()
        for row in rows:
            document, said = records.kept(store, row.graph.value)
            started = time.process_time()
            quads = lift(document, said, matches_of(document, said, Parties()))
            lifted = time.process_time()
            validate_quads(quads)
            lifting, checking = lifting + lifted - started, checking + time.process_time() - lifted
    bench.keep("shapes", {"policies": len(rows), "check": checking, "lift": lifting, "build": whole})


def memory(bench: Bench) -> None:
    """The most memory of a build's main process as the corpus grows; the policies are cut short."""
    cut = bench.work / f"cut-to-{_CUT}"
    if not cut.exists():
        cut.mkdir()
        for file in bench.sample(_SAMPLE).iterdir():
            (cut / file.name).write_text(file.read_text(encoding="utf-8")[:_CUT], encoding="utf-8")
    found = {}
    for size in bench.sizes:
        folder = bench.work / f"cut-to-{_CUT}-{size}"
        if not folder.exists():
            made.write(cut, size, folder)
        store = bench.work / f"memory-{size}-{time.time_ns()}"
        found[str(size)] = _run("build", folder, "--store", store, "-q", "--workers", 2, statuses=_BUILT)
        print(size, found[str(size)], flush=True)
    bench.keep("memory", {"cut": _CUT, "builds": found})


def network(bench: Bench) -> None:
    """Projection and PageRank of who names whom, against plain networkx."""
    from bench.graph import SIZES, measure

    bench.keep("network", [asdict(measure(size)) for size in SIZES])


STAGES: Final[dict[str, Callable[[Bench], None]]] = {
    "speed": speed,
    "sample": sample,
    "writing": writing,
    "questions": questions,
    "rates": rates,
    "shapes": shapes,
    "memory": memory,
    "network": network,
}


def _run(*arguments: object, statuses: tuple[int, ...] = (0,)) -> dict[str, float]:
    return _measured([sys.executable, "-m", "practicegraph", *map(str, arguments)], statuses)


def _measured(command: list[str], statuses: tuple[int, ...] = (0,)) -> dict[str, float]:
    """Wall and CPU seconds of a command with all it starts, and the most memory of its own process in MB."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory = 0.0
    while True:
        memory = max(memory, _most_memory(process.pid))
        try:
            process.wait(_LOOK)
            break
        except subprocess.TimeoutExpired:
            continue
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in statuses:
        raise RuntimeError(f"{command} ended with status {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, "memory": memory}


def _most_memory(process: int) -> float:
    """What a process has had in memory at most so far, in MB, without those it started; 0 where that is not told."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), 0.0)


def _quads(store: Path) -> int:
    from practicegraph.store import read_store

    with read_store(store) as opened:
        return len(opened.oxigraph)


def main() -> None:
    """Measure what the arguments name, or all that is not known yet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("stages", nargs="*", choices=[*STAGES, []], default=list(STAGES), metavar="STAGE")
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus")
    parser.add_argument("--work", type=Path, default=Path("bench-work"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    given = parser.parse_args()
    bench = Bench(given.corpus, given.work, tuple(given.sizes))
    for stage in given.stages:
        STAGES[stage](bench)
    write_pages(bench.figures)


if __name__ == "__main__":
    main()
