"""The HTML report: it needs nothing else, it cannot be written into, and every number leads to its quotes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import lxml.html
import pytest
from tests.analyse.test_third_parties import disclosures

from practicegraph.analyse.report import to_html
from practicegraph.analyse.third_parties import analyse
from practicegraph.concepts import load_concepts

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

_ADDRESS = re.compile(r"(?:https?:)?//[a-z]", re.IGNORECASE)


@pytest.fixture(scope="module")
def text(store: Path) -> str:
    compared = ("Pondwick Lanterns", "Thrushcombe Bakery")
    return to_html(
        analyse(disclosures(store), load_concepts(), breach="Google", compared=compared), load_concepts()
    )


@pytest.fixture(scope="module")
def page(text: str) -> HtmlElement:
    return lxml.html.document_fromstring(text)


def test_it_asks_for_nothing_from_outside(page: HtmlElement) -> None:
    assert not page.xpath("//script | //link | //img | //iframe | //object | //embed | //form")
    assert not page.xpath("//@src | //@srcset | //@*[starts-with(name(), 'on')]")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert not _ADDRESS.search(policy)
    assert not any(_ADDRESS.search(style) for style in page.xpath("//style/text()"))


def test_what_policies_say_cannot_become_markup(text: str, page: HtmlElement) -> None:
    assert "<script" not in text
    assert "<b>Sons</b>" not in text
    quotes = ["".join(quote.itertext()) for quote in page.xpath("//blockquote")]
    assert any("<script>alert('ink')</script>" in quote for quote in quotes)


def test_every_link_leads_somewhere_and_no_anchor_stands_twice(page: HtmlElement) -> None:
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    assert {href.removeprefix("#") for href in page.xpath("//@href")} <= set(anchors)


def test_every_number_leads_to_its_quotes(page: HtmlElement) -> None:
    numbers = [link for link in page.xpath("//a[@href]") if re.search(r"\d", "".join(link.itertext()))]
    assert len(numbers) > 40
    assert not [link.attrib["href"] for link in numbers if not _quoted(page, link.attrib["href"])]


def _quoted(page: HtmlElement, href: str, steps: int = 3) -> bool:
    """Whether an anchor holds a quote, or leads to one in a few steps."""
    (target,) = page.xpath("//*[@id=$name]", name=href.removeprefix("#"))
    if target.xpath(".//blockquote"):
        return True
    return bool(steps) and any(_quoted(page, onward, steps - 1) for onward in set(target.xpath(".//@href")))


@pytest.mark.parametrize(
    "section",
    ["recipients", "hands", "kinds", "matrix", "network", "tensions", "breach", "comparison", "method"],
)
def test_it_has_its_sections(section: str, page: HtmlElement) -> None:
    (found,) = page.xpath("//section[@id=$name]", name=section)
    assert len("".join(found.itertext()).split()) > 5


def test_numbers_have_their_denominators(page: HtmlElement) -> None:
    counts = [" ".join("".join(count.itertext()).split()) for count in page.xpath("//*[@class='count']")]
    assert counts
    assert all(re.fullmatch(r"\d+ of 5", count) for count in counts)


def test_a_store_without_flows_gives_a_report_too(store: Path) -> None:
    found = analyse(disclosures(store, "2000-01-01"), load_concepts())
    text = to_html(found, load_concepts())
    assert "None was found." in text


def test_the_same_store_gives_the_same_bytes_whatever_the_hash_seed(store: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "practicegraph",
        "third-parties",
        "--store",
        str(store),
        "--format",
        "html",
    ]
    runs = [
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout
