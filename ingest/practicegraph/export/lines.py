"""Lines sorted within bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: How many lines are held in memory at once; an N-Quads line is about 300 bytes.
CHUNK: Final = 250_000


def sorted_distinct(lines: Iterable[bytes], chunk: int = CHUNK) -> Iterator[bytes]:
    """The lines in the order of their bytes, each once; what does not fit in a chunk waits in a file."""
    remaining = iter(lines)
    with ExitStack() as files:
        parts: list[Iterable[bytes]] = []
        while part := sorted(islice(remaining, chunk)):
            parts.append(part if len(part) < chunk else files.enter_context(_set_aside(part)))
        last = None
        for line in heapq.merge(*parts):
            if line != last:
                yield line
            last = line


def _set_aside(part: Iterable[bytes]) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the caller's stack closes it
    file.writelines(part)
    file.seek(0)
    return file
