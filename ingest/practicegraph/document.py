"""A policy as it was read: its text, its blocks, and where and when it was published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from practicegraph.facts import PolicyFacts


class BlockKind(StrEnum):
    """What a stretch of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that is read as one unit.

    `start` and `end` are code points into the document's text. `headings` are the indices of the
    heading blocks above it, outermost first; `lead_in` is the index of the block that introduces a
    list ("We collect the following:"); `level` is a heading's rank or a list's depth, from 1. A cell
    knows its `row` and `column`, from 0, and the indices of its column's and row's header cells.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 1
    headings: tuple[int, ...] = ()
    lead_in: int | None = None
    row: int | None = None
    column: int | None = None
    header_cells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a text, `text[start:end]`, that lead to a web or mail address which the text does not hold."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Document:
    """One dated text of one policy.

    `name` is what statements call it (`policy`). `service` names the policy of which this is a
    snapshot; `date` is ISO 8601 or None. `company` is the publisher's name as the text or the caller
    gives it, `aliases` are other words by which the text means the publisher. `digest` is the SHA-256
    of `text` in UTF-8, in hexadecimal. `notes` say what was repaired or doubtful.
    `edition` tells apart different texts of one policy that bear the same date. `facts` are what it says
    beside its statements, where that was looked for. `sector` is the publisher's line of business, where the
    caller gives it. `links` are those of a page, in order; those of other
    formats stand in the text.
    """

    name: str
    service: str
    text: str
    digest: str
    blocks: tuple[Block, ...]
    company: str
    aliases: tuple[str, ...] = ()
    site: str | None = None
    date: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()
    edition: str = ""
    links: tuple[Link, ...] = ()
    facts: PolicyFacts = PolicyFacts()  # noqa: RUF009  # frozen
    sector: str | None = None
