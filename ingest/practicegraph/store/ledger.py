"""What a store has acknowledged: one line for each graph that was written and flushed.

The ledger is where wall-clock times stay, and how a build knows what need not be read again. Its last
line for a graph counts. A line is written only after the database was flushed, so what a killed writer
leaves is at most a graph without its line, or half a line at the end, which is dropped.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from practicegraph.store.folder import write_aside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """What one graph was made from.

    `graph` is its IRI; `document` the document's name; `text_digest` the SHA-256 of the text in the
    store; `input_digest` that of the file as it was read; `configuration` that of whatever else the
    graph depends on: the program, the model, the knowledge; `statements` how many there are; `written`
    when, in ISO 8601. `removed` says that the graph is there no more.
    """

    graph: str
    document: str = ""
    text_digest: str = ""
    input_digest: str = ""
    configuration: str = ""
    statements: int = 0
    written: str = ""
    removed: bool = False


@dataclass(slots=True)
class Ledger:
    """The entries that hold, by graph, and their file; `size` is the bytes of its whole lines."""

    path: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    lines: int = 0
    size: int = 0

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """The ledger in a file; an empty one where there is none."""
        ledger = cls(path)
        for line in path.read_bytes().split(b"\n")[:-1] if path.exists() else ():
            ledger._take(Entry(**json.loads(line)))
            ledger.size += len(line) + 1
        return ledger

    def append(self, entries: Iterable[Entry]) -> None:
        """Adds entries, which are safe on disk when this returns."""
        new = tuple(entries)
        lines = b"".join(_line(entry) for entry in new)
        with self.path.open("ab") as file:
            # What stands after the whole lines is what a killed writer or a full disk left of one.
            file.truncate(self.size)
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        self.size += len(lines)
        for entry in new:
            self._take(entry)

    def digest(self, *beside: str, without: str = "") -> str:
        """A digest of what every graph was made from, but for one, and of what is named beside them."""
        digest = hashlib.sha256(json.dumps(beside).encode())
        # One after another: all together take as much memory as the ledger itself.
        for graph in sorted(self.entries.keys() - {without}):
            entry = self.entries[graph]
            made = (graph, entry.text_digest, entry.input_digest, entry.configuration)
            digest.update(json.dumps(made).encode())
        return digest.hexdigest()

    def compact(self) -> None:
        """Rewrites the file with only the lines that hold, where most no longer do."""
        if self.lines > 2 * len(self.entries) + 100:
            write_aside(self.path, b"".join(_line(self.entries[graph]) for graph in sorted(self.entries)))
            self.lines, self.size = len(self.entries), self.path.stat().st_size

    def _take(self, entry: Entry) -> None:
        self.lines += 1
        if entry.removed:
            self.entries.pop(entry.graph, None)
        else:
            self.entries[entry.graph] = entry


def _line(entry: Entry) -> bytes:
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True).encode() + b"\n"
