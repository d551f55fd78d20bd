"""PDF to text, page by page."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader

from practicegraph.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

_MOST_PAGES: Final = 1000
_CUT_WORD: Final = re.compile(r"(?P<head>[^\W\d_]{2,})-\n(?P<tail>[a-z]{2,})")
_PAGE_NUMBER: Final = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def pdf_text(data: bytes, source: str, max_characters: int) -> str:
    """The text of a PDF, a blank line between pages.

    Raises UnreadableInput for files that are broken, locked by a password, too long, or without text.
    """
    # pypdf tells its log about every oddity that it got over.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages = list(_pages(_opened(data, source), source, max_characters))
    text = _rejoined("\n\n".join(page for page in map(_without_number, pages) if page))
    if not any(c.isalpha() for c in text):
        raise UnreadableInput(
            source, "a PDF without text, perhaps scanned", "run text recognition (OCR) on it first"
        )
    return text


def _opened(data: bytes, source: str) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever its parsing stumbles on
        raise _broken(source, error) from None
    if locked:
        raise UnreadableInput(source, "a PDF locked by a password", "save it without the password")
    if count > _MOST_PAGES:
        raise UnreadableInput(source, f"{count} pages, more than {_MOST_PAGES}", "give the policy alone")
    return reader


def _pages(reader: PdfReader, source: str, max_characters: int) -> Iterator[str]:
    length = 0
    for page in reader.pages:
        text = _page_text(page, source)
        length += len(text)
        if length > max_characters:
            raise UnreadableInput(
                source, f"more than {max_characters} characters of text", "give the policy alone"
            )
        yield text


def _page_text(page: PageObject, source: str) -> str:
    try:
        return page.extract_text()
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever its parsing stumbles on
        raise _broken(source, error) from None


def _broken(source: str, error: Exception) -> UnreadableInput:
    what = " ".join(str(error).split())[:120] or type(error).__name__
    return UnreadableInput(source, f"a broken PDF: {what}", "save it again, or as text")


def _without_number(page: str) -> str:
    """The page's lines, without a page number at its head or foot."""
    lines = page.replace("\x00", "").strip().splitlines()
    for edge in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[edge].strip()):
            lines.pop(edge)
    return "\n".join(line.rstrip() for line in lines)


def _rejoined(text: str) -> str:
    """Words cut at a line's end, put together where the whole word occurs elsewhere in the text."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))

    def join(match: re.Match[str]) -> str:
        whole = match["head"] + match["tail"]
        return whole if whole.lower() in words else f"{match['head']}-{match['tail']}"

    return _CUT_WORD.sub(join, text)
