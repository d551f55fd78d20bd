"""The texts of a store's snapshots, so that every quote can be checked at any time."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

from practicegraph.errors import StoreUnavailable
from practicegraph.store.folder import write_aside

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path


def write_text(folder: Path, text: str) -> str:
    """Keeps a text and returns its digest; the same text gives the same bytes."""
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    path = _path(folder, digest)
    if not path.exists():
        write_aside(path, gzip.compress(content, mtime=0))
    return digest


def read_text(folder: Path, digest: str) -> str:
    """The text of this digest.

    Raises:
        StoreUnavailable: It is not there, or it is damaged.
    """
    path = _path(folder, digest)
    try:
        content = gzip.decompress(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreUnavailable(str(path), "is missing", "build its document again") from error
    except (OSError, EOFError) as error:
        raise StoreUnavailable(
            str(path), f"is damaged: {error}", "remove it and build its document again"
        ) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreUnavailable(str(path), "holds another text", "remove it and build its document again")
    return content.decode()


def sweep_texts(folder: Path, wanted: Container[str]) -> None:
    """Removes every text whose digest is not wanted."""
    for path in folder.glob("*.txt.gz"):
        if path.name.removesuffix(".txt.gz") not in wanted:
            path.unlink()


def _path(folder: Path, digest: str) -> Path:
    return folder / f"{digest}.txt.gz"
