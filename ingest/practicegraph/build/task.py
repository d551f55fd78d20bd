"""What a worker is given and what it gives back: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from practicegraph.read import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

    from practicegraph.document import Document
    from practicegraph.statement import Statement


class Why(StrEnum):
    """Why a document was kept out."""

    #: It yields no policy text.
    UNREADABLE = "unreadable"
    #: What was found in it breaks the schema, its own quotes or a shape.
    NOT_CONFORMING = "not conforming"
    #: Another document has the same text, policy and date.
    DUPLICATE = "duplicate"
    #: It took too long, too much memory, or its worker with it.
    LIMIT = "limit"
    #: The program is at fault.
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Parties:
    """What is known of parties beside what the package knows: registry files, and a person's decisions."""

    registries: tuple[Path, ...] = ()
    decisions: Path | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be carried the whole way, or as far as its statements.

    `label` is what messages call it. It is read from `path`, or from `content` where that is given;
    `suffix` tells its format. `statements` are those of another extractor, in place of our own.
    """

    name: str
    label: str
    path: Path | None = None
    content: bytes | None = None
    suffix: str = ""
    options: ReadOptions = ReadOptions()  # noqa: RUF009  # frozen
    statements: tuple[Statement, ...] | None = None
    statements_only: bool = False
    parties: Parties = Parties()  # frozen


@dataclass(frozen=True, slots=True)
class Built:
    """A document with its statements, and its graph as N-Quads, one line each and sorted.

    `packed` are document and statements as the store keeps them beside the graph.
    `input_digest` is the SHA-256 of the bytes that were read.
    """

    label: str
    document: Document
    statements: tuple[Statement, ...]
    input_digest: str
    quads: bytes = b""
    packed: bytes = b""

    @property
    def name(self) -> str:
        """The document's name."""
        return self.document.name


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that is kept out: why, in words, and all that is wrong with it."""

    label: str
    name: str
    why: Why
    reason: str
    problems: tuple[str, ...] = ()
    input_digest: str = ""


Outcome = Built | Refused
