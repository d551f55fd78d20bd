"""Imported statements as files that `practicegraph load` takes: one of statements, and a folder of texts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from practicegraph.documents import record_of, write_documents
from practicegraph.errors import InvalidStatement
from practicegraph.records import write_record
from practicegraph.statement import to_record
from practicegraph.store.folder import write_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from practicegraph.imports.imported import Imported


def statement_lines(imports: Iterable[Imported]) -> Iterator[bytes]:
    """The statements as JSON Lines, in their order."""
    for imported in imports:
        yield from (write_record(to_record(statement)).encode() for statement in imported.statements)


def write_texts(imports: Sequence[Imported], folder: Path) -> None:
    """Write each document's text as NAME.txt, and all their records as documents.jsonl, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for imported in imports:
        write_aside(folder / f"{imported.document.name}.txt", imported.document.text.encode())
    stream = io.StringIO()
    write_documents((record_of(imported.document) for imported in imports), stream)
    write_aside(folder / "documents.jsonl", stream.getvalue().encode())


def refuse_same_names(imports: Iterable[Imported]) -> None:
    """Refuse two documents of one name, since statements name theirs by it.

    Raises:
        InvalidStatement: With each name that occurs twice.
    """
    names = [imported.document.name for imported in imports]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        problems = tuple(f"two files give a document {name!r}; rename one" for name in twice)
        raise InvalidStatement("import", problems)
