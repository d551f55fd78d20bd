"""The page of measured figures, docs/quality.md."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.quality import Score
    from bench.speed import Speed

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "quality.md"
_TITLES: Final = {
    "gold-seeds": "Five seed policies",
    "gold-others": "Six other policies",
    "opp115": "83 policies of OPP-115, labels that law students agreed on",
}
_HEADER: Final = """# How right the statements are

Measured on {day} at commit {commit} by `python -m bench.quality`, which writes this page.

F1 is over facts: one value of one slot of one statement, at its place in the text. The column `people` is
what a person reaches by the same count: in the gold sets, one reader against the other; in OPP-115, one
student against what the two others agree on. A fact that a single reader found counts neither way.
"""
_DENIED: Final = """## Denied practices, all sets

What a policy says it does not do is counted apart: taking a denial for a practice is the worst mistake.
"""
_DENIALS: Final = ("DENIED", "denial")
_HEAD: Final = ("| | right | wrong | missed | F1 | people |", "|---|--:|--:|--:|--:|--:|")


def write_page(scores: dict[str, tuple[Score, ...]], speed: Speed | None) -> None:
    """Write what was measured, with the day and the commit."""
    PAGE.write_text("\n".join(_page(scores, speed)) + "\n", encoding="utf-8")


def _page(scores: dict[str, tuple[Score, ...]], speed: Speed | None) -> Iterator[str]:
    yield _HEADER.format(day=datetime.now(UTC).date(), commit=commit())
    for part, rows in scores.items():
        yield f"## {_TITLES[part]}\n"
        yield from (*_HEAD, *(_row(row) for row in rows if row.name not in _DENIALS), "")
    yield _DENIED
    denials = ((part, row) for part, rows in scores.items() for row in rows if row.name in _DENIALS)
    yield from (*_HEAD, *(_row(row, f"{part}: ") for part, row in denials), "")
    if speed:
        yield from _speed(speed)


def _row(row: Score, before: str = "") -> str:
    people = f"{row.people:.3f}" if row.people else ""
    return f"| {before}{row.name} | {row.right} | {row.wrong} | {row.missed} | {row.f1:.3f} | {people} |"


def _speed(speed: Speed) -> Iterator[str]:
    yield f"## Speed\n\nOver {speed.words:,} words, in one process, both cold at the start, policy by policy in turns.\n"
    yield "| | words per CPU-second |\n|---|--:|"
    yield f"| from file to statements | {speed.ours:,.0f} |"
    yield f"| the parser alone on the same text | {speed.parser:,.0f} |"
    yield f"| ratio | {speed.ratio:.2f} |"


def commit() -> str:
    """The commit that is measured, with a mark where files differ from it."""
    command = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
