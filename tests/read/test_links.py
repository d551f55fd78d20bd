"""Where the links of a page stand in its text, and where they lead."""

from __future__ import annotations

import pytest

from practicegraph.extract.draft import Draft
from practicegraph.extract.particulars import particulars
from practicegraph.read import ReadOptions, read_bytes

PADDING = "<p>This is what we do with the data of those who come to the shop, and why, and for how long.</p>"


def links(page: str, source: str | None = "https://quillfern.example/privacy/") -> list[tuple[str, str]]:
    html = f"<html><body><h1>Privacy</h1>{PADDING}{page}</body></html>".encode()
    document = read_bytes(html, "quillfern", ".html", ReadOptions(source=source, company="Quillfern"))
    return [(document.text[one.start : one.end], one.target) for one in document.links]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<p>Go <a href="https://out.example/x">there  now</a>.</p>', [("there now", "https://out.example/x")]),
        ("<p>a <a href='/out'>b</a> c <a href='../up'>d</a></p>",
         [("b", "https://quillfern.example/out"), ("d", "https://quillfern.example/up")]),
        ('<p><a href="mailto:data@quillfern.example"> write\n to  us </a></p>',
         [("write to us", "mailto:data@quillfern.example")]),
        ('<p>The <b><a href="http://x.example">bold <i>one</i></a></b></p>', [("bold one", "http://x.example")]),
        ('<ul><li>first</li><li>an <a href="http://x.example">item</a></li></ul>', [("item", "http://x.example")]),
        ('<a href="http://x.example"><p>two</p><p>blocks</p></a>',
         [("two", "http://x.example"), ("blocks", "http://x.example")]),
        ('<p>é\u00a0&nbsp; <a href="http://x.example">ü&amp;</a></p>', [("ü&", "http://x.example")]),
        ('<table><tr><td>a</td><td><a href="http://x.example">b</a></td></tr></table>', [("b", "http://x.example")]),
        ('<pre>one\n  <a href="http://x.example">two</a>\n</pre>', [("two", "http://x.example")]),
    ],
)  # fmt: skip
def test_links_stand_where_their_words_do(page: str, expected: list[tuple[str, str]]) -> None:
    assert links(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        '<p><a href="#part">below</a></p>',
        '<p><a href="javascript:void(0)">press</a></p>',
        '<p><a href="tel:+4412345">call</a></p>',
        '<p><a name="part">here</a></p>',
        '<p><a href="http://x.example"></a></p>',
        '<p style="display: none"><a href="http://x.example">unseen</a></p>',
        '<p><a href="http://[x">broken</a></p>',
    ],
)
def test_what_leads_nowhere_is_no_link(page: str) -> None:
    assert links(page) == []


def test_a_relative_link_needs_the_address_of_the_page() -> None:
    assert links('<p><a href="/out">out</a></p>', source=None) == []
    assert links('<p><a href="https://quillfern.example/out">out</a></p>', source=None)


def test_links_change_nothing_of_the_text() -> None:
    linked = f'<h1>Privacy</h1>{PADDING}<p>a <a href="http://x.example">b</a>, c</p>'
    plain = f"<h1>Privacy</h1>{PADDING}<p>a b, c</p>"
    one, other = (read_bytes(page.encode(), "q", ".html") for page in (linked, plain))
    assert one.text == other.text
    assert one.blocks == other.blocks


def test_a_choice_takes_the_link_of_its_sentence() -> None:
    page = f'<h1>Privacy</h1>{PADDING}<p>You can opt out <a href="http://x.example/out">here</a>.</p>'
    document = read_bytes(page.encode(), "q", ".html")
    start = document.text.index("You can")
    (found,) = particulars(document, [Draft(practice="Choice", rule="given", spans=((start, start + 20),))])
    assert found.link == "http://x.example/out"
