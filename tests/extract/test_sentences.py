"""Where sentences end, and how their words find back to the document."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicegraph.document import Block, BlockKind, Document
from practicegraph.extract.sentences import LONGEST_EVIDENCE, LONGEST_SENTENCE, evidence, sentences
from practicegraph.read.readable import readable

ROWS: Final = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
PIECES: Final = st.sampled_from(
    [
        "We",
        " collect",
        " names",
        ".",
        ". ",
        "; ",
        "; and ",
        "? ",
        "\n",
        "  ",
        "**",
        "&amp;",
        "[a](b)",
        "e.g. ",
        "’",
        "\u200b",
        "é",
        "(",
        ")",
        "U.S. ",
    ]
)
TEXTS: Final = st.lists(PIECES, max_size=40).map("".join)


def document_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    return Document("d", "d", text, "", (Block(kind, 0, len(text)),), company="Acme")


def test_there_are_rows() -> None:
    assert len(ROWS) >= 15


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_sentences(text: str, expected: str) -> None:
    assert [s.text for s in sentences(document_of(text))] == expected.split("|")


def test_a_heading_is_one_sentence() -> None:
    (heading,) = sentences(document_of("Who are we? What do we do?", BlockKind.HEADING))
    assert heading.text == "Who are we? What do we do?"


@given(TEXTS)
def test_no_word_is_lost_and_each_finds_back(text: str) -> None:
    document = document_of(text)
    words, offsets = readable(text, 0, len(text))
    found = sentences(document)
    assert "".join("".join(s.text.split()) for s in found) == "".join(words.split())
    known = dict(zip(offsets, words, strict=True))
    for sentence in found:
        assert sentence.text == sentence.text.strip() != ""
        assert len(sentence.offsets) == len(sentence.text)
        assert list(sentence.offsets) == sorted(sentence.offsets)
        assert all(
            known[o] == c for o, c in zip(sentence.offsets, sentence.text, strict=True) if text[o] == c
        )
        start, end = sentence.span(0, len(sentence.text))
        assert 0 <= start < end <= len(text)
        assert sentence.position(start) == 0
    assert [s.first for s in found] == [i == 0 for i in range(len(found))]


@given(TEXTS)
def test_sentences_do_not_overlap(text: str) -> None:
    spans = [s.span(0, len(s.text)) for s in sentences(document_of(text))]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_what_never_ends_is_cut_at_a_blank() -> None:
    found = sentences(document_of("privacy " * 1000))
    assert all(len(s.text) <= LONGEST_SENTENCE for s in found)
    assert {word for s in found for word in s.text.split()} == {"privacy"}


def test_what_has_no_blank_is_cut_all_the_same() -> None:
    assert [len(s.text) for s in sentences(document_of("x" * 5000))] == [2400, 2400, 200]


def test_evidence_is_cut_at_a_blank() -> None:
    document = document_of("privacy " * 1000)
    quoted = evidence(document, 8, 5000)
    assert quoted.quote == document.text[quoted.start : quoted.end]
    assert len(quoted.quote) <= LONGEST_EVIDENCE
    assert quoted.quote.endswith("privacy")
