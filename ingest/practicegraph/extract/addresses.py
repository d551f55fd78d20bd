"""Web and mail addresses in a stretch of a document, written out or behind a link."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.document import Document

_ADDRESS: Final = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{0,200})\]\(<?(?P<target>[^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s+\"[^\"\n]{0,300}\")?\)"
    r"|(?P<mail>[\w.+\\-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,12})"
    r"|(?P<web>https?://[^\s<>()\"'\]|*]{3,2000}|www\.[^\s<>()\"'\]|*,;]{3,500}"
    r"|\b[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:com|org|net|info|eu|co\.uk|io)/[^\s<>()\"'\]|*,;]{2,300})"
)
#: Of these every address holds one.
_CUES: Final = ("](", "@", "://", "www.", ".com/", ".org/", ".net/", ".info/", ".eu/", ".uk/", ".io/")
_BEHIND: Final = ".,;:!?*_…"
_WEB: Final = re.compile(r"https?://[^/\s]+\.[^\s]+|https?://[^/\s]+", re.IGNORECASE)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,12}")


#: Where a site leads whoever looks for a mail address that it keeps from robots.
_HIDDEN: Final = "/email-protection"


class Address(NamedTuple):
    """An address: `uri` is a web address or begins with `mailto:`; `words` are a link's, if it is one."""

    start: int
    end: int
    uri: str
    words: str = ""

    @property
    def is_mail(self) -> bool:
        """Whether it is an electronic mailbox."""
        return self.uri.startswith("mailto:")


def addresses(document: Document, start: int, end: int) -> list[Address]:
    """The addresses in a stretch of a document, in order: those in the text, and those behind a page's links.

    Places within a document have none.
    """
    return sorted((*_linked(document, start, end), *_written(document.text, start, end)))


def _linked(document: Document, start: int, end: int) -> Iterator[Address]:
    first = bisect_left(document.links, start, key=lambda link: link.start)
    for link in document.links[first:]:
        if link.start >= end:
            return
        if uri := _uri(link.target):
            yield Address(link.start, link.end, uri, document.text[link.start : link.end])


def _written(text: str, start: int, end: int) -> Iterator[Address]:
    if not any(text.find(cue, start, end) >= 0 for cue in _CUES):
        return
    for match in _ADDRESS.finditer(text, start, end):
        target = match["target"] or match["mail"] or match["web"]
        if uri := _uri(target.replace("\\", "").rstrip(_BEHIND)):
            yield Address(match.start(), match.end(), uri, match["words"] or "")


def _uri(target: str) -> str | None:
    mail = target.removeprefix("mailto:").partition("?")[0].lstrip("_")
    if _MAIL.fullmatch(mail):
        return f"mailto:{mail}"
    if target.lower().startswith(("http://", "https://")):
        return target if _WEB.fullmatch(target) and _HIDDEN not in target else None
    # A browser takes an address without a scheme for this one.
    return f"http://{target}" if re.match(r"(?:www\.|[a-z0-9.-]+\.[a-z]{2,}/)", target) else None
