"""Statements that were written by hand, as the analyses take them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicegraph.documents import DocumentRecord, document_of
from practicegraph.imports import Imported
from practicegraph.read import ReadOptions, read_bytes
from practicegraph.statement import FIRST_PARTY, Evidence, Extractor, Party, Statement, identified

if TYPE_CHECKING:
    from practicegraph.document import Document

HERE = Path(__file__).parent
_READER = Extractor("hand", "1")
_SLOTS = ("data", "purposes", "technologies", "measures", "choices", "rights", "channels", "conditions")
_OTHERS = ("polarity", "modality", "actor", "subject", "duration", "duration_iso", "jurisdiction", "country")
#: What a policy must have around the sentences of a case, so that it is taken for one.
FRAME = (
    "Bilberry Kettles makes kettles in a small town by a river. This page tells our customers and visitors what "
    "happens with the data that they give us, and it was written so that everybody can read it in a few minutes. "
    "Write to us or call us with any question about it, and we will be glad to answer it as well as we can."
)


def statement(policy: str, text: str, told: dict[str, Any]) -> Statement:
    """A statement of a case file: its quotes are found in the text, its parties are [name, role]."""
    slots = {slot: tuple(told.get(slot, ())) for slot in _SLOTS}
    others = {name: told[name] for name in _OTHERS if name in told}
    return identified(
        Statement(
            policy=policy,
            practice=told["practice"],
            evidence=tuple(_evidence(text, quote) for quote in told["quotes"]),
            rule="by-hand",
            extractor=_READER,
            confidence=1.0,
            parties=tuple(Party(name, role) for name, role in told.get("parties", ())),
            **{"actor": FIRST_PARTY, **slots, **others},
        )
    )


def _evidence(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    assert text.find(quote, start + 1) < 0, f"{quote!r} stands twice"
    return Evidence(start, start + len(quote), quote)


def company(path: Path) -> Imported:
    """The document and statements of a file in `companies/`."""
    case = json.loads(path.read_text(encoding="utf-8"))
    document = document_of(DocumentRecord(**case["document"], text=case["text"]))
    return Imported(
        document, tuple(statement(document.name, case["text"], told) for told in case["statements"])
    )


def document(name: str, text: str) -> Document:
    """A Markdown text as it is read, with its blocks."""
    return read_bytes(text.encode(), name, ".md", ReadOptions(company="Bilberry Kettles", service="bilberry"))
