"""Where the links of a page stand in its text, and where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from practicegraph.document import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LEADS: Final = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)


@dataclass(slots=True)
class LinkWriter:
    """Follows the links of a page while its text is written block by block.

    Blanks are tidied after a block was written, so that places are counted in other characters until then:
    `inked` of them stand in the block so far.
    """

    links: list[Link] = field(default_factory=list)
    inked: int = 0
    _open: list[tuple[str, int]] = field(default_factory=list)
    _closed: list[tuple[str, int, int]] = field(default_factory=list)

    def write(self, found: str) -> None:
        """Count what is written into the block."""
        self.inked += len("".join(found.split()))

    def enter(self, target: str) -> None:
        """A link begins."""
        self._open.append((target.strip(), self.inked))

    def leave(self) -> None:
        """The innermost link ends."""
        if self._open:
            target, begin = self._open.pop()
            self._closed.append((target, begin, self.inked))

    def flush(self, found: str, begin: int) -> None:
        """The block has become `found`, which begins at `begin`; a link still open goes on in the next."""
        over = [(target, first, self.inked) for target, first in self._open]
        if closed := [(t, a, b) for t, a, b in (*self._closed, *over) if a < b]:
            inked = [i for i, sign in enumerate(found) if not sign.isspace()]
            places = (
                (begin + inked[a], begin + inked[b - 1] + 1, t) for t, a, b in closed if b <= len(inked)
            )
            self.links.extend(Link(start, end, target) for start, end, target in places)
        self._open = [(target, 0) for target, _ in self._open]
        self._closed.clear()
        self.inked = 0


def resolved(links: Iterable[Link], base: str | None) -> Iterator[Link]:
    """The links that lead to web or mail addresses, in order; those relative to the page are resolved.

    Places within the page, telephone numbers and scripts lead to neither.
    """
    for link in sorted(links, key=lambda one: (one.start, one.end, one.target)):
        if link.target.startswith("#"):
            continue
        try:
            target = urljoin(base, link.target) if base else link.target
        except ValueError:
            continue  # an address that no browser follows either
        if _LEADS.fullmatch(target):
            yield Link(link.start, link.end, target)
