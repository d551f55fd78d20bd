"""The format follows from the content where the suffix says too little, the encoding from the bytes."""

from __future__ import annotations

import pytest

from practicegraph.document import BlockKind
from practicegraph.read import ReadOptions, read_bytes

PAGE = "<!DOCTYPE html><html><body><h1>Notice</h1><p>We keep your name.</p></body></html>"


@pytest.mark.parametrize("suffix", [".html", ".htm", "", ".txt"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n", "<!-- saved page -->\n"])
def test_a_page_is_read_as_one(suffix: str, before: str) -> None:
    document = read_bytes((before + PAGE).encode(), "x", suffix)
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert document.text == "Notice\n\nWe keep your name."


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# Notice\n\n* We keep [names](https://a.example).\n", 1),
        ("Notice\n======\n\n**Cookies**\n\nWe keep names.\n", 2),
        ("We keep * and # and | signs, and names of people who bought things.\n", 0),
    ],
)
def test_markdown_in_a_text_file(text: str, headings: int) -> None:
    document = read_bytes(text.encode(), "x", ".txt")
    assert sum(block.kind is BlockKind.HEADING for block in document.blocks) == headings
    assert document.text == text


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        ("windows-1252", "caf\u00e9 \u2013 \u201chere\u201d".encode("cp1252")),
        ("iso-8859-1", "caf\u00e9 \u2013 \u201chere\u201d".encode("cp1252")),
        ("utf-8", "caf\u00e9 \u2013 \u201chere\u201d".encode()),
        ("iso-8859-15", "caf\u00e9 \u2013 \u201chere\u201d".encode()),
        ("shift_jis", b"cafe"),
    ],
)
def test_the_encoding_that_a_page_declares(declared: str, data: bytes) -> None:
    page = (
        b'<html><head><meta charset="%s"></head><body><p>We like ' % declared.encode()
        + data
        + b"</p></body></html>"
    )
    assert read_bytes(page, "x", ".html").text in {
        "We like caf\u00e9 \u2013 \u201chere\u201d",
        "We like cafe",
    }


def test_utf16_is_decoded_by_its_mark() -> None:
    document = read_bytes("We keep your name.".encode("utf-16"), "x", ".txt")
    assert document.text == "We keep your name."
    assert "decoded as utf-16" in document.notes


def test_a_byte_order_mark_stays_and_is_in_no_block() -> None:
    document = read_bytes(b"\xef\xbb\xbfWe keep your name.", "x", ".txt")
    assert document.text[0] == "\ufeff"
    assert document.blocks[0].start == 1


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    document = read_bytes(
        "\u201c\u00dcn\u00efcode\u201d everywhere, J\u00f6rg\u2019s caf\u00e9 ".encode() + b"\xff",
        "x",
        ".txt",
    )
    assert document.text.startswith("\u201c\u00dcn\u00efcode\u201d")
    assert "broken characters replaced" in document.notes[0]


def test_the_caller_knows_the_encoding() -> None:
    document = read_bytes("Ślązak keeps names".encode("cp1250"), "x", ".txt", ReadOptions(encoding="cp1250"))
    assert document.text == "Ślązak keeps names"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_are(newline: str) -> None:
    text = newline.join(["# A", "", "We keep names.", "", "* x", "* y", ""])
    document = read_bytes(text.encode(), "x", ".md")
    assert document.text == text
    assert [document.text[b.start : b.end] for b in document.blocks] == ["A", "We keep names.", "x", "y"]
