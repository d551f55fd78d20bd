"""Whether a build of the whole corpus holds: all read, quoted rightly and conforming, under 1 GB.

python -m bench.corpus [--workers N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic
from typing import Final

from bench.quality import SHARED, require

#: Bytes that no process of the build may take.
MEMORY: Final = 1024**3
_CORPUS: Final = SHARED / "corpus"


def main() -> None:
    """Build and validate, and say what it took."""
    require(SHARED)
    with tempfile.TemporaryDirectory() as folder:
        problems = [*_built(Path(folder, "store"), _workers()), *_validated(Path(folder, "store"))]
    sys.exit("\n".join(problems) or 0)


def _built(store: Path, workers: int) -> list[str]:
    documents = sorted(map(str, _CORPUS.glob("*__*.md")))
    command = ["practicegraph", "build", *documents, "--store", str(store), "--workers", str(workers)]
    started = monotonic()
    ended = _run(command)
    print(ended.stdout)
    peak = _peak_memory()
    seconds = monotonic() - started
    print(f"{len(documents)} documents in {seconds:.0f} s, at most {peak / 1e6:.0f} MB in one process")
    problems = [f"the build ended with status {ended.returncode}: {ended.stderr}"] if ended.returncode else []
    read = f"documents   {len(documents)} read, "
    problems += (
        [] if ended.stdout.startswith(read) else [f"not every one of {len(documents)} documents was read"]
    )
    return problems + ([f"a process took {peak / 1e6:.0f} MB"] if peak > MEMORY else [])


def _validated(store: Path) -> list[str]:
    ended = _run(["practicegraph", "validate", "--store", str(store), "--format", "json"])
    print(ended.stderr)
    return [f"the store does not validate: {ended.stdout[:2000]}"] if ended.returncode else []


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)


def _peak_memory() -> int:
    """The most that any process started here has taken, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def _workers() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--workers", type=int, default=1)
    return int(parser.parse_args().workers)


if __name__ == "__main__":
    main()
