"""Terms for data whose meaning each policy has to say itself: `ontology/frames/terms.toml` has the words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import ahocorasick_rs

from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAME_NOUNS: Final = re.compile(r"\b(?:info|data|details)$")
#: Signs that may stand right before a term.
_BEFORE: Final = " \"\u201c('*/\u2014\u2013"
_WORD_BEFORE: Final = re.compile(r"[\w-]+(?= $)")


class Term(NamedTuple):
    """A term at `text[start:end]`: a noun for data with its qualifiers."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    automaton: ahocorasick_rs.AhoCorasick
    qualifiers: frozenset[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    table = tomllib.loads(knowledge_root().joinpath("ontology", "frames", "terms.toml").read_text("utf-8"))
    forms = [f"{qualifier} {noun}" for qualifier in table["qualifiers"] for noun in table["nouns"]]
    automaton = ahocorasick_rs.AhoCorasick(sorted(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return _Vocabulary(automaton, frozenset(table["qualifiers"]))


def terms_in(text: str) -> Iterator[Term]:
    """The terms in a text, in order, each with all its listed qualifiers."""
    lowered = text.lower()
    for _, start, end in _vocabulary().automaton.find_matches_as_indexes(lowered):
        if not (lowered[end : end + 1].isalnum() or lowered[max(0, start - 1) : start].strip(_BEFORE)):
            yield Term(_widened(lowered, start), end)


def _widened(lowered: str, start: int) -> int:
    """Where a term begins when listed words before it are counted in."""
    while (match := _WORD_BEFORE.search(lowered[max(0, start - 40) : start])) and match[
        0
    ] in _vocabulary().qualifiers:
        start -= len(match[0]) + 1
    return start


def normal(term: str) -> str:
    """A term in the form in which different spellings of it are one."""
    words = " ".join(term.lower().replace("-", " ").split())
    return _SAME_NOUNS.sub("information", words)
