"""From two editions to what changed, what only moved, and what cannot be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from practicegraph.analyse.changes.change import REWORDED, change_of, in_order
from practicegraph.analyse.changes.edition import stands_in, words_stand_in
from practicegraph.analyse.changes.facts import facts_of
from practicegraph.analyse.changes.pairs import paired, wording_of
from practicegraph.analyse.changes.summary import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.analyse.changes.change import Change
    from practicegraph.analyse.changes.edition import Edition
    from practicegraph.analyse.changes.facts import Fact
    from practicegraph.analyse.changes.summary import Summary
    from practicegraph.statement import Statement


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one edition to the next.

    `changes` are changes of what is stated; `reworded` is what is stated as before though its words are gone.
    `unsettled` are statements that say something in one text alone and whose sentences stand in both: the
    reading differs there and not the policy, so they are no changes. `kept` counts the statements whose
    sentences stand in both, and which say the same in both.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    reworded: tuple[Change, ...]
    unsettled: tuple[Statement, ...]
    kept: int
    summary: Summary

    @property
    def differ(self) -> bool:
        """Whether anything is reported."""
        return bool(self.changes or self.reworded)


def compare_editions(old: Edition, new: Edition) -> Changes:
    """Compare two editions of one policy; the result does not depend on the order of their statements."""
    before, after = _facts(old.statements), _facts(new.statements)
    stays = [s for s in old.statements if stands_in(s, old, new)]
    stood = [s for s in new.statements if stands_in(s, new, old)]
    gone, come = _without(old.statements, stays), _without(new.statements, stood)
    found = (change_of(pair, before, after) for pair in paired(gone, come))
    changes = in_order(change for change in found if change is not None)
    stated = tuple(_once(change for change in changes if change.kind != REWORDED))
    unsettled = [s for s in stays if not facts_of(s) <= after] + [
        s for s in stood if not facts_of(s) <= before
    ]
    return Changes(
        old=old.name,
        new=new.name,
        changes=stated,
        reworded=tuple(_by_words(changes, new)),
        unsettled=tuple(unsettled),
        kept=sum(1 for s in stays if facts_of(s) <= after),
        summary=summary_of(stated, old.statements, new.statements),
    )


def _facts(statements: Iterable[Statement]) -> frozenset[Fact]:
    return frozenset().union(*map(facts_of, statements))


def _without(statements: Iterable[Statement], others: Iterable[Statement]) -> list[Statement]:
    known = {statement.id for statement in others}
    return sorted((s for s in statements if s.id not in known), key=lambda s: s.id)


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    """Each change once, though a text may say it in the same words at several places."""
    seen = set()
    for change in changes:
        quotes = tuple(s and tuple(e.quote for e in s.evidence) for s in (change.old, change.new))
        said = (change.kind, change.practice, change.lost, change.gained, quotes)
        if said not in seen:
            seen.add(said)
            yield change


def _by_words(changes: Iterable[Change], new: Edition) -> Iterator[Change]:
    """What is reworded, once for each old quote, with the new statement that is closest in words.

    Words that stand in the new text as they were, if in another sentence, are not gone.
    """
    seen: set[tuple[str, ...]] = set()
    for change in changes:
        if change.kind != REWORDED or change.old is None:
            continue
        quotes = tuple(evidence.quote for evidence in change.old.evidence)
        if quotes not in seen and not words_stand_in(change.old, new):
            seen.add(quotes)
            yield change if change.new else replace(change, new=_says_now(change.old, new))


def _says_now(old: Statement, new: Edition) -> Statement | None:
    said = facts_of(old)
    heirs = (statement for statement in new.statements if said & facts_of(statement))
    return max(heirs, key=lambda statement: (wording_of(old, statement), statement.id), default=None)
