"""What holds of every document, whatever was read."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from practicegraph.document import BlockKind, Document
from practicegraph.errors import UnreadableInput
from practicegraph.read import read_bytes, read_document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.*"))
LINES = st.sampled_from(
    ["We collect:", "- names", "* addresses", "  * home", "1. We share.", "(a) with carriers", "", "# Notice",
     "SECURITY", "What do we do?", "| a | b |", "| --- | --- |", "| c | d |", "**Bold**", "we keep it",
     "To send letters.", "---", "A line that goes on", "\tindented text", "> quoted", "·", "2.", "text  ",
     "• one • two", "<p>tag", "&amp;"]
)  # fmt: skip


def check(document: Document) -> None:
    text = document.text
    assert document.digest == hashlib.sha256(text.encode()).hexdigest()
    last = 0
    for index, block in enumerate(document.blocks):
        words = text[block.start : block.end]
        assert last <= block.start < block.end <= len(text)
        assert words == words.strip()
        assert all(document.blocks[i].kind is BlockKind.HEADING and i < index for i in block.headings)
        assert block.lead_in is None or block.lead_in < index
        assert all(document.blocks[i].kind is BlockKind.CELL for i in block.header_cells)
        assert (block.row is not None) == (block.kind is BlockKind.CELL)
        last = block.end


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    document = read_document(path)
    check(document)
    assert document.date
    assert document.site or document.name.startswith("mulchford")
    assert document.company.split()[0].casefold() == document.service
    assert not document.notes


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_reading_twice_gives_the_same(path: Path) -> None:
    assert read_document(path) == read_document(path)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINES, min_size=1, max_size=14),
    st.sampled_from([".txt", ".md", ".html"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@example(["**Bold**", "2.", "We collect:"], ".md", "\n")
def test_lines_of_any_kind(lines: list[str], suffix: str, newline: str) -> None:
    try:
        document = read_bytes(newline.join(lines).encode(), "x", suffix)
    except UnreadableInput:
        return
    check(document)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.sampled_from([".txt", ".md", ".html", ""]))
def test_any_text(text: str, suffix: str) -> None:
    with suppress(UnreadableInput):
        check(read_bytes(text.encode("utf-8", "replace"), "x", suffix))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80), st.sampled_from([".txt", ".md", ".html", ".pdf", ""]))
def test_any_bytes(data: bytes, suffix: str) -> None:
    with suppress(UnreadableInput):
        check(read_bytes(data, "x", suffix))


WORDS = st.lists(
    st.sampled_from(["name", "Address", "we", "keep", "Cookies", "and", "it.", "data:", "who?"]),
    min_size=1,
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=12),
    st.sampled_from(["", "- ", "* ", "1. ", "# ", "  • "]),
    st.sampled_from([".txt", ".md"]),
)
def test_no_word_is_lost(lines: list[list[str]], marker: str, suffix: str) -> None:
    text = "\n".join(marker + " ".join(line) for line in lines)
    document = read_bytes(text.encode(), "x", suffix)
    kept = [
        word
        for b in document.blocks
        for word in document.text[b.start : b.end].split()
        if any(c.isalpha() for c in word)
    ]
    assert kept == [word for line in lines for word in line]
