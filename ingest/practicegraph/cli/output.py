"""Where results go: standard output, or a file that is written aside and renamed when it is whole."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """The stream for results. A file is there whole at the end, or is as it was before.

    Raises:
        click.ClickException: The file cannot be written.
    """
    if path is None or path == Path("-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file():
        with _explained(path), path.open("wb") as device:
            yield device
    else:
        with _explained(path), _aside(path.resolve()) as file:
            yield file


def format_of(given: str | None, path: Path | None, suffixes: Mapping[str, str], default: str) -> str:
    """The format: as given, else by the file's suffix, else the default.

    Raises:
        click.UsageError: The suffix is none of those known.
    """
    if given is not None:
        return given
    if path is None or path == Path("-"):
        return default
    if path.suffix.lower() not in suffixes:
        known = ", ".join(sorted(suffixes))
        raise click.UsageError(f"{path}: no format has this suffix; use one of {known}, or give --format.")
    return suffixes[path.suffix.lower()]


@contextmanager
def _aside(path: Path) -> Iterator[BinaryIO]:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            yield file
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error
