"""What lies in a store's folder, and how it is opened.

STORE/
├── store.json          the format of all this
├── graph/              the Oxigraph database
├── texts/              the text of each snapshot, `<sha256>.txt.gz`
├── ledger.jsonl        what was acknowledged, and when
├── quarantine/         what was kept out, and why: one JSON file a document
└── servers/            what each SPARQL server was sent and acknowledged
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph

from practicegraph.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Raised whenever an older program could not read what a newer one writes.
FORMAT: Final = 2
_LOCKED: Final = ("lock hold by current process", "While lock file", "Resource temporarily unavailable")
_FULL: Final = "No space left on device"
_DAMAGED: Final = "Corruption"
#: How long to wait before a store is opened for reading once more, in seconds.
_PAUSES: Final = (0.01, 0.05, 0.2, 0.5)


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of a store."""

    root: Path

    @property
    def header(self) -> Path:
        """The file that says what format this is."""
        return self.root / "store.json"

    @property
    def graph(self) -> Path:
        """The Oxigraph database."""
        return self.root / "graph"

    @property
    def texts(self) -> Path:
        """One compressed file for each text, named by its digest."""
        return self.root / "texts"

    @property
    def ledger(self) -> Path:
        """What was acknowledged."""
        return self.root / "ledger.jsonl"

    @property
    def quarantine(self) -> Path:
        """One file for each document that was kept out."""
        return self.root / "quarantine"


def open_database(folder: Folder) -> pyoxigraph.Store:
    """The database, open for writing and locked against other writers; a missing folder is made.

    Raises:
        StoreUnavailable: It is another program's folder, of another format, locked, or its disk is full.
    """
    with explained(folder.root):
        if not folder.header.exists():
            _create(folder)
        _check_format(folder)
        for path in (folder.graph, folder.texts, folder.quarantine):
            path.mkdir(exist_ok=True)
        database = pyoxigraph.Store(str(folder.graph))
        _sweep(folder)
        return database


def read_database(folder: Folder) -> pyoxigraph.Store:
    """The database, open for reading: what was in it at this moment.

    A writer that tidies up meanwhile may take away a file that is being opened, so it is tried again.

    Raises:
        StoreUnavailable: There is none, or it is of another format.
    """
    with explained(folder.root):
        if not folder.header.exists():
            reason = "holds no store" if folder.root.exists() else "does not exist"
            remedy = f"make one with: practicegraph build PATH... --store {folder.root}"
            raise StoreUnavailable(str(folder.root), reason, remedy)
        _check_format(folder)
        for pause in _PAUSES:
            try:
                return pyoxigraph.Store.read_only(str(folder.graph))
            except (OSError, RuntimeError):
                time.sleep(pause)
        return pyoxigraph.Store.read_only(str(folder.graph))


def copy_folder(source: Folder, database: pyoxigraph.Store, target: Folder) -> None:
    """Copies a store that is open; its files are never changed in place, so that hard links are copies."""
    if target.root.exists():
        raise StoreUnavailable(str(target.root), "exists already", "name a folder that does not exist yet")
    target.root.mkdir(parents=True)
    with explained(target.root):
        database.backup(str(target.graph))
        for kept in (source.texts, source.quarantine):
            shutil.copytree(kept, target.root / kept.name, copy_function=os.link)
        for single in (source.ledger, source.header):
            if single.exists():
                shutil.copy2(single, target.root)


@contextmanager
def explained(root: Path) -> Iterator[None]:
    """Turns what the operating system and the database say into an error that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreUnavailable(str(root), *_explanation(str(error))) from error


def write_aside(path: Path, content: bytes) -> None:
    """Writes a file so that it is either there whole, also after a power cut, or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _create(folder: Folder) -> None:
    if folder.root.exists() and (not folder.root.is_dir() or any(folder.root.iterdir())):
        reason = "is not a store, and not an empty folder either"
        raise StoreUnavailable(
            str(folder.root), reason, "name another folder, or one that does not exist yet"
        )
    folder.root.mkdir(parents=True, exist_ok=True)
    write_aside(folder.header, json.dumps({"program": "practicegraph", "format": FORMAT}).encode() + b"\n")


def _check_format(folder: Folder) -> None:
    found = _read_format(folder.header)
    if found != FORMAT:
        reason = f"is a store of format {found}, and this program reads format {FORMAT}"
        remedy = "use the version of practicegraph that wrote it, or build the store anew"
        raise StoreUnavailable(str(folder.root), reason, remedy)


def _read_format(header: Path) -> object:
    try:
        return json.loads(header.read_bytes())["format"]
    except (ValueError, KeyError, TypeError):
        return "unknown"


def _sweep(folder: Folder) -> None:
    """Removes what killed writers left half done; the lock says that nobody is at it now."""
    for pattern in ("graph/bulk-*.sst", "texts/.*", "quarantine/.*", "servers/.*", ".*.jsonl.*"):
        for orphan in folder.root.glob(pattern):
            orphan.unlink()


def _explanation(error: str) -> tuple[str, str]:
    if any(sign in error for sign in _LOCKED):
        return "is open for writing already", "wait until the program that writes to it has ended, or stop it"
    if _FULL in error:
        return (
            "the disk is full",
            "free some space and run the same command again: nothing acknowledged is lost",
        )
    if _DAMAGED in error:
        return f"is damaged: {error}", "remove it and build it again; the policies themselves are not in it"
    return f"cannot be used: {error}", "see that the folder can be read and written"
