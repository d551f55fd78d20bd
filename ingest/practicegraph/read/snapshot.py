"""Who published a document, where and when: from options, header lines, the file's name and the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from practicegraph.errors import UnreadableInput

if TYPE_CHECKING:
    from practicegraph.document import Block


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says; it goes before all else."""

    company: str | None = None
    site: str | None = None
    date: str | None = None
    source: str | None = None
    service: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of a document apart from what it says of data."""

    name: str
    service: str
    company: str
    aliases: tuple[str, ...]
    site: str | None
    date: str | None
    source: str | None
    notes: tuple[str, ...] = ()


_ARCHIVED: Final = re.compile(
    r"extracted and transformed from the (?P<site>[\w.-]+) privacy policy that was archived on (?P<date>\d{4}-\d\d-\d\d)"
)
_ORIGINAL: Final = re.compile(r"\((?P<url>https?://web\.archive\.org/web/[^\s)]+)\)")


def describe(
    text: str, blocks: tuple[Block, ...], stem: str, title: str, given: Given, source: str
) -> Snapshot:
    """The best answer to each question."""
    name = given.name or stem
    header = _ARCHIVED.search(text, 0, 2000)
    address = _ORIGINAL.search(text, 0, 2000)
    company = given.company or stem
    return Snapshot(
        name=name,
        service=given.service or stem.lower(),
        company=company,
        aliases=(),
        site=given.site or (header["site"] if header else None),
        date=_checked_date(given.date, source) or (header["date"] if header else None),
        source=given.source or (address["url"] if address else None),
    )


def _checked_date(value: str | None, source: str) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise UnreadableInput(source, f"{value!r} is not a date", "write it as 2024-01-31") from None
