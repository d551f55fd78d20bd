"""Statement records as a file format: reading, writing, and checking them against their document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from practicegraph.records import read_records, write_record
from practicegraph.statement import Evidence, from_record, identified, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from practicegraph.document import Document
    from practicegraph.statement import Statement


def read_statements(lines: Iterable[str], where: str) -> Iterator[Statement]:
    """The statements of a JSON Lines file, each with the id that its content gives it.

    `where` names the file in messages. The good statements are given before the bad ones are complained
    of, so whoever wants all or nothing takes them into a list first.

    Raises:
        InvalidStatement: After the last line, with all that is wrong and the line it is wrong on.
    """
    for record in read_records(lines, where, "statement"):
        yield identified(from_record(record))


def write_statements(statements: Iterable[Statement], stream: TextIO) -> None:
    """Writes statements as JSON Lines, in their order."""
    stream.writelines(write_record(to_record(statement)) for statement in statements)


def verify(statement: Statement, document: Document) -> tuple[str, ...]:
    """All that is wrong with a statement in view of the document it was read from."""
    return tuple(_problems(statement, document))


def anchored(statement: Statement, document: Document) -> Statement:
    """The statement with each quote that stands elsewhere, and once only, put where it stands, and a new id.

    Only for who asks for it: an extractor whose offsets are off may be wrong about more.
    """
    evidence = tuple(_anchored(evidence, document.text) for evidence in statement.evidence)
    return identified(replace(statement, evidence=evidence))


def _problems(statement: Statement, document: Document) -> Iterator[str]:
    if statement.policy != document.name:
        yield f"speaks of the policy {statement.policy!r}, and the document is {document.name!r}"
    if not statement.evidence:
        yield "has no evidence"
    for evidence in statement.evidence:
        yield from _misplaced(evidence, document.text)
    if statement.id and statement.id != (right := identified(statement).id):
        yield f"has the id {statement.id}, and its content gives {right}"


def _misplaced(evidence: Evidence, text: str) -> Iterator[str]:
    span = f"the quote at {evidence.start} to {evidence.end}"
    if not 0 <= evidence.start < evidence.end <= len(text):
        yield f"{span} lies outside of the text, or is empty; the text has {len(text)} characters"
    elif text[evidence.start : evidence.end] != evidence.quote:
        yield f"{span} is not what the text says there; {_whereabouts(evidence.quote, text)}"


def _whereabouts(quote: str, text: str) -> str:
    places = _places(quote, text)
    if not places:
        return "the text does not have it anywhere"
    if len(places) == 1:
        return f"the text has it once, at {places[0]}"
    return "the text has it more than once"


def _anchored(evidence: Evidence, text: str) -> Evidence:
    places = _places(evidence.quote, text)
    if text[evidence.start : evidence.end] == evidence.quote or len(places) != 1:
        return evidence
    return Evidence(places[0], places[0] + len(evidence.quote), evidence.quote)


def _places(quote: str, text: str) -> tuple[int, ...]:
    """Where a quote stands: the first two places at most, since the second already makes it doubtful."""
    first = text.find(quote) if quote else -1
    second = text.find(quote, first + 1) if first >= 0 else -1
    return tuple(place for place in (first, second) if place >= 0)
