"""The changes in a few lists: who and what was gained or lost, as the whole policy has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.changes.facts import FLOWS, party_key, party_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from practicegraph.analyse.changes.change import Change
    from practicegraph.statement import Statement


@dataclass(frozen=True, slots=True)
class Turn:
    """A thing that the whole of one text has and the other has not: "recipient", and whether it was gained.

    `statement` is the first one that says so, of the text that has it.
    """

    what: str
    gained: bool
    value: str
    statement: Statement


#: The turns, by what they are of.
Summary = tuple[Turn, ...]


def summary_of(changes: Iterable[Change], old: Iterable[Statement], new: Iterable[Statement]) -> Summary:
    """What was gained and lost; only what a change shows, so that each can be read there."""
    changes = tuple(changes)
    old, new = tuple(old), tuple(new)
    turns = []
    for what, values in _KINDS.items():
        shown_new = [change.new for change in changes if change.new]
        shown_old = [change.old for change in changes if change.old]
        turns += _turns(what, values, shown_new, old, gained=True)
        turns += _turns(what, values, shown_old, new, gained=False)
    return tuple(turns)


def _turns(
    what: str,
    values: Callable[[Statement], Iterable[str]],
    shown: Iterable[Statement],
    other: Iterable[Statement],
    *,
    gained: bool,
) -> list[Turn]:
    known = {value for statement in other for value in values(statement)}
    first: dict[str, Turn] = {}
    for statement in shown:
        for value in values(statement):
            if value not in known:
                label = party_names(statement).get(value, value)
                first.setdefault(value, Turn(what, gained, label, statement))
    return [first[value] for value in sorted(first)]


def _of(practices: tuple[str, ...], field: str) -> Callable[[Statement], Iterable[str]]:
    def values(statement: Statement) -> Iterable[str]:
        told = statement.practice in practices and statement.polarity == "affirmed"
        return getattr(statement, field) if told else ()

    return values


def _recipients(statement: Statement) -> Iterable[str]:
    told = statement.practice in FLOWS and statement.polarity == "affirmed"
    return map(party_key, statement.parties) if told else ()


def _retention(statement: Statement) -> Iterable[str]:
    kept = statement.practice == "Storage" and statement.duration
    return (str(statement.duration_iso or statement.duration),) if kept else ()


_KINDS: Final[dict[str, Callable[[Statement], Iterable[str]]]] = {
    "recipient": _recipients,
    "data shared": _of(FLOWS, "data"),
    "data collected": _of(("Collection", "Tracking"), "data"),
    "purpose of use": _of(("Use",), "purposes"),
    "right": _of(("Right",), "rights"),
    "choice": _of(("Choice",), "choices"),
    "retention": _retention,
}
