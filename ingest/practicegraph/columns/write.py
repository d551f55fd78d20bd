"""Rows written as Parquet, a folder at a time: aside first, then renamed to the digest of its bytes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from practicegraph.columns.engine import connect, quoted
from practicegraph.columns.tables import RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from practicegraph.columns.project import Rows

    #: The columns of each table, with their SQL types.
    Schema = Mapping[str, Mapping[str, str]]

#: Where folders are made until they are whole.
ASIDE: Final = ".aside"
_DIGITS: Final = 16


@contextmanager
def made_aside(root: Path) -> Iterator[Path]:
    """A new folder for what is not whole yet; it is gone afterwards."""
    aside = root / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_lines(folder: Path, schema: Schema, found: Iterable[Rows]) -> None:
    """Write rows as a line of JSON each, since those of a shard may be more than memory holds."""
    files = {name: (folder / f"{name}.jsonl").open("w", encoding="utf-8") for name in schema}
    try:
        for rows in found:
            for name, file in files.items():
                _write(file, tuple(schema[name]), rows[name])
    finally:
        for file in files.values():
            file.close()


@dataclass(frozen=True, slots=True)
class Content:
    """What a folder is to hold: new rows, and those of old folders that stay.

    `name` is that of the folder, to which the digest of its bytes is added; `lines` holds the new rows as
    `write_lines` wrote them, and `kept` the snapshots whose rows in the `old` folders stay.
    """

    name: str
    schema: Schema
    lines: Path
    old: tuple[Path, ...] = ()
    kept: frozenset[str] = frozenset()


def write_folder(root: Path, content: Content) -> str:
    """Write a folder of Parquet files, and give its name; the same rows give the same bytes."""
    made = content.lines / "made"
    made.mkdir()
    with connect() as connection:
        # One thread: the order of rows, and with it the bytes, must not hang on who is first.
        connection.execute("SET threads = 1")
        connection.execute("CREATE TABLE kept (snapshot VARCHAR)")
        connection.execute("INSERT INTO kept SELECT unnest($all::VARCHAR[])", {"all": sorted(content.kept)})
        for table in content.schema:
            target = quoted(str(made / f"{table}.parquet"))
            rows = " UNION ALL ".join(_sources(content, table))
            connection.execute(f"COPY ({rows} ORDER BY ALL) TO {target} (FORMAT parquet, COMPRESSION zstd)")
    final = root / f"{content.name}-{_settled(made)}"
    if not final.exists():
        made.rename(final)
        _flush(root)
    return final.name


def _sources(content: Content, table: str) -> Iterator[str]:
    """Where the rows of a table come from; all names in it are ours."""
    columns = ", ".join(content.schema[table])
    types = ", ".join(f"{name}: {quoted(kind)}" for name, kind in content.schema[table].items())
    lines = quoted(str(content.lines / f"{table}.jsonl"))
    form = f"format = 'newline_delimited', columns = {{{types}}}, maximum_object_size = 1000000000"
    yield f"SELECT {columns} FROM read_json({lines}, {form})"  # noqa: S608  # see above
    if content.kept:
        files = ", ".join(quoted(str(folder / f"{table}.parquet")) for folder in content.old)
        yield f"SELECT {columns} FROM read_parquet([{files}]) SEMI JOIN kept USING (snapshot)"  # noqa: S608  # see above


def _write(file: IO[str], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        record = dict(zip(columns, row, strict=True))
        if "recipients" in record:
            record["recipients"] = [dict(zip(RECIPIENT, one, strict=True)) for one in record["recipients"]]
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _settled(folder: Path) -> str:
    """Have the files of a folder on disk, and give the digest of their bytes."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            total.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    _flush(folder)
    return total.hexdigest()[:_DIGITS]


def _flush(folder: Path) -> None:
    """Have the names of a folder's entries on disk, where the system lets folders be opened."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
