"""The changes between two texts as plain tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.analyse.tables import Table
from practicegraph.analyse.words import words_of

if TYPE_CHECKING:
    from practicegraph.analyse.changes.change import Change
    from practicegraph.analyse.changes.compare import Changes
    from practicegraph.analyse.tables import Cell

_COLUMNS: Final = (
    "kind", "practice", "no longer", "now", "old words", "new words", "old polarity",
    "new polarity", "old start", "new start", "old statement", "new statement",
)  # fmt: skip


def tables_of(found: Changes) -> tuple[Table, ...]:
    """What was gained and lost as a whole, each change with its words, and what the words do not settle."""
    turns = tuple(
        (
            "gained" if turn.gained else "lost",
            turn.what,
            turn.value,
            words_of(turn.statement),
            turn.statement.id,
        )
        for turn in found.summary
    )
    unsettled = tuple((s.practice, s.polarity, words_of(s), s.id) for s in found.unsettled)
    return (
        Table(
            "summary",
            "Gained and lost in the policy as a whole.",
            ("turn", "what", "value", "words", "statement"),
            turns,
        ),
        Table("changes", "Changes of what is stated.", _COLUMNS, tuple(map(_row, found.changes))),
        Table(
            "evidence", "Stated as before, in words that are new.", _COLUMNS, tuple(map(_row, found.reworded))
        ),
        Table(
            "unsettled",
            "Read in one text alone though the sentence stands in both: no change of the policy.",
            ("practice", "polarity", "words", "statement"),
            unsettled,
        ),
    )


def _row(change: Change) -> tuple[Cell, ...]:
    return (
        change.kind,
        change.practice,
        "; ".join(change.lost),
        "; ".join(change.gained),
        words_of(change.old) if change.old else "",
        words_of(change.new) if change.new else "",
        change.old.polarity if change.old else "",
        change.new.polarity if change.new else "",
        change.old.evidence[0].start if change.old else "",
        change.new.evidence[0].start if change.new else "",
        change.old.id if change.old else "",
        change.new.id if change.new else "",
    )
