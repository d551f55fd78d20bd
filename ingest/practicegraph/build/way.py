"""The way of one document: read, extract, resolve, check, lift, validate."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from practicegraph.build.graph import with_graph
from practicegraph.build.sources import content_of, reason_of
from practicegraph.build.task import Built, Outcome, Refused, Task, Why
from practicegraph.errors import InvalidStatement, UnreadableInput
from practicegraph.extract.particulars import facts
from practicegraph.extract.pipeline import EXTRACTOR, extract
from practicegraph.read import read_bytes
from practicegraph.statements import verify

if TYPE_CHECKING:
    from practicegraph.document import Document
    from practicegraph.extract.parse import Parser
    from practicegraph.statement import Statement


def carry(task: Task, parser: Parser) -> Outcome:
    """The document of a task with its statements and its graph, or why it is kept out."""
    digest = ""
    try:
        content = content_of(task)
        digest = hashlib.sha256(content).hexdigest()
        document = read_bytes(content, task.name, task.suffix, task.options)
        statements = _statements(task, document, parser)
        if task.statements is None:
            document = replace(document, facts=facts(document, EXTRACTOR))
        built = Built(task.label, document, statements, digest)
        return built if task.statements_only else with_graph(built, task.parties)
    except UnreadableInput as error:
        return Refused(task.label, task.name, Why.UNREADABLE, reason_of(error), input_digest=digest)
    except InvalidStatement as error:
        return Refused(
            task.label, task.name, Why.NOT_CONFORMING, "statements do not hold", error.problems, digest
        )


def _statements(task: Task, document: Document, parser: Parser) -> tuple[Statement, ...]:
    found = extract(document, parser) if task.statements is None else task.statements
    problems = tuple(f"{s.id}: {problem}" for s in found for problem in verify(s, document))
    if problems:
        raise InvalidStatement(document.name, problems)
    return found
