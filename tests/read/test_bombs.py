"""Input made to break readers ends within seconds, read or refused, and no text is lost without a word."""

from __future__ import annotations

import time

import pytest

from practicegraph.errors import UnreadableInput
from practicegraph.read import read_bytes

SENTENCE = "We collect your name and your address when you order, and we keep them for two years. "
PARAGRAPH = f"<p>{SENTENCE}</p>"
ENTITIES = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
ATTRIBUTES = " ".join(f"a{i}=1" for i in range(60_000))
SECONDS = 20.0

BOMBS = {
    "deep": ("<html>" + "<div>" * 100_000 + PARAGRAPH * 50, ".html"),
    "deep and closed": ("<html>" + "<div>" * 300 + PARAGRAPH * 50 + "</div>" * 300, ".html"),
    "deep lists": ("<html>" + "<ul><li>x" * 10_000 + PARAGRAPH * 9, ".html"),
    "deep tables": ("<html>" + "<table><tr><td>" * 3_000 + PARAGRAPH * 9, ".html"),
    "wide": ("<html>" + "<p>we keep data" * 40_000, ".html"),
    "attributes": (f"<html><body {ATTRIBUTES}>{PARAGRAPH * 9}", ".html"),
    "unclosed tags": (f"<html>{PARAGRAPH * 9}" + "<a " * 200_000, ".html"),
    "unclosed comments": (f"<html>{PARAGRAPH * 9}" + "<!-- " * 50_000, ".html"),
    "long text": ("<html><p>" + SENTENCE * 125_000, ".html"),
    "references": ("<html><p>" + "&amp;" * 400_000 + PARAGRAPH * 9, ".html"),
    "entities": (f"<!DOCTYPE html [{ENTITIES}]><html>{PARAGRAPH}&e9;", ".html"),
    "brackets": ("# P\n\n" + SENTENCE * 5 + "[" * 100_000, ".md"),
    "stars": ("# P\n\n" + SENTENCE * 5 + "**a " * 50_000, ".md"),
    "quotes": ("> " * 5_000 + SENTENCE, ".md"),
    "nested list": ("\n".join("  " * i + "* we keep item data" for i in range(600)), ".md"),
    "list in a line": ("* " * 10_000 + SENTENCE, ".md"),
    "table": ("| we | keep |\n|---|---|\n" + "| the | data |\n" * 20_000, ".md"),
    "breaks": ("# P\n\n" + "we keep it<br>" * 50_000, ".md"),
    "rule below": ("# P\n\n" + "we keep the data\n" * 50_000 + "---\n", ".md"),
    "lines": ("\n".join(f"We keep data of kind {i}" for i in range(40_000)), ".txt"),
    "newlines": ("\n" * 500_000 + SENTENCE, ".txt"),
    "names": (SENTENCE * 9 + "Aa Bb " * 100_000, ".txt"),
    "definitions": (SENTENCE * 9 + '("we" ' * 100_000, ".txt"),
    "dates": (SENTENCE * 9 + "updated " * 100_000, ".txt"),
    "numbers": (SENTENCE * 9 + "1." * 200_000, ".txt"),
    "lone marks": ("-\n" * 50_000 + SENTENCE, ".txt"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "suffix"), BOMBS.values(), ids=BOMBS.keys())
def test_bomb(text: str, suffix: str) -> None:
    begin = time.process_time()
    refusal, kept = outcome(text, suffix)
    assert "would be lost" in refusal or "keep" in kept
    assert time.process_time() - begin < SECONDS


def outcome(text: str, suffix: str) -> tuple[str, str]:
    """Why the text was refused, and the words that its blocks hold."""
    try:
        document = read_bytes(text.encode(), "bomb", suffix)
    except UnreadableInput as error:
        return str(error), ""
    return "", " ".join(document.text[block.start : block.end] for block in document.blocks)


def test_text_that_the_parser_drops_is_noticed() -> None:
    with pytest.raises(UnreadableInput, match=r"characters would be lost"):
        read_bytes(("<html><p>Kept.</p>" + "<b>" * 3000 + PARAGRAPH * 9).encode(), "x", ".html")


def test_text_below_the_deepest_list_is_kept() -> None:
    text = "\n".join("  " * i + f"* the name of person number{i}" for i in range(150))
    document = read_bytes(text.encode(), "x", ".md")
    assert all(f"number{i}" in document.text for i in range(150))
    assert sum(b.end - b.start for b in document.blocks) >= sum(
        len(f"the name of person number{i}") for i in range(150)
    )
