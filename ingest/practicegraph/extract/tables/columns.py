"""What the columns of a table hold, by the words above them and by what stands below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from practicegraph.extract.phrases import phrases
from practicegraph.extract.tables.grid import turned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicegraph.extract.tables.cells import Cell
    from practicegraph.extract.tables.grid import Row

Role = Literal[
    "none", "basis", "retention", "lifespan", "sources", "purposes", "recipients", "examples", "data", "answers"
]  # fmt: skip
#: Words for a role, by their name, in the order in which they are tried.
ROLES: Final[Mapping[str, Role]] = {
    "data-head": "data", "none": "none", "basis": "basis", "retention": "retention", "lifespan": "lifespan",
    "sources": "sources", "purposes": "purposes", "recipients": "recipients", "examples": "examples",
    "data": "data",
}  # fmt: skip
#: What a cell may hold that says "none" besides, where no cell of its column says "yes".
_OPEN: Final = frozenset(("recipients", "retention", "sources"))
#: What is longer is no title of a column.
_LONGEST_TITLE: Final = 140
#: How many rows may stand above the titles.
_TITLES_WITHIN: Final = 2
#: The share of its cells that answer where a column asks.
_ANSWERED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title, what it holds, and whether a cross in it says no beside ticks that say yes."""

    title: Cell
    role: Role
    crossed: bool = False

    def tells(self, what: str) -> bool:
        """Whether its title has words for this: "collected", "shared", "sold", "used", "named", ..."""
        return bool(phrases("column-practices")[what].search(self.title.text))


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, and the rows below their titles."""

    columns: Mapping[int, Column]
    rows: tuple[Row, ...]

    def with_role(self, *roles: Role) -> tuple[int, ...]:
        """The numbers of the columns that hold one of these, from the left."""
        return tuple(n for n, column in sorted(self.columns.items()) if column.role in roles)


def layout_of(rows: Sequence[Row]) -> Layout | None:
    """The layout of a table whose first rows, or whose first column, name what it holds; None for others."""
    layout = _below_titles(rows)
    if _is_turned(rows, layout):
        return _below_titles(turned(rows))
    return layout


def _is_turned(rows: Sequence[Row], layout: Layout | None) -> bool:
    """Whether the titles stand at the left, with more kinds of them than at the top."""
    beside = {role for row in rows if 0 in row and (role := _role(row[0])) not in (None, "none")}
    above = {c.role for c in layout.columns.values()} if layout else set()
    titled = sum(0 in row and _role(row[0]) is not None for row in rows)
    return len(beside) > max(2, len(above)) and titled * 3 >= len(rows) * 2 and "data" in beside


def _below_titles(rows: Sequence[Row]) -> Layout | None:
    for number, titles in enumerate(rows[:_TITLES_WITHIN]):
        body = tuple(row for row in rows[number + 1 :] if _texts(row) != _texts(titles))
        if body and _are_titles(titles):
            columns = {n: _column(n, cell, body) for n, cell in titles.items()}
            found = {n: column for n, column in columns.items() if column is not None}
            if len(found) > 1 and any(c.role != "none" for c in found.values()):
                return Layout(found, body)
    return None


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.values()]


def _are_titles(row: Row) -> bool:
    texts = _texts(row)
    return len(texts) > 1 and all(
        len(text) <= _LONGEST_TITLE and not text.rstrip("*_ ").endswith((".", ";")) for text in texts
    )


def _role(title: Cell) -> Role | None:
    return role_of(title.text) if len(title.text) <= _LONGEST_TITLE else None


def role_of(title: str) -> Role | None:
    """What a column of this title holds, or None where the title does not tell."""
    return next((role for name, role in ROLES.items() if phrases("columns")[name].search(title)), None)


def _column(number: int, title: Cell, body: Sequence[Row]) -> Column | None:
    cells = [row[number] for row in body if number in row]
    answers = [answer for cell in cells if (answer := cell.answer())]
    role = _role(title)
    asks = "yes" in answers or ("no" in answers and role not in _OPEN)
    if asks and len(answers) >= _ANSWERED * len(cells):
        ticks = any(cell.text.strip()[:1] in "✓✔✅☑" or cell.text.lower().startswith("y") for cell in cells)
        return Column(title, "answers", crossed=ticks)
    if role == "retention" and number == 0:
        # The first column tells what the rows are about, and of these are kinds of periods.
        return Column(title, "none")
    if role is None and _names_cookies(title):
        return Column(title, "none")
    if role is None and number == 0 and _is_data(cells):
        return Column(title, "data")
    return Column(title, role) if role else None


def _is_data(cells: Sequence[Cell]) -> bool:
    """Whether most cells of a column name data, whatever its title is."""
    named = sum(bool(cell.listed and cell.listed.inside("data", 0, len(cell.listed.parse))) for cell in cells)
    return named * 2 > len(cells)


def _names_cookies(title: Cell) -> bool:
    says = phrases("column-practices")
    return any(says[name].search(title.text) for name in ("cookie", "cookie-name", "cookie-kind"))
