"""What a server has acknowledged: one line for each graph that it was sent or told to remove.

STORE/servers/DIGEST.jsonl, where DIGEST is that of the server's address. A line is written after the
server has answered, so whoever is stopped meanwhile sends at most one graph twice, which changes nothing.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from practicegraph.errors import StoreUnavailable
from practicegraph.store.folder import explained, write_aside

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sent:
    """A graph on a server.

    `entry` is a digest of the line of the store's ledger that it was sent for, `content` that of its
    triples. `removed` says that the server has it no more.
    """

    graph: str
    entry: str = ""
    content: str = ""
    removed: bool = False


@dataclass(slots=True)
class Record:
    """What one server has of one store, by graph, and its file."""

    path: Path
    sent: dict[str, Sent] = field(default_factory=dict)
    lines: int = 0
    size: int = 0

    @classmethod
    def read(cls, root: Path, server: str) -> Record:
        """The record in a store's folder of a server, by its digest; an empty one where there is none.

        Raises:
            StoreUnavailable: It is damaged, the folder cannot be read, or its disk is full.
        """
        path = root / "servers" / f"{server}.jsonl"
        record = cls(path)
        with explained(root):
            path.parent.mkdir(exist_ok=True)
            for line in path.read_bytes().split(b"\n")[:-1] if path.exists() else ():
                record._take(_read(line, path))
                record.size += len(line) + 1
        return record

    def note(self, sent: Sent) -> None:
        """Add a line; it survives the end of this process, and a power cut once `settle` was called."""
        line = json.dumps(asdict(sent), sort_keys=True).encode() + b"\n"
        with explained(self.path.parent.parent), self.path.open("ab") as file:
            # What stands after the whole lines is what a full disk left of one.
            file.truncate(self.size)
            file.write(line)
        self.size += len(line)
        self._take(sent)

    def settle(self) -> None:
        """Make what was noted safe, and leave out lines that no longer hold where most do not."""
        with explained(self.path.parent.parent):
            if self.lines > 2 * len(self.sent) + 100:
                lines = (json.dumps(asdict(self.sent[graph]), sort_keys=True) for graph in sorted(self.sent))
                write_aside(self.path, "".join(f"{line}\n" for line in lines).encode())
                self.lines, self.size = len(self.sent), self.path.stat().st_size
            elif self.path.exists():
                with self.path.open("rb") as file:
                    os.fsync(file.fileno())

    def forget(self) -> None:
        """Take the server to have nothing."""
        self.sent.clear()
        self.lines = self.size = 0
        with explained(self.path.parent.parent):
            self.path.unlink(missing_ok=True)

    def _take(self, sent: Sent) -> None:
        self.lines += 1
        if sent.removed:
            self.sent.pop(sent.graph, None)
        else:
            self.sent[sent.graph] = sent


def _read(line: bytes, path: Path) -> Sent:
    try:
        return Sent(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise StoreUnavailable(str(path), "is damaged", "remove it: all graphs are sent again") from error
