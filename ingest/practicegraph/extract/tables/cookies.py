"""Rows of tables of cookies: what is set, by whom, what for and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.actors import unique_parties
from practicegraph.extract.draft import Draft
from practicegraph.extract.phrases import phrases
from practicegraph.extract.purposes import narrow
from practicegraph.extract.tables.cells import parties_in_cell, purposes_in, time_in
from practicegraph.extract.tables.rows import by_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.tables.columns import Column, Layout
    from practicegraph.extract.tables.lines import Filled, Line
    from practicegraph.statement import Party

#: What a row is of where it says nothing else.
_USUAL: Final = "Cookie"


def is_of_cookies(layout: Layout, about: str) -> bool:
    """Whether the rows are those of cookies, as their titles or the words above the table say."""
    columns = layout.columns.values()
    named = any(c.tells("cookie") for c in columns)
    told = named or bool(phrases("column-practices")["cookie"].search(about))
    keyed = any(c.tells("cookie-name") or c.tells("cookie-kind") for c in columns)
    return told and keyed and not any(_is_of_data(c) for c in columns)


def _is_of_data(column: Column) -> bool:
    return column.role == "data" and not column.tells("cookie") and not column.tells("cookie-kind")


def cookie_drafts(line: Line) -> tuple[Draft, ...]:
    """The tracking that a row tells of, where it says what for, by whom or how long."""
    return tuple(_drafts(line))


def _drafts(line: Line) -> Iterator[Draft]:
    told = line.under("purposes", "examples", "retention", "lifespan", "recipients", "sources")
    kinds = tuple(f for f in line.filled() if f.column.tells("cookie-kind"))
    purposes = narrow(p for f in (*_of(told, "purposes", "examples"), *kinds) for p in purposes_in(f.cell))
    parties = unique_parties(
        tuple(p for f in _of(told, "recipients", "sources") for p in _providers(line, f))
    )
    time = next((time_in(f.cell) for f in _of(told, "retention", "lifespan")), None)
    if purposes or parties or time:
        yield Draft(
            practice="Tracking",
            rule="table.cookie",
            spans=line.spans(),
            technologies=_technologies(" | ".join(c.text for c in line.row.values())),
            parties=parties,
            purposes=purposes,
            duration=time.words if time else None,
            duration_iso=time.iso if time else None,
        )


def _of(told: tuple[Filled, ...], *roles: str) -> tuple[Filled, ...]:
    return tuple(f for f in told if f.column.role in roles)


def _providers(line: Line, filled: Filled) -> tuple[Party, ...]:
    if phrases("cookies")["own"].search(filled.cell.text):
        return ()
    own = filled.cell.whole.first_party
    named = (p for p in parties_in_cell(filled.cell, named=True) if p.name and not own.search(p.name))
    return tuple(by_service(line, p) for p in named)


def _technologies(row: str) -> tuple[str, ...]:
    found = tuple(t for t, words in phrases("cookies").items() if t != "own" and words.search(row))
    return found or (_USUAL,)
