"""One text of a policy with what it states, and its sentences to find words again in another text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.passages import Passages, passages_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicegraph.document import Document
    from practicegraph.statement import Statement

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Edition:
    """A document, its statements and its sentences; `known` are these, and `words` its text, as words alone."""

    document: Document
    statements: tuple[Statement, ...]
    passages: Passages
    known: frozenset[str]
    words: str

    @property
    def name(self) -> str:
        """The policy with the date of the text, or with the document's name where that is not known."""
        return f"{self.document.service}@{self.document.date or self.document.name}"

    def sentences_of(self, statement: Statement) -> tuple[str, ...]:
        """The whole sentences that a statement's evidence touches, as words alone."""
        told = (only_words(passage.text) for passage in self.passages.touched(statement))
        return tuple(words for words in told if words)


def edition_of(document: Document, statements: Iterable[Statement]) -> Edition:
    """An edition, with its sentences."""
    passages = passages_of(document)
    known = frozenset(only_words(passage.text) for passage in passages.all)
    return Edition(document, tuple(statements), passages, known, f" {only_words(document.text)} ")


def only_words(text: str) -> str:
    """The words of a text in lower case, without signs, so that a changed comma or link changes nothing."""
    return " ".join(_WORD.findall(text.casefold()))


def words_stand_in(statement: Statement, other: Edition) -> bool:
    """Whether the very words of a statement's evidence stand in another edition, if in other sentences."""
    return all(f" {only_words(evidence.quote)} " in other.words for evidence in statement.evidence)


def stands_in(statement: Statement, own: Edition, other: Edition) -> bool:
    """Whether all the sentences of a statement's evidence stand in another edition, whole."""
    touched = own.sentences_of(statement)
    return bool(touched) and all(words in other.known for words in touched)
