"""Words that name nobody: categories of recipients, and what a policy calls itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from practicegraph.parties.normalise import key
from practicegraph.parties.words import stop_phrases, word_set

_WORD: Final = re.compile(r"[\w'\u2019-]+")


@dataclass(frozen=True, slots=True)
class StopList:
    """Phrases that name nobody, by `stem`, and the words that they are made of."""

    phrases: frozenset[str]
    words: frozenset[str]


def is_listed(name: str) -> bool:
    """Whether these very words are on the list, but for case and plural."""
    return " ".join(stem(word) for word in _WORD.findall(name)) in _stop_list().phrases


def is_stop_phrase(name: str) -> bool:
    """Whether a name is on the list, but for the words before it, case and plural."""
    stems = [stem(word) for word in _WORD.findall(name)]
    while stems and stems[0] in word_set("before"):
        del stems[0]
    return not stems or " ".join(stems) in _stop_list().phrases


def is_made_of_stop_words(name: str) -> bool:
    """Whether a name has no word but those of the list, so that it speaks of a category in a new way."""
    known = _stop_list().words | word_set("before")
    parts = (part for word in _WORD.findall(name) for part in re.split(r"[-'\u2019]", word) if part)
    return all(stem(part) in known for part in parts)


@lru_cache(maxsize=1 << 13)
def stem(word: str) -> str:
    """Bring a word to its singular, without case: "Companies" and "company's" to "company"."""
    plain = key(re.sub(r"['\u2019]s?$", "", word))
    singular = plain if plain.endswith("ss") else plain.removesuffix("s")
    return singular.removesuffix("ie") + "y" if singular.endswith("ie") else singular


@lru_cache(maxsize=1)
def _stop_list() -> StopList:
    lines = stop_phrases()
    phrases = [[stem(word) for word in _WORD.findall(line)] for line in lines]
    parts = (
        part
        for line in lines
        for word in _WORD.findall(line)
        for part in re.split(r"[-'\u2019]", word)
        if part
    )
    return StopList(
        frozenset(" ".join(phrase) for phrase in phrases), frozenset(stem(part) for part in parts)
    )
