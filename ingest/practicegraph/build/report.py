"""What a build did and what its store holds afterwards, as values and as a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practicegraph.build.task import Why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from practicegraph.build.figures import Figures
    from practicegraph.build.task import Refused


@dataclass(slots=True)
class Report:
    """One run: documents read, left as they were, removed and refused; `figures` are of the whole store."""

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: list[Refused] = field(default_factory=list)
    figures: Figures | None = None

    @property
    def changed(self) -> bool:
        """Whether the store is another one than before."""
        return bool(self.read or self.removed)

    @property
    def status(self) -> int:
        """The exit status for the worst of it: 0 clean, 1 not conforming, 2 unreadable, 3 a fault."""
        found = {refused.why for refused in self.refused}
        if Why.FAULT in found:
            return 3
        if found & {Why.UNREADABLE, Why.LIMIT}:
            return 2
        return 1 if Why.NOT_CONFORMING in found else 0


def print_report(report: Report, stream: TextIO) -> None:
    """Print what was done, and what the store holds."""
    stream.writelines(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    whys = Counter(refused.why for refused in report.refused)
    duplicate, not_conforming = whys.pop(Why.DUPLICATE, 0), whys.pop(Why.NOT_CONFORMING, 0)
    done = [(report.read, "read"), (report.unchanged, "unchanged"), (whys.total(), "refused")]
    done += [(not_conforming, "not conforming")]
    rare = [(duplicate, "duplicate"), (report.removed, "removed")]
    counts = (f"{count} {what}" for count, what in (*done, *((c, w) for c, w in rare if c)))
    yield f"documents   {', '.join(counts)}"
    if report.figures is not None:
        yield from _held(report.figures)


def _held(figures: Figures) -> Iterator[str]:
    policies = _many(figures.policies, "policy", "policies")
    unnamed = _many(figures.unnamed, "category", "categories")
    yield f"store       {_many(figures.snapshots, 'snapshot')} of {policies}"
    yield f"statements  {figures.statements}, of which {figures.denied} deny a practice"
    yield f"recipients  {figures.named} by name, {unnamed} without a name"
    yield from _table(("practice", "affirmed", "denied"), figures.practices)
    companies = _many(figures.companies, "company", "companies")
    yield from _table(("recipient", f"named by, of {companies}"), figures.top)


def _table(head: tuple[str, ...], rows: tuple[tuple[str | int, ...], ...]) -> Iterator[str]:
    """A blank line and the columns: the first to the left, figures to the right."""
    if not rows:
        return
    cells = [head, *(tuple(map(str, row)) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    yield ""
    for first, *others in cells:
        numbers = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *numbers))


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"
