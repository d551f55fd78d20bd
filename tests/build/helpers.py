"""What tests of builds do again and again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from practicegraph.build import BuildOptions, Report, build, find_sources
from practicegraph.store import read_store

POLICIES = Path(__file__).with_name("policies")


def built(folder: Path, store: Path, options: BuildOptions | None = None) -> Report:
    """Build a folder into a store."""
    return build(find_sources([folder]), store, options or BuildOptions())


def dump(store: Path) -> bytes:
    """All that a store's graph holds, as sorted N-Quads."""
    stream = BytesIO()
    with read_store(store) as opened:
        opened.dump(stream)
    return stream.getvalue()
