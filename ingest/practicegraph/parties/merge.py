"""Several registry files made into one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from practicegraph.errors import InvalidKnowledge
from practicegraph.parties.check import new_problems
from practicegraph.parties.load import load_registry, read_registry
from practicegraph.parties.write import to_turtle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicegraph.parties.registry import Registry


def merge_registry(paths: Sequence[Path], out: Path) -> Registry:
    """Join what several registry files say, and write it as one sorted Turtle file.

    What two files say of the same party is joined. The parties that come with the package are not
    written, but links may lead to them.

    Raises:
        InvalidKnowledge: A file cannot be read, the files contradict each other, or `out` cannot be
            written; then `out` stays as it was.
    """
    merged = read_registry(paths)
    problems = new_problems(load_registry(*paths))
    if problems:
        raise InvalidKnowledge(", ".join(str(path) for path in paths), problems)
    write_registry(merged, out)
    return merged


def write_registry(registry: Registry, out: Path, comment: str = "") -> None:
    """Write a registry as Turtle, whole or not at all.

    Raises:
        InvalidKnowledge: The file cannot be written.
    """
    text = to_turtle(registry, comment)
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=out.parent, delete=False) as file:
            file.write(text)
        Path(file.name).chmod(0o644)
        os.replace(file.name, out)  # noqa: PTH105  # Path.replace says the same, and reads as text replacement
    except OSError as error:
        raise InvalidKnowledge(
            str(out), (f"cannot be written: {error.strerror}; name another file",)
        ) from error
