"""HTML to text and structure. No visible text is lost without a word."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from practicegraph.errors import UnreadableInput
from practicegraph.read.html_blocks import page_blocks

if TYPE_CHECKING:
    from practicegraph.document import Link
    from practicegraph.read.blocks import Draft

_SPACE: Final = re.compile(r"[\s\u00a0]+")
_TAG: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style|template)\b.*?(?:</(?:script|style|template)\s*>|\Z)|<[/!?]?[A-Za-z][^>]*>?",
    re.DOTALL | re.IGNORECASE,
)
_TITLE: Final = re.compile(r"<title[^<>]{0,200}>([^<]{0,400})</title", re.IGNORECASE)
_CANONICAL: Final = re.compile(
    r"""<(?:link[^<>]{0,300}?rel=["']?canonical|meta[^<>]{0,300}?property=["']?og:url)[^<>]{0,300}?"""
    r"""(?:href|content)=["']?(?P<url>https?://[^\s"'<>]+)""",
    re.IGNORECASE,
)
_LONG_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9]*)[^<>]{5000,}>")
#: How much of a page must reach the tree; what a sloppy count of a page may differ by.
_KEPT_SHARE: Final = 0.97
_FORGIVEN: Final = 200


def html_drafts(page: str, source: str) -> tuple[str, list[Draft], list[Link]]:
    """The visible text of a page, its pieces and its links. Raises UnreadableInput where text is lost."""
    root = _parsed(page, source)
    _check_complete(page, root, source)
    return page_blocks(root)


def page_head(page: str) -> tuple[str, str | None]:
    """What a page says of itself: its title on one line, and its address."""
    title, address = _TITLE.search(page), _CANONICAL.search(page)
    words = _SPACE.sub(" ", entities.unescape(title[1])).strip() if title else ""
    return words, address["url"] if address else None


def _parsed(page: str, source: str) -> etree._Element:
    parser = etree.HTMLParser(
        huge_tree=True, recover=True, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    # libxml2 takes quadratic time over attributes, and images inlined in them are of no use here.
    page = _LONG_TAG.sub(r"<\1>", page)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(source, f"broken HTML: {error}", "save the page again, or as text") from None
    if root is None:
        raise UnreadableInput(source, "an HTML page without content", "save the page with its text")
    return root


def _check_complete(page: str, root: etree._Element, source: str) -> None:
    """Compare the characters between the tags with those in the tree: libxml2 drops text silently."""
    expected = len(_SPACE.sub("", entities.unescape(" ".join(_TAG.split(page)))))
    found = sum(len(_SPACE.sub("", text)) for text in root.itertext() if isinstance(text, str))
    if found < _KEPT_SHARE * expected - _FORGIVEN:
        raise UnreadableInput(
            source,
            f"{expected - found} of the page's {expected} characters would be lost, "
            "for it is broken or nested too deeply",
            "save the page as text",
        )
