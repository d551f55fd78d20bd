"""Tables written for people and for programs: text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicegraph.analyse.tables import Cell, Table

#: How many rows of each table an overview shows, and how wide its cells are at most.
SHOWN: Final = 15
WIDEST: Final = 60


def to_text(tables: Iterable[Table], *, rows: int | None = None) -> str:
    """Tables in columns padded with spaces, each under its sentence; with `rows`, no more rows than that."""
    return "\n".join(_text(table, rows) for table in tables if table.rows)


def to_csv(table: Table) -> str:
    """One table as CSV, in UTF-8 without a mark, lines ended as RFC 4180 has them."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return stream.getvalue()


def to_json(tables: Iterable[Table], about: Mapping[str, object]) -> str:
    """All tables, each as a list of objects, after what is said about them."""
    told = {
        table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in tables
    }
    return json.dumps({**about, **told}, ensure_ascii=False, indent=1) + "\n"


def _text(table: Table, limit: int | None) -> str:
    shown = table.rows if limit is None else table.rows[:limit]
    cells = [table.columns, *(tuple(map(_cell, row)) for row in shown)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(table.columns))]
    numeric = [all(isinstance(row[i], int | float) for row in shown) for i in range(len(table.columns))]
    lines = (
        "  ".join(_padded(*cell) for cell in zip(row, widths, numeric, strict=True)).rstrip() for row in cells
    )
    left = len(table.rows) - len(shown)
    more = f"... and {left} more: --table {table.name}\n" if left else ""
    return f"{table.says}\n\n" + "".join(f"  {line}\n" for line in lines) + more


def _padded(cell: str, width: int, numeric: bool) -> str:
    return cell.rjust(width) if numeric else cell.ljust(width)


def _cell(value: Cell) -> str:
    text = "".join(char if char.isprintable() else " " for char in str(value))
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
