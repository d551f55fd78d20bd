"""Statements of two texts that became each other: found by what they say first, and by their words second."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from practicegraph.analyse.changes.edition import only_words
from practicegraph.analyse.changes.facts import FLOWS, facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicegraph.statement import Statement

#: How alike two statements must be, from 0 to 1: in what they say and in words, or in words alone.
MEANING: Final = 0.5
WORDING: Final = 0.72

#: An old statement and the new one that it became; None for one that has no counterpart.
Pair = tuple["Statement | None", "Statement | None"]


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike two statements are; the best pair sorts first, and equals sort by id."""

    score: float
    old: Statement
    new: Statement

    @property
    def rank(self) -> tuple[float, str, str]:
        """Its place among all pairs."""
        return -self.score, self.old.id, self.new.id


def paired(old: Sequence[Statement], new: Sequence[Statement]) -> tuple[Pair, ...]:
    """Each statement with the one that it became, if any; the most alike are paired first."""
    likely = (_likeness(one, other) for one in old for other in new if _related(one, other))
    partner: dict[str, Statement] = {}
    taken: set[str] = set()
    for likeness in sorted((found for found in likely if found.score), key=lambda found: found.rank):
        if likeness.old.id not in partner and likeness.new.id not in taken:
            partner[likeness.old.id] = likeness.new
            taken.add(likeness.new.id)
    alone = ((None, statement) for statement in new if statement.id not in taken)
    return (*((statement, partner.get(statement.id)) for statement in old), *alone)


def _related(old: Statement, new: Statement) -> bool:
    return old.practice == new.practice or {old.practice, new.practice} <= set(FLOWS)


def _likeness(old: Statement, new: Statement) -> _Likeness:
    """The sum of both measures; 0 where they are too small to make one statement of the two."""
    meaning, wording = _meaning(old, new), wording_of(old, new)
    alike = old.practice == new.practice and meaning >= MEANING and wording >= MEANING
    return _Likeness(meaning + wording if alike or wording >= WORDING else 0.0, old, new)


def _meaning(old: Statement, new: Statement) -> float:
    """The share of values that two statements have in common, whatever they affirm, deny or make depend."""
    ours, theirs = _values(old), _values(new)
    return len(ours & theirs) / len(ours | theirs)


@lru_cache(maxsize=4096)
def _values(statement: Statement) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset((fact.slot, fact.values) for fact in facts_of(statement))


def wording_of(old: Statement, new: Statement) -> float:
    """How alike the words of two statements are, from 0 to 1."""
    return fuzz.ratio(_words(old), _words(new)) / 100


@lru_cache(maxsize=4096)
def _words(statement: Statement) -> str:
    return only_words(statement.evidence[0].quote)
