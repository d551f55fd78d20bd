"""A sentence with all that was found in it: tokens, marked terms, predicates."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from practicegraph.extract.clauses import Predicate, predicates
from practicegraph.extract.frames import load_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicegraph.extract.parse import Parse
    from practicegraph.extract.sentences import Sentence


class Mark(NamedTuple):  # a tuple and no dataclass, since a corpus has one for every fifth word
    """A term: the tokens `start` to `end` of a sentence (characters `at` to `until`), and their concept.

    `kind` is that of the concept's scheme; `generic` says that a more specific term in a list overrides
    it ("information such as your name"); `name` is a named party's name as written.
    """

    start: int
    end: int
    concept: str
    kind: str
    generic: bool = False
    name: str | None = None
    at: int = 0
    until: int = 0


@dataclass(frozen=True)
class Reading:
    """One sentence: `terms` are data, parties and technologies, `phrases` purposes, conditions and so on.

    `title` says that it is no more than the title of data that is listed behind it.
    """

    sentence: Sentence
    parse: Parse
    terms: tuple[Mark, ...]
    phrases: tuple[Mark, ...]
    first_party: re.Pattern[str]
    title: bool = False

    @cached_property
    def predicates(self) -> tuple[Predicate, ...]:
        """The verbs that carry a practice, with what belongs to them."""
        named = (
            range(m.start, m.end)
            for m in self.terms
            if m.kind == "data" or not self._nouns.isdisjoint((m.start, m.end - 1))
        )
        return predicates(self.parse, load_frames().bases, frozenset(chain.from_iterable(named)), self._nouns)

    @cached_property
    def _nouns(self) -> frozenset[int]:
        """The tokens with which terms of several words begin, or technologies end, where they look like verbs."""
        long = [m for m in self.terms if m.end - m.start > 1]
        ends = (m.end - 1 for m in long if m.kind == "technology")
        return frozenset(i for i in (*(m.start for m in long), *ends) if self.parse.tags[i] == "VBG")

    @cached_property
    def exception(self) -> int:
        """The token at which an exception begins ("except", "other than"), else the end of the sentence."""
        match = _EXCEPTION.search(self.sentence.text)
        return self.token(match.start()) if match and match.start() > 0 else len(self.parse)

    def inside(self, kind: str, start: int, end: int) -> tuple[Mark, ...]:
        """The terms of a kind that begin among the tokens `start` to `end`."""
        return tuple(m for m in self.terms if m.kind == kind and start <= m.start < end)

    @cached_property
    def _phrases(self) -> tuple[Mark, ...]:
        """The phrases, without those of a general purpose that another one covers in part, or of means of marketing."""
        specific = [m for m in self.phrases if m.kind == "purpose" and m.concept not in _GENERAL]
        offers = [m for m in specific if m.concept in _OFFERS]
        return tuple(
            m
            for m in self.phrases
            if not _is_of_marketing(m, specific)
            and self.sentence.text[max(0, m.at - 4) : m.at].lower() != "non-"
            and (m.concept not in _GENERAL or not any(o.start <= m.start < o.end for o in specific))
            and not (
                m.concept == "ServiceCommunication"
                and any(m.start <= o.start and o.end == m.end for o in offers)
            )
        )

    def said(self, kind: str, start: int = 0, end: int = 10_000) -> tuple[Mark, ...]:
        """The phrases of a kind that begin among the tokens `start` to `end`."""
        return tuple(m for m in self._phrases if m.kind == kind and start <= m.start < end)

    def words(self, start: int, end: int) -> str:
        """The words from token `start` to token `end`, as the sentence has them."""
        if start >= end:
            return ""
        return self.sentence.text[self.parse.starts[start] : self.parse.end(end - 1)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the tokens `start` to `end` stand in the document."""
        first = min(self.parse.starts[start], len(self.sentence.text) - 1)
        first += self.sentence.text[first:].startswith(" ")  # behind a number that the parser does not see
        last = min(self.parse.end(end - 1), len(self.sentence.text))
        return self.sentence.span(first, max(last, first + 1))

    def token(self, char: int) -> int:
        """The token at a character of the sentence."""
        return self.parse.token_at(char)


#: What a message is about that is sent: more than that one is sent.
_OFFERS: Final = frozenset(("Marketing", "Promotion", "Advertising"))
#: Purposes so general that a more particular one said with the same words is what is meant.
_GENERAL: Final = frozenset(("ServiceProvision", "BusinessOperation"))
#: Purposes of which the words are also those of marketing ("contact you with our promotions").
_OF_MARKETING: Final = frozenset(("ServiceCommunication", "Promotion"))


def _is_of_marketing(phrase: Mark, others: Iterable[Mark]) -> bool:
    """Whether a phrase is only a part of what is said of marketing."""
    return phrase.concept in _OF_MARKETING and any(
        o.concept == "Marketing" and o.start <= phrase.start and phrase.end <= o.end for o in others
    )


_EXCEPTION: Final = re.compile(
    r"\b(?:except|other than|unless|excluding|apart from|save for|but only|without also)\b", re.IGNORECASE
)
_LIST_CUES: Final = re.compile(
    r"\b(?:such as|including(?: but not limited to)?|includes?|like|e\.g\.?|for example|for instance|i\.e\.?|"
    r"namely|limited to|the following|as follows|consisting of|consists? of|comprising|in particular|"
    r"(?:which|that) may include)\b|[:(\u2013\u2014]",
    re.IGNORECASE,
)


def specific(
    reading: Reading, marks: Iterable[Mark], broader: Mapping[str, frozenset[str]]
) -> tuple[Mark, ...]:
    """The marks without those that a list right after them spells out.

    "personal information, such as your name" names a name, and no more; "your name and other personal
    information" names both. `broader` gives each concept's ancestors.
    """
    ordered = sorted(marks, key=lambda m: (m.at, m.start))
    kept = [m for i, m in enumerate(ordered) if not _spelt_out(reading, m, ordered[i + 1 :], broader)]
    return tuple(kept)


def _spelt_out(
    reading: Reading, mark: Mark, later: list[Mark], broader: Mapping[str, frozenset[str]]
) -> bool:
    listed = [m for m in later if m.at >= mark.until]
    if not listed:
        return False
    between = reading.sentence.text[mark.until : listed[0].at]
    if len(between) >= 160 or not _LIST_CUES.search(between):  # noqa: PLR2004  # farther off, the list is another noun's
        return False
    members = _one_list(reading.sentence.text, listed)
    if mark.generic:
        return members[0].concept != mark.concept
    return any(mark.concept in broader.get(m.concept, ()) for m in members)


#: How far apart the members of a list stand at most, in characters.
_APART: Final = 30


def _one_list(text: str, marks: list[Mark]) -> list[Mark]:
    """The first marks, as far as they are members of one list."""
    members = marks[:1]
    for mark in marks[1:]:
        gap = text[members[-1].until : mark.at]
        if len(gap) > _APART or any(sign in gap for sign in ".:;)"):
            break
        members.append(mark)
    return members


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values without repetition, in the order in which they first came."""
    return tuple(dict.fromkeys(values))


def nearest_before(marks: tuple[Mark, ...], token: int) -> Mark | None:
    """The last mark that begins before a token; `marks` are in order."""
    index = bisect_left([m.start for m in marks], token)
    return marks[index - 1] if index else None
