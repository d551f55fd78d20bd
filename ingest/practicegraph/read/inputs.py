"""Files and folders, and the bytes in them."""

from __future__ import annotations

import os
import zlib
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practicegraph.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES: Final = (".txt", ".md", ".html", ".htm", ".pdf")


def find_inputs(paths: Iterable[Path]) -> list[Path]:
    """Every document that the paths name: files as they are, folders searched through, each once, sorted.

    Raises UnreadableInput for a path that does not exist and for a folder without documents.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _documents_in(Path(path)):
            found.setdefault(file)
    return list(found)


def _documents_in(path: Path) -> list[Path]:
    if path.is_dir():
        return _documents_below(path)
    if not path.exists():
        raise UnreadableInput(str(path), "no such file or folder", _did_you_mean(path))
    return [path]


def _documents_below(folder: Path) -> list[Path]:
    files = sorted(
        Path(top, name)
        for top, _, names in os.walk(folder, onerror=_raise)
        for name in names
        if is_document(name)
    )
    if not files:
        raise UnreadableInput(
            str(folder), "a folder without documents", f"expected files ending in {', '.join(SUFFIXES)}"
        )
    return files


def _raise(error: OSError) -> None:
    raise UnreadableInput(str(error.filename), f"cannot be listed: {error.strerror}", "check its permissions")


def is_document(name: str) -> bool:
    """Whether a file's name ends as documents do, compressed or not."""
    return not name.startswith(".") and split_name(name)[1] in SUFFIXES


def split_name(name: str) -> tuple[str, str]:
    """A file's name without its last suffix, and that suffix in lower case; `.gz` counts for nothing."""
    name = name[:-3] if name.lower().endswith(".gz") else name
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a name, not a path
    return stem, suffix.lower()


def _did_you_mean(path: Path) -> str:
    folder = path.parent
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    near = get_close_matches(path.name, names, n=3, cutoff=0.6)
    if not near:
        return "check the spelling"
    return "did you mean " + " or ".join(str(folder / name) for name in near) + "?"


def load(path: Path, max_bytes: int) -> bytes:
    """The file's bytes, unpacked if gzipped. Raises UnreadableInput, also for more than `max_bytes`."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise UnreadableInput(
            str(path), f"cannot be read: {error.strerror}", "check the path and its permissions"
        ) from None
    return unpacked(data, str(path), max_bytes)


def unpacked(data: bytes, source: str, max_bytes: int) -> bytes:
    """The bytes, unpacked if they are gzip. Raises UnreadableInput for a broken archive or too many bytes."""
    if data.startswith(b"\x1f\x8b") and len(data) <= max_bytes:
        data = _gunzipped(data, source, max_bytes)
    if len(data) > max_bytes:
        raise UnreadableInput(
            source, f"larger than {max_bytes / 1e6:g} MB", "give the policy alone, or raise the limit"
        )
    return data


def _gunzipped(data: bytes, source: str, max_bytes: int) -> bytes:
    """At most one byte more than allowed, so that a small archive cannot fill the memory."""
    out = b""
    while data and len(out) <= max_bytes:
        unpacker = zlib.decompressobj(31)
        try:
            out += unpacker.decompress(data, max_bytes + 1 - len(out))
        except zlib.error as error:
            raise UnreadableInput(source, f"broken gzip: {error}", "compress the file again") from None
        if not unpacker.eof and len(out) <= max_bytes:
            raise UnreadableInput(source, "a gzip file cut short", "copy the file again")
        data = unpacker.unused_data.lstrip(b"\x00")
    return out
