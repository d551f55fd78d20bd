"""What is mended in a sentence before it is parsed, and how tokens find back to its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicegraph.extract import parse
from practicegraph.extract.parse import Parser, repair, unparsed

PARSER = Parser()
WORDS = st.sampled_from(
    [
        "we",
        "collect",
        "your",
        "name",
        "(for example, yours)",
        "[1]",
        "(s)",
        "e-mail",
        "and/or",
        "page(s)",
        "don't",
        "To ship:",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("We collect your name.", "We collect your name."),
        ("WE NEVER SELL YOUR NAME.", "we never sell your name."),
        ("FAQ", "FAQ"),
        ("We receive/collect your name.", "We receive,collect your name."),
        ("We log the page(s) you visit.", "We log the pages   you visit."),
        ("Your name (and age) is kept.", "Your name is kept."),
        ("Your name [2] is kept.", "Your name is kept."),
        ("To ship orders: we share your address.", "we share your address."),
        (
            "To ship orders (abroad): we give your address (only) to couriers.",
            "we give your address to couriers.",
        ),
        ("(Only this is said in brackets.)", "(Only this is said in brackets.)"),
        ("An unclosed (bracket stays.", "An unclosed (bracket stays."),
        ("12/24 months", "12/24 months"),
    ],
)
def test_repair(text: str, repaired: str) -> None:
    assert repair(text)[0] == repaired


@given(TEXTS)
def test_what_is_cut_and_what_is_left_make_the_text(text: str) -> None:
    repaired, cuts = repair(text)
    for start, length in cuts:
        repaired = repaired[:start] + text[start : start + length] + repaired[start:]
    assert len(repaired) == len(text)
    same = [
        a == b or (a, b) in {("(", "s"), ("s", " "), (")", " "), ("/", ",")}
        for a, b in zip(text, repaired, strict=True)
    ]
    assert all(same)


@given(TEXTS)
@settings(max_examples=50, deadline=None)  # the first one loads the model
def test_tokens_find_back_to_the_text(text: str) -> None:
    (words,) = unparsed([text])
    assert list(words.starts) == sorted(words.starts)
    for i, word in enumerate(words.words):
        written = text[words.starts[i] : words.end(i)].lower()
        assert word == written or not written.isalpha()
        assert words.token_at(words.starts[i]) == i


def test_parsed_and_unparsed_have_the_same_words() -> None:
    text = "To pay: we share your card number (and address) with Acme/Pay."
    (parsed,), (flat,) = PARSER.parse([text]), unparsed([text])
    assert (flat.words, flat.starts) == (parsed.words, parsed.starts)
    assert set(flat.tags) == set(flat.deps) == {""}
    assert flat.heads == tuple(range(len(flat)))


def test_subtrees_are_closed_under_dependency() -> None:
    (read,) = PARSER.parse(["Your name and your e-mail address are shared with our partners, who help us."])
    for token, below in enumerate(read.subtrees):
        inside = [i for i in range(len(read)) if below >> i & 1]
        assert inside == [i for i in range(len(read)) if i == token or token in read.ancestors(i)]


def test_a_sentence_is_parsed_once() -> None:
    first, second = PARSER.parse(["We collect your name.", "We collect your name."])
    assert first is second
    assert PARSER.parse(["We collect your name."])[0] is first


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "REMEMBERED", 2)
    parser = Parser()
    (one,) = parser.parse(["We sell nothing."])
    parser.parse(["We keep nothing.", "We share nothing."])
    (again,) = parser.parse(["We sell nothing."])
    assert again is not one
    assert again == one


def test_words_that_are_forgotten_are_read_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = ["Wibblegrove collects your snorfwits.", "Snorfwits are never sold."]
    learnt = Parser().parse(sentences), unparsed(sentences)
    monkeypatch.setattr(parse, "MOST_STRINGS", 0)
    assert (Parser().parse(sentences), unparsed(sentences)) == learnt
