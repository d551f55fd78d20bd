"""One change: what kind it is of, and what is no longer or newly said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.changes.facts import facts_of, party_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from practicegraph.analyse.changes.facts import Fact
    from practicegraph.analyse.changes.pairs import Pair
    from practicegraph.statement import Statement

#: The last of the kinds: what is said as before, though its words are gone.
REWORDED: Final = "reworded"
#: The kinds of change, the gravest first.
KINDS: Final = (
    "denied to affirmed",
    "will not to may",
    "affirmed to denied",
    "does to may",
    "may to does",
    "retention changed",
    "changed",
    "added",
    "removed",
    REWORDED,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `old` or `new` is None where a statement was removed or added.

    `lost` and `gained` say, in words, the facts that the whole of the other text does not have.
    """

    kind: str
    old: Statement | None
    new: Statement | None
    lost: tuple[str, ...]
    gained: tuple[str, ...]

    @property
    def practice(self) -> str:
        """The practice that the newer statement, or the removed one, is about."""
        statement = self.new or self.old
        return statement.practice if statement else ""


def change_of(pair: Pair, before: Set[Fact], after: Set[Fact]) -> Change | None:
    """The change that a pair is, in view of all facts of both texts; None for what is merely repeated."""
    old, new = pair
    lost = (facts_of(old) - after) if old else frozenset()
    gained = (facts_of(new) - before) if new else frozenset()
    if lost or gained:
        return Change(_kind(old, new, lost, gained), old, new, _told(lost, old), _told(gained, new))
    return Change(REWORDED, old, new, (), ()) if old else None


def _told(facts: Iterable[Fact], statement: Statement | None) -> tuple[str, ...]:
    names = party_names(statement) if statement else {}
    return tuple(sorted({fact.told(names) for fact in facts}))


def _kind(old: Statement | None, new: Statement | None, lost: Set[Fact], gained: Set[Fact]) -> str:
    if old is None or new is None:
        return "added" if old is None else "removed"
    if old.polarity != new.polarity:
        return _turned(new)
    if old.modality != new.modality:
        return "does to may" if new.modality == "may" else "may to does"
    slots = {fact.slot for fact in (*lost, *gained)}
    return "retention changed" if "retention" in slots else "changed"


def _turned(new: Statement) -> str:
    if new.polarity == "denied":
        return "affirmed to denied"
    return "will not to may" if new.modality == "may" else "denied to affirmed"


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The gravest kinds first, each in the order of the newer text."""
    return tuple(sorted(changes, key=_order))


def _order(change: Change) -> tuple[int, int, str]:
    statement = change.new or change.old
    start, id_ = (statement.evidence[0].start, statement.id) if statement else (0, "")
    return KINDS.index(change.kind), start, id_
