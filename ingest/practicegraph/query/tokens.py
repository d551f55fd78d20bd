"""SPARQL text cut into tokens, enough to find parameters and to refuse what must not be run.

The engine's own parser crashes on hostile text and cannot be told not to reach out, so text is looked at
here first, in one pass without recursion. Where this reading and the engine's could differ, the names
that tokens are made of are read shorter than the engine reads them, so that more words show, not fewer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: How deep brackets may nest; the engine overflows its stack at about two thousand.
DEPTH_LIMIT: Final = 64
#: What would reach out, read files or change the store, and what to do about it.
FORBIDDEN: Final = {
    "SERVICE": "would ask another server; load its data into the store first",
    "LOAD": "would read a file or address; use practicegraph load",
    "FROM": "would name a data set of its own; write GRAPH <name> { … } around the patterns",
    **dict.fromkeys(
        ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE"),
        "would change the store; a query only reads",
    ),
}

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<unclear><[^<>"{}|^`\\\x00-\x20]*> | ["'\\])
  | (?P<variable>[?$][A-Za-z0-9_]+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<prefixed>(?:[A-Za-z_][A-Za-z0-9_-]*)?:[A-Za-z0-9_-]*)
  | (?P<word>[A-Za-z_]+)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SUSPECT: Final = re.compile("|".join((*FORBIDDEN, r"\\u")), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of query text, `text == query[start:end]`."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The text's tokens without spaces and comments."""
    found = (Token(m.lastgroup or "other", m[0], m.start(), m.end()) for m in _TOKEN.finditer(text))
    return tuple(token for token in found if token.kind not in {"space", "comment"})


def dangers(text: str) -> tuple[str, ...]:
    """Everything in a query's text for which it must not be handed to the engine."""
    found = tokens(text)
    return (*dict.fromkeys((*_reaching_out(text, found), *_unclear(text, found))), *_too_deep(found))


def _reaching_out(text: str, found: Sequence[Token]) -> Iterator[str]:
    if not _SUSPECT.search(text):
        return
    for token in found:
        # A keyword may be glued to what precedes or follows it: `trueSERVICE`, `SERVICE:x`.
        if token.kind == "word":
            yield from (f"{word} {why}" for word, why in FORBIDDEN.items() if word in token.text.upper())
        elif token.kind == "prefixed" and "SERVICE" in token.text.partition(":")[0].upper():
            yield f"SERVICE {FORBIDDEN['SERVICE']}"


def _unclear(text: str, found: Sequence[Token]) -> Iterator[str]:
    # `<x>` may be an address or two comparisons, after which quotes and comments would begin elsewhere.
    # That matters only where a forbidden word could hide in what is read as a string.
    if _SUSPECT.search(text):
        for token in found:
            if token.kind == "unclear":
                yield f"cannot be checked at {token.text[:40]!r}; write full addresses, and quotes in pairs"


def _too_deep(found: Sequence[Token]) -> Iterator[str]:
    depth = deepest = 0
    for token in found:
        depth += (token.text in {"{", "(", "["}) - (token.text in {"}", ")", "]"})
        deepest = max(deepest, depth)
    if deepest > DEPTH_LIMIT:
        yield f"nests brackets {deepest} deep, and {DEPTH_LIMIT} is the limit"
