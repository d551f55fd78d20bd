"""Document records: what statements of any extractor need to know of the text they were read from."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from practicegraph.document import Document
from practicegraph.errors import InvalidStatement
from practicegraph.facts import PolicyFacts, facts_of_record
from practicegraph.records import read_records, write_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One dated text of one policy, without its blocks; `docs/statements.md` says what each field holds."""

    policy: str
    company: str
    service: str | None = None
    aliases: tuple[str, ...] = ()
    site: str | None = None
    date: str | None = None
    source: str | None = None
    sector: str | None = None
    edition: str = ""
    digest: str | None = None
    text: str | None = None
    facts: PolicyFacts = PolicyFacts()  # noqa: RUF009  # frozen


def read_documents(lines: Iterable[str], where: str) -> Iterator[DocumentRecord]:
    """The records of a JSON Lines file; `where` names it in messages.

    Raises:
        InvalidStatement: After the last line, with all that is wrong and the line it is wrong on.
    """
    for record in read_records(lines, where, "document"):
        facts = facts_of_record(record.get("facts", {}))
        yield DocumentRecord(**{**record, "aliases": tuple(record.get("aliases", ())), "facts": facts})


def write_documents(records: Iterable[DocumentRecord], stream: TextIO) -> None:
    """Writes records as JSON Lines, in their order, without the fields that say nothing."""
    stream.writelines(map(document_line, records))


def document_line(record: DocumentRecord) -> str:
    """The line of a record, without the fields that say nothing."""
    return write_record(_told(record))


def record_of(document: Document, *, with_text: bool = False) -> DocumentRecord:
    """The record of a document; with its text, statements can be loaded without the file."""
    return DocumentRecord(
        policy=document.name,
        company=document.company,
        service=document.service,
        aliases=document.aliases,
        site=document.site,
        date=document.date,
        source=document.source,
        sector=document.sector,
        edition=document.edition,
        digest=document.digest,
        text=document.text if with_text else None,
        facts=document.facts,
    )


def document_of(record: DocumentRecord, text: str | None = None) -> Document:
    """The document of a record, as far as the graph needs it: without blocks.

    `text` is the text where the record does not hold it.

    Raises:
        InvalidStatement: There is no text, or it is another one than the record's digest says, or a fact
            quotes what it does not say.
    """
    text = record.text if text is None else text
    if text is None:
        raise InvalidStatement(record.policy, ("the document record has no text; give the file as well",))
    digest = hashlib.sha256(text.encode()).hexdigest()
    if record.digest not in {None, digest}:
        raise InvalidStatement(record.policy, (f"the text has the digest {digest}, not {record.digest}",))
    if problems := tuple(_misquoted(record.facts, text)):
        raise InvalidStatement(record.policy, problems)
    return Document(
        name=record.policy,
        service=record.service or record.policy,
        text=text,
        digest=digest,
        blocks=(),
        company=record.company,
        aliases=record.aliases,
        site=record.site,
        date=record.date,
        source=record.source,
        sector=record.sector,
        edition=record.edition,
        facts=record.facts,
    )


def _misquoted(facts: PolicyFacts, text: str) -> Iterator[str]:
    for quote in dict.fromkeys(facts.quotes()):
        if text[quote.start : quote.end] != quote.quote:
            yield f"a fact's quote at {quote.start} to {quote.end} is not what the text says there"


def _told(record: DocumentRecord) -> dict[str, Any]:
    told = asdict(record)
    return _saying({**told, "facts": _saying(told["facts"])})


def _saying(entries: dict[str, Any]) -> dict[str, Any]:
    """The entries that say something."""
    return {name: value for name, value in entries.items() if value not in (None, (), "", {})}
