"""The segments of an OPP-115 policy as plain text, with a way from its offsets to those of the text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What stands between the segments of the sanitised policies.
SEPARATOR: Final = "|||"
_PIECE: Final = re.compile(r"<(?P<tag>/?[a-zA-Z][^<>]*)>|(?P<entity>&(?:#\w+|\w+);)|(?P<plain>[^<&]+|[<&])")
_BREAK: Final = re.compile(r"(?:br|/?p|/?div|/?li|/?ul|/?ol|/?h[1-6]|/?tr|/?table)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segments:
    """A policy's text, and for each segment where each of its source's code points stands in it."""

    text: str
    places: tuple[tuple[int, ...], ...]

    def span(self, segment: int, start: int, end: int) -> tuple[int, int] | None:
        """Where a part of a segment's source stands in the text, without white space at its ends.

        None where it holds no words. IndexError where there is no such segment or part.
        """
        places = self.places[segment]
        if not 0 <= start <= end < len(places):
            raise IndexError(f"{start} to {end} of {len(places) - 1}")
        first, last = places[start], places[end]
        words = self.text[first:last]
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        return (first, last) if first < last else None

    def whole(self, segment: int) -> tuple[int, int] | None:
        """Where a whole segment stands."""
        return self.span(segment, 0, len(self.places[segment]) - 1)


def read_segments(source: str) -> Segments:
    """The text of a sanitised policy: tags are left out, those that break a line break one."""
    text, places = "", []
    for segment in source.split(SEPARATOR):
        shown, found = "", []
        for piece, width in _pieces(segment):
            found += [len(text) + len(shown) + min(i, len(piece)) for i in range(width)]
            shown += piece
        text += shown
        places.append((*found, len(text)))
        text += "\n\n"
    return Segments(text, tuple(places))


def _pieces(segment: str) -> Iterator[tuple[str, int]]:
    """Each piece as it reads, and how many code points of the source it was."""
    for match in _PIECE.finditer(segment):
        if match["tag"]:
            yield ("\n" if _BREAK.match(match["tag"]) else ""), len(match[0])
        else:
            yield (html.unescape(match["entity"]) if match["entity"] else match["plain"]), len(match[0])
