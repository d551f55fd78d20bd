"""One document: bytes, text, blocks, and who published it when."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from practicegraph.document import Block, Document, Link
from practicegraph.errors import UnreadableInput
from practicegraph.read.blocks import Draft, link
from practicegraph.read.decode import declared_charset, decode
from practicegraph.read.html import html_drafts, page_head
from practicegraph.read.html_links import resolved
from practicegraph.read.inputs import load, split_name, unpacked
from practicegraph.read.language import require_english
from practicegraph.read.markdown import looks_like_markdown, markdown_drafts
from practicegraph.read.pdf import pdf_text
from practicegraph.read.plain import plain_drafts
from practicegraph.read.snapshot import Found, Given, Snapshot, describe

if TYPE_CHECKING:
    from pathlib import Path

_HTML_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_PAGE: Final = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_FEWEST_WORDS: Final = 50


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows better than the text, and how much may be read.

    `name` is what statements call the document, `service` the policy of which it is a snapshot, `date`
    an ISO 8601 date, `sector` the publisher's line of business. `encoding` is Python's name of one.
    `max_bytes` counts after unpacking.
    """

    company: str | None = None
    site: str | None = None
    date: str | None = None
    source: str | None = None
    sector: str | None = None
    service: str | None = None
    name: str | None = None
    encoding: str | None = None
    max_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's text and pieces, whatever its format was."""

    text: str
    drafts: list[Draft]
    title: str = ""
    address: str | None = None
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def read_document(source: Path, options: ReadOptions = ReadOptions()) -> Document:
    """The policy in a file. Raises UnreadableInput, with what is wrong and what to do."""
    stem, suffix = split_name(source.name)
    return _read(load(source, options.max_bytes), str(source), stem, suffix, options)


def read_bytes(data: bytes, name: str, suffix: str = "", options: ReadOptions = ReadOptions()) -> Document:
    """The policy in these bytes; the format follows from the suffix (".md"), or else from the content.

    Raises UnreadableInput, with what is wrong and what to do.
    """
    return _read(unpacked(data, name, options.max_bytes), name, name, suffix.lower(), options)


def _read(data: bytes, source: str, stem: str, suffix: str, options: ReadOptions) -> Document:
    day = _checked_date(options.date, source)
    content = _content(data, source, suffix, options)
    if not any(c.isalpha() for c in content.text):
        raise UnreadableInput(source, "no text in it", "give the policy's text")
    require_english(content.text, source)
    blocks = link(content.text, content.drafts)
    given = Given(options.company, options.site, day, options.source, options.service, options.name)
    found = Found(content.text, blocks, stem, content.title, content.address)
    return replace(_document(content, blocks, describe(found, given)), sector=options.sector)


def _checked_date(value: str | None, source: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value is not None else None
    except ValueError:
        raise UnreadableInput(source, f"{value!r} is not a date", "write it as 2024-01-31") from None


def _document(content: _Text, blocks: tuple[Block, ...], snapshot: Snapshot) -> Document:
    return Document(
        name=snapshot.name,
        service=snapshot.service,
        text=content.text,
        digest=hashlib.sha256(content.text.encode("utf-8")).hexdigest(),
        blocks=blocks,
        company=snapshot.company,
        aliases=snapshot.aliases,
        site=snapshot.site,
        date=snapshot.date,
        source=snapshot.source,
        notes=content.notes + snapshot.notes + _doubts(content.text),
        links=content.links,
    )


def _content(data: bytes, source: str, suffix: str, options: ReadOptions) -> _Text:
    """The document as its content says it is; the suffix decides between the text formats."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        text = pdf_text(data, source, options.max_bytes)
        return _Text(text, plain_drafts(text))
    if suffix == ".pdf":
        raise UnreadableInput(source, "not a PDF, whatever its name says", "check the file or its suffix")
    if suffix in _HTML_SUFFIXES or (head.startswith(b"<") and _PAGE.search(head)):
        return _html(data, source, options)
    decoded = decode(data, source, options.encoding)
    markdown = suffix == ".md" or looks_like_markdown(decoded.text)
    drafts = markdown_drafts(decoded.text) if markdown else plain_drafts(decoded.text)
    return _Text(decoded.text, drafts, notes=decoded.notes)


def _html(data: bytes, source: str, options: ReadOptions) -> _Text:
    decoded = decode(data, source, options.encoding or _declared(data))
    text, drafts, links = html_drafts(decoded.text, source)
    title, address = page_head(decoded.text)
    leading = tuple(resolved(links, options.source or address))
    return _Text(text, drafts, title, address, decoded.notes, leading)


def _declared(data: bytes) -> str | None:
    """The page's own word on its encoding, unless its bytes are UTF-8 after all."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return declared_charset(data)
    return None


def _doubts(text: str) -> tuple[str, ...]:
    words = len(text[:2000].split())
    return (f"only {words} words: too short for a whole policy",) if words < _FEWEST_WORDS else ()
