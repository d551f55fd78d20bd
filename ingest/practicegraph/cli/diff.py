"""What changed between two texts of one policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from practicegraph.cli import options
from practicegraph.cli.output import format_of, output

if TYPE_CHECKING:
    from practicegraph.analyse.changes import Changes, Edition
    from practicegraph.build import Outcome, Task

_KINDS: Final = ("table", "csv", "json")
_SUFFIXES: Final = {".txt": "table", ".csv": "csv", ".json": "json"}


@click.command
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@options.store(required=False)
@options.choice(_KINDS)
@options.to_file
def diff(*, old: str, new: str, store: Path | None, kind: str | None, target: Path | None) -> int:
    """Show what changed between two texts of one policy: two files or, with --store, two snapshots.

    A snapshot is written as SERVICE@DATE. Shown are statements that were added, removed, turned from denied
    to affirmed or otherwise changed, each with its words in both texts, and statements whose old words are
    gone. Words that merely moved are no change. The exit status is 1 where anything changed.
    """
    from practicegraph.analyse.changes import compare_editions

    before, after = _read(old, new) if store is None else _stored(old, new, store)
    found = compare_editions(before, after)
    with output(target) as stream:
        stream.write(_written(found, format_of(kind, target, _SUFFIXES, "table")).encode())
    return 1 if found.differ else 0


def _read(old: str, new: str) -> tuple[Edition, Edition]:
    """Two files, read and extracted: in one process, unless their names are the same."""
    from practicegraph.build import carry_out, in_order

    tasks = [_task(old), _task(new)]
    runs = [tasks] if tasks[0].name != tasks[1].name else [[task] for task in tasks]
    outcomes = [outcome for run in runs for outcome in in_order(run, carry_out(run))]
    first, second = map(_edition, outcomes)
    return (first, second) if tasks[0].name <= tasks[1].name else (second, first)


def _task(path: str) -> Task:
    from dataclasses import replace

    from practicegraph.build import find_sources
    from practicegraph.errors import UnreadableInput

    sources = find_sources([Path(path)])
    for refused in sources.refused:
        raise UnreadableInput(refused.label, refused.reason)
    if len(sources.tasks) != 1:
        raise click.UsageError(f"{path}: name one document; here are {len(sources.tasks)}.")
    return replace(sources.tasks[0], statements_only=True)


def _edition(outcome: Outcome) -> Edition:
    from practicegraph.analyse.changes import edition_of
    from practicegraph.build import Refused
    from practicegraph.errors import UnreadableInput

    if isinstance(outcome, Refused):
        raise UnreadableInput(outcome.label, outcome.reason)
    return edition_of(outcome.document, outcome.statements)


def _stored(old: str, new: str, store: Path) -> tuple[Edition, Edition]:
    from practicegraph.analyse.changes import edition_of
    from practicegraph.analyse.snapshots import find_snapshot
    from practicegraph.build.records import kept
    from practicegraph.store import read_store

    with read_store(store) as opened:
        first, second = (edition_of(*kept(opened, find_snapshot(opened, name))) for name in (old, new))
    return first, second


def _written(found: Changes, kind: str) -> str:
    from dataclasses import replace

    from practicegraph.analyse.changes.tables import tables_of
    from practicegraph.analyse.changes.text import to_text
    from practicegraph.analyse.render import to_csv, to_json

    if kind == "table":
        return to_text(found)
    summary, changes, evidence, unsettled = tables_of(found)
    if kind == "csv":
        return to_csv(replace(changes, rows=(*changes.rows, *evidence.rows)))
    about = {"old": found.old, "new": found.new, "kept": found.kept}
    return to_json((summary, changes, evidence, unsettled), about)
