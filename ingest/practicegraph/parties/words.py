"""The word lists by which names are read: files in `ontology/parties/`, so that a word is one edit there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.errors import InvalidKnowledge
from practicegraph.knowledge import knowledge_root

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME_WORDS: Final = "name-words.txt"
NOT_PARTIES: Final = "not-parties.txt"


@lru_cache
def word_set(section: str) -> frozenset[str]:
    """Give the words of a section of `name-words.txt`, in lower case.

    Raises:
        InvalidKnowledge: The file has no such section.
    """
    words: set[str] = set()
    current = ""
    for line in _lines(NAME_WORDS):
        if line.startswith("["):
            current = line[1:].partition("]")[0]
        elif current == section:
            words.update(word.replace("-", " ") for word in line.split())
    if not words:
        raise InvalidKnowledge(NAME_WORDS, (f"has no section [{section}]; put it back",))
    return frozenset(words)


def stop_phrases() -> tuple[str, ...]:
    """Give the phrases of `not-parties.txt` as they are written."""
    return tuple(_lines(NOT_PARTIES))


def _lines(file: str) -> Iterator[str]:
    text = knowledge_root().joinpath("ontology", "parties", file).read_text("utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
