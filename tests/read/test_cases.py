"""Each file in `cases/` is read as its `.expected.json` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from practicegraph.read import read_document, readable

if TYPE_CHECKING:
    from practicegraph.document import Document

EXPECTED = sorted((Path(__file__).parent / "cases").glob("*.expected.json"))


def described(document: Document) -> dict[str, Any]:
    """What a reader checks: who, where, when, and each block with its words and its place."""
    fields = ("service", "company", "aliases", "site", "date", "source", "notes")
    blocks = [
        {
            "kind": str(block.kind),
            "level": block.level,
            "words": readable(document.text, block.start, block.end)[0],
            "headings": list(block.headings),
            **({"lead_in": block.lead_in} if block.lead_in is not None else {}),
            **(
                {"at": [block.row, block.column], "under": list(block.header_cells)}
                if block.row is not None
                else {}
            ),
        }
        for block in document.blocks
    ]
    found = {name: getattr(document, name) for name in fields}
    return {**{k: list(v) if isinstance(v, tuple) else v for k, v in found.items()}, "blocks": blocks}


def test_there_are_cases() -> None:
    assert len(EXPECTED) >= 10


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_case(expected: Path) -> None:
    source = expected.with_name(expected.name.removesuffix(".expected.json"))
    assert described(read_document(source)) == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_text_of_plain_and_markdown_files_is_the_file(expected: Path) -> None:
    source = expected.with_name(expected.name.removesuffix(".expected.json"))
    if source.suffix in {".txt", ".md"} and not source.name.startswith("latin1"):
        assert read_document(source).text.encode("utf-8") == source.read_bytes()
