"""What a build loses when it is fed badly, killed, or has no more room: nothing, or this says what.

    python -m bench.reliability fuzz [--count 10000]     broken documents and bombs through a build
    python -m bench.reliability builds [--count 20]      builds killed at moments drawn by chance
    python -m bench.reliability writers [--count 100]    writers to a store killed the same way
    python -m bench.reliability disk [--count 30]        writers to a store on a disk that is full sooner or later

Each prints one line of figures and ends with status 1 where anything was lost. The same arguments draw the
same documents and moments.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from tests.read.test_bombs import BOMBS

from practicegraph.build import BuildOptions, Why, build, find_sources
from practicegraph.lift import lift, snapshot_iri
from practicegraph.store import check_quotes, open_store, read_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from practicegraph.store import Store

ROOT: Final = Path(__file__).parents[1]
POLICIES: Final = ROOT / "tests" / "build" / "policies"
_WRITER: Final = ROOT / "tests" / "store" / "writer.py"
_SEED: Final = 20_261_125
#: Characters of a policy that a broken document begins as, at most.
_LONGEST: Final = 1_500
_PIECES: Final = (
    "<div>", "</p>", "<table><tr><td>", "<!--", "&#x0;", "&nbsp;", "\x00", "\x0c", "\u202e", "\ufeff", "[", "](",
    "**", "\n- ", "| a | b |\n|---|---|\n", "'", '"', "{{7*7}}", "\r", "\U0001f600", "https://x.example/?a=b",
    "Ignore previous instructions. ", "We do not sell your e-mail address. ", "2024-13-45", "<script>",
)  # fmt: skip


def _chance() -> Random:
    return Random(_SEED)  # noqa: S311  # not for secrets, and the same each time


def fuzz(count: int, work: Path) -> list[str]:
    """Broken documents and bombs beside good ones: each is built or refused with its reason."""
    bad, good, store = work / "bad", sorted(POLICIES.iterdir()), work / "store"
    bad.mkdir()
    for name, content in (*_broken(count, _chance()), *_bombs()):
        bad.joinpath(name).write_bytes(content)
    report = build(find_sources([bad, POLICIES], naming="path"), store, BuildOptions(workers=2))
    refused = {one.name: one for one in report.refused}
    with read_store(store) as opened:
        built = {row.document for row in opened.snapshots()}
        kept = {one.document: one for one in opened.refusals()}
        faults = check_quotes(opened).faults
        mine = {row.document: row.graph for row in opened.snapshots()}
        alone = _graphs_alone(work / "alone")
        changed = [file.stem for file in good if _lines(opened, mine, file.stem) != alone[file.stem]]
    names = {file.name.partition(".")[0] for file in bad.iterdir()}
    lost = sorted(
        name for name in names if name not in built and not (name in refused and refused[name].reason)
    )
    unkept = sorted(name for name in names - built if name not in kept or not kept[name].reason)
    broken = [one for one in report.refused if one.why is Why.FAULT]
    whys = {why.value: sum(one.why is why for one in report.refused) for why in Why}
    print(f"fuzz: {len(names)} documents: {len(names & built)} built, {len(names - built)} refused {whys}")
    return [
        *(f"{name}: neither built nor refused with a reason" for name in lost),
        *(f"{name}: not in quarantine" for name in unkept),
        *(f"{one.name}: a fault of the program: {one.reason}" for one in broken),
        *(f"{name}: was built otherwise than without the broken ones" for name in changed),
        *(f"{fault}" for fault in faults),
    ]


def _broken(count: int, chance: Random) -> Iterator[tuple[str, bytes]]:
    files = [*POLICIES.iterdir(), *(ROOT / "examples" / "policies").iterdir()]
    texts = [file.read_text(encoding="utf-8") for file in sorted(files)]
    for number in range(count):
        start = chance.randrange(2_000)
        text = chance.choice(texts)[start : start + _LONGEST]
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(_PIECES) * chance.choice((1, 1, 2, 50)) + text[at:]
        suffix = chance.choice((".txt", ".md", ".html", ".html", ".pdf", ".txt.gz"))
        yield f"bad{number}{suffix}", _spoiled(_encoded(text, suffix, chance), chance)


def _encoded(text: str, suffix: str, chance: Random) -> bytes:
    if suffix == ".html":
        text = f"<html><head><title>Policy</title></head><body><p>{text}"
    content = text.encode(chance.choice(("utf-8", "utf-8", "utf-16", "cp1252", "utf-8-sig")), "replace")
    if suffix == ".pdf":
        return (
            b"%PDF-1.4\n1 0 obj <</Length 9>> stream\n"
            + zlib.compress(content)
            + b"\nendstream endobj\n%%EOF"
        )
    return gzip.compress(content, mtime=0) if suffix.endswith(".gz") else content


def _spoiled(content: bytes, chance: Random) -> bytes:
    """The same with some bytes changed, or cut short; half of them are left as they are."""
    kind = chance.randrange(6)
    if kind == 0:
        return content[: chance.randrange(len(content) + 1)]
    spoiled = bytearray(content)
    for _ in range(chance.randrange(1, 40) if kind in {1, 2} and spoiled else 0):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def _bombs() -> Iterator[tuple[str, bytes]]:
    for number, (text, suffix) in enumerate(BOMBS.values()):
        yield f"bomb{number}{suffix}", text.encode()
    yield "bomb-gzip.txt.gz", gzip.compress(b"We keep data. " * 30_000_000, mtime=0)
    yield "bomb-twice.txt.gz", gzip.compress(gzip.compress(b"\0" * 200_000_000, mtime=0), mtime=0)
    yield "bomb-sentence.txt", b"We collect " + b"your name and " * 80_000 + b"your address."
    yield "bomb-word.txt", b"We keep " + b"x" * 3_000_000
    yield "bomb-zeros.txt", b"\0" * 1_000_000
    yield "bomb-utf16.html", ("<p>" + "We keep data. " * 50_000).encode("utf-16-le")
    yield "bomb-page.pdf", _pdf(b"(" * 3_000_000)
    yield "bomb-deflate.pdf", _pdf(b"0 0 m " * 10_000_000)


def _pdf(stream: bytes) -> bytes:
    """A page whose content is this stream, compressed."""
    packed = zlib.compress(stream)
    parts = (
        b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n",
        b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n",
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>> endobj\n",
        b"4 0 obj <</Length %d /Filter /FlateDecode>> stream\n%s\nendstream endobj\n" % (len(packed), packed),
    )
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer <</Root 1 0 R /Size 5>>\n%%EOF"


def _graphs_alone(store: Path) -> dict[str, bytes]:
    """The graphs of the good policies, built by themselves."""
    build(find_sources([POLICIES], naming="path"), store)
    with read_store(store) as opened:
        graphs = {row.document: row.graph for row in opened.snapshots()}
        return {name: _lines(opened, graphs, name) for name in graphs}


def _lines(store: Store, graphs: dict[str, object], name: str) -> bytes:
    from practicegraph.rdf import n_quads

    graph = graphs.get(name)
    quads = store.oxigraph.quads_for_pattern(None, None, None, graph) if graph else ()  # type: ignore[arg-type]  # a name
    return b"".join(sorted(n_quads(quads).splitlines(keepends=True)))


def builds(count: int, work: Path) -> list[str]:
    """Builds that are killed and then run again: the bytes of one that was not."""
    folder = work / "policies"
    shutil.copytree(POLICIES, folder)
    shutil.copytree(ROOT / "examples" / "policies", folder, dirs_exist_ok=True)
    build(find_sources([folder]), work / "whole")
    whole, chance, problems, early = _everything(work / "whole"), _chance(), [], 0
    started = time.monotonic()
    _command(folder, work / "timed").wait()
    length = time.monotonic() - started
    for number in range(count):
        store = work / f"killed{number}"
        process = _command(folder, store)
        time.sleep(chance.random() * length)
        early += process.poll() is None
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        build(find_sources([folder]), store)
        if _everything(store) != whole:
            problems.append(f"build {number}: other bytes than a build that was not killed")
    print(
        f"builds: {count} started, {early} killed before their end, {count - len(problems)} with the same bytes"
    )
    return problems


def _command(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "practicegraph", "build", str(folder), "--store", str(store), "-q"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _everything(store: Path) -> tuple[bytes, dict[str, bytes]]:
    """The graphs, the statements and the texts of a store."""
    stream = BytesIO()
    with read_store(store) as opened:
        opened.dump(stream)
    files = {
        path.relative_to(store).as_posix(): path.read_bytes()
        for kept in ("statements", "texts")
        for path in (store / kept).rglob("*")
        if path.is_file()
    }
    return stream.getvalue(), files


def writers(count: int, work: Path) -> list[str]:
    """Writers that are killed: what they acknowledged is there, whole."""
    writer, chance, problems, first = _writer(), _chance(), [], 0
    store, acknowledged_in_all = work / "store", 0
    for number in range(count):
        acknowledged = _killed(store, first, chance.random() * 0.5)
        acknowledged_in_all += acknowledged + 1 - first
        problems += (f"kill {number}: {problem}" for problem in _faults(store, acknowledged, writer))
        first = acknowledged + 1
    print(
        f"writers: {count} kills, {acknowledged_in_all} snapshots acknowledged, {len(problems)} lost or half there"
    )
    return problems


def _killed(store: Path, first: int, moment: float) -> int:
    command = [sys.executable, str(_WRITER), str(store), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        if process.stdout is None:
            raise RuntimeError(command)
        lines = [process.stdout.readline()]
        time.sleep(moment)
        process.kill()
        lines += process.stdout
    return int([line for line in lines if line.endswith(b"\n")][-1])


def _writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("writer", _WRITER)
    if spec is None or spec.loader is None:
        raise RuntimeError(str(_WRITER))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _faults(path: Path, acknowledged: int, writer: ModuleType) -> Iterator[str]:
    """What is lost of the snapshots up to a number, and what is half there."""
    with open_store(path) as store:
        numbers = {}
        for row in store.snapshots():
            number = numbers[row.graph] = int(row.document)
            about = writer.document(number)
            quads = store.oxigraph.quads_for_pattern(None, None, None, row.graph)
            # Only the last rounds are looked at quad by quad: the others were, when they were the last.
            if number > acknowledged - 8 * writer.ROUND and sorted(map(str, quads)) != sorted(
                map(str, lift(about, writer.statements(about)))
            ):
                yield f"snapshot {number} is half there"
        for number in range(0, acknowledged + 1, writer.ROUND):
            if numbers.get(snapshot_iri(writer.document(number))) != number:
                yield f"snapshot {number} was acknowledged and is lost"
        for number in range(acknowledged - writer.ROUND + 2, acknowledged + 1):
            if numbers.get(snapshot_iri(writer.document(number)), -1) < number:
                yield f"snapshot {number} was acknowledged, and an older one is there"
        if any(store.folder.graph.glob("bulk-*.sst")):
            yield "files of a killed writer are still there"


def disk(count: int, work: Path) -> list[str]:
    """Writers whose files may not grow beyond a bound, as on a disk that is full: one line, and nothing lost."""
    writer, problems, said = _writer(), [], 0
    chance, acknowledged_in_all = _chance(), 0
    for number in range(count):
        store = work / f"disk{number}"
        bound = chance.randrange(4_000, 400_000)
        command = [sys.executable, str(_WRITER), str(store), "0"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=lambda b=bound: _bounded(b)  # noqa: PLW1509  # no threads here
        )  # fmt: skip
        try:
            out, err = process.communicate(timeout=6)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        said += b"StoreUnavailable" in err
        numbers = [int(line) for line in out.splitlines(keepends=True) if line.endswith(b"\n")]
        if numbers:
            acknowledged_in_all += numbers[-1] + 1
            problems += (f"disk {number}: {problem}" for problem in _faults(store, numbers[-1], writer))
    print(
        f"disk: {count} writers with bounded files, {said} stopped with a message, "
        f"{acknowledged_in_all} snapshots acknowledged, {len(problems)} lost or half there"
    )
    return problems


def _bounded(size: int) -> None:
    """Let no file grow beyond so many bytes; the error is then the call's own, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


_PARTS: Final[dict[str, tuple[Callable[[int, Path], list[str]], int]]] = {
    "fuzz": (fuzz, 10_000),
    "builds": (builds, 20),
    "writers": (writers, 100),
    "disk": (disk, 30),
}


def main() -> None:
    """Run the part that the arguments name."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("part", choices=list(_PARTS))
    parser.add_argument("--count", type=int)
    given = parser.parse_args()
    run, usual = _PARTS[given.part]
    with tempfile.TemporaryDirectory() as work:
        problems = run(given.count or usual, Path(work))
    sys.exit("\n".join(problems) or 0)


if __name__ == "__main__":
    main()
