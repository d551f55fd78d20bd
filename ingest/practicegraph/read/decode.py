"""From bytes to text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from practicegraph.errors import UnreadableInput

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
#: Pages that say Latin-1 are written in its superset, as every browser reads them.
_AS_BROWSERS: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what had to be assumed to get it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, source: str, encoding: str | None = None) -> Decoded:
    """Text of the bytes: as the caller says, as UTF-8, as the page declares, else as Windows-1252.

    A UTF-8 byte order mark stays in the text, so that offsets are those of the file. Raises
    UnreadableInput for an unknown encoding, for bytes that are not in it, and for binary data.
    """
    if encoding is not None:
        return _checked(_as_said(data, source, encoding), source)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(Decoded(_as_said(data, source, name).text, (f"decoded as {name}",)), source)
    try:
        return _checked(Decoded(data.decode("utf-8")), source)
    except UnicodeDecodeError as error:
        return _checked(_guessed(data, error), source)


def declared_charset(data: bytes) -> str | None:
    """The encoding that an HTML page's head names, if Python knows it."""
    found = _CHARSET.search(data, 0, 4096)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return _AS_BROWSERS.get(name, name)


def _as_said(data: bytes, source: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except LookupError:
        raise UnreadableInput(
            source, f"unknown encoding {encoding!r}", "name one that Python knows, such as utf-8"
        ) from None
    except UnicodeError as error:
        raise UnreadableInput(source, f"not {encoding}: {error}", "name another encoding or none") from None


def _guessed(data: bytes, error: UnicodeDecodeError) -> Decoded:
    declared = declared_charset(data)
    if declared and declared != "utf-8":
        return Decoded(data.decode(declared, "replace"), (f"decoded as {declared}, which the page declares",))
    lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") * 4 <= sum(not c.isascii() for c in lenient):
        return Decoded(lenient, (f"not UTF-8 at byte {error.start}: broken characters replaced",))
    return Decoded(
        data.decode("cp1252", "replace"), (f"not UTF-8 at byte {error.start}: decoded as Windows-1252",)
    )


def _checked(decoded: Decoded, source: str) -> Decoded:
    controls = len(_CONTROLS.findall(decoded.text, 0, 100_000))
    if "\x00" in decoded.text or controls * 100 > min(len(decoded.text), 100_000):
        raise UnreadableInput(
            source, "binary data, not text", "give the policy as text, Markdown, HTML or PDF"
        )
    return decoded
