"""One text of a policy with what it states, and its sentences to find words again in another text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.extract.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicegraph.document import Document
    from practicegraph.statement import Evidence, Statement

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Edition:
    """A document, its statements, and its sentences by where they begin, as words alone.

    `starts[i]` and `ends[i]` are the code points between which the words `said[i]` stand.
    """

    document: Document
    statements: tuple[Statement, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    said: tuple[str, ...]
    known: frozenset[str]

    @property
    def name(self) -> str:
        """What the document is called, with its date where that is known."""
        return f"{self.document.service}@{self.document.date or self.document.name}"

    def sentences_of(self, statement: Statement) -> tuple[str, ...]:
        """The whole sentences that a statement's evidence touches, as words alone."""
        return tuple(words for evidence in statement.evidence for words in self._touched(evidence))

    def _touched(self, evidence: Evidence) -> Iterable[str]:
        first = max(bisect_right(self.starts, evidence.start) - 1, 0)
        for i in range(first, len(self.starts)):
            if self.starts[i] >= evidence.end:
                return
            if self.ends[i] > evidence.start:
                yield self.said[i]


def edition_of(document: Document, statements: Iterable[Statement]) -> Edition:
    """An edition, with its sentences."""
    found = sorted(
        (*sentence.span(0, len(sentence.text)), only_words(sentence.text))
        for sentence in sentences(document)
        if sentence.text
    )
    told = [(start, end, words) for start, end, words in found if words]
    starts, ends, said = zip(*told, strict=True) if told else ((), (), ())
    return Edition(document, tuple(statements), starts, ends, said, frozenset(said))


def only_words(text: str) -> str:
    """The words of a text in lower case, without signs, so that a changed comma or link changes nothing."""
    return " ".join(_WORD.findall(text.casefold()))


def stands_in(statement: Statement, own: Edition, other: Edition) -> bool:
    """Whether all the sentences of a statement's evidence stand in another edition, whole."""
    touched = own.sentences_of(statement)
    return bool(touched) and all(words in other.known for words in touched)
