"""What an import gives: a document, and what others read in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicegraph.errors import InvalidStatement
from practicegraph.records import faults_of
from practicegraph.statement import to_record
from practicegraph.statements import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.document import Document
    from practicegraph.statement import Statement


@dataclass(frozen=True, slots=True)
class Imported:
    """A document and its statements; `left_out` says what of the source found no place, and how often."""

    document: Document
    statements: tuple[Statement, ...]
    left_out: tuple[tuple[str, int], ...] = ()


def checked(imported: Imported) -> Imported:
    """The same, once it has passed the checks that every extractor's statements get.

    Raises:
        InvalidStatement: With all that breaks the schema, and every quote that is not in the text.
    """
    problems = tuple(_problems(imported))
    if problems:
        raise InvalidStatement(imported.document.name, problems)
    return imported


def _problems(imported: Imported) -> Iterator[str]:
    for statement in imported.statements:
        for fault in (*faults_of(to_record(statement), "statement"), *verify(statement, imported.document)):
            yield f"{statement.rule}: {fault}"
