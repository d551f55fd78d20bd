"""Contradictions as a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.analyse.tables import Table
from practicegraph.analyse.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicegraph.analyse.contradictions.find import Contradiction
    from practicegraph.analyse.tables import Cell

_COLUMNS: Final = (
    "company", "date", "grade", "denied practice", "affirmed practice", "data", "recipient", "purpose", "told apart by",
    "denial", "affirmation", "denial start", "affirmation start", "document", "denying", "affirming",
)  # fmt: skip


def table_of(found: Iterable[Contradiction]) -> Table:
    """One row a pair, with both quotes; where a slot differs, the denied value and the affirmed one."""
    says = "Practices that one text of a policy both denies and affirms."
    return Table("contradictions", says, _COLUMNS, tuple(map(_row, found)))


def _row(pair: Contradiction) -> tuple[Cell, ...]:
    return (
        pair.document.company,
        pair.document.date or "",
        pair.overlap.grade,
        pair.denied.practice,
        pair.affirmed.practice,
        _slot(pair.overlap.data),
        _slot(pair.overlap.recipient),
        _slot(pair.overlap.purpose),
        "; ".join(pair.guards),
        words_of(pair.denied),
        words_of(pair.affirmed),
        pair.denied.evidence[0].start,
        pair.affirmed.evidence[0].start,
        pair.document.name,
        pair.denied.id,
        pair.affirmed.id,
    )


def _slot(values: tuple[str, str]) -> str:
    denied, affirmed = values
    return denied if denied == affirmed else f"{denied or 'any'} > {affirmed or 'any'}"
