"""What policies both affirm and deny."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from practicegraph.cli import options
from practicegraph.cli.output import format_of, output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from practicegraph.analyse.contradictions import Contradiction
    from practicegraph.store import Store

_KINDS: Final = ("table", "csv", "json")
_SUFFIXES: Final = {".txt": "table", ".csv": "csv", ".json": "json"}


@click.command
@options.store()
@click.option(
    "--all-snapshots", is_flag=True, help="Look into every snapshot of a policy, not the newest alone."
)
@click.option(
    "--guarded", is_flag=True, help="Show the pairs that something tells apart, too, and what it is."
)
@options.choice(_KINDS)
@options.to_file
def contradictions(
    *, store: Path, all_snapshots: bool, guarded: bool, kind: str | None, target: Path | None
) -> int:
    """Show where one text of a policy denies a practice and affirms it, or a narrower case of it.

    Shown are pairs of the same actor, data, recipient, purpose and group of people that no condition,
    exception or scope tells apart, each with both quotes. The exit status is 1 where there are any.
    """
    from practicegraph.store import read_store

    with read_store(store) as opened:
        found = list(_found(opened, all_snapshots=all_snapshots))
    clear = [pair for pair in found if not pair.guards]
    text = _written(
        found if guarded else clear, len(clear), len(found), format_of(kind, target, _SUFFIXES, "table")
    )
    with output(target) as stream:
        stream.write(text.encode())
    return 1 if clear else 0


def _found(store: Store, *, all_snapshots: bool) -> Iterator[Contradiction]:
    from practicegraph.analyse.contradictions import find_contradictions
    from practicegraph.analyse.snapshots import newest
    from practicegraph.build.records import kept
    from practicegraph.concepts import load_concepts

    rows = store.snapshots() if all_snapshots else newest(store.snapshots())
    for row in rows:
        yield from find_contradictions(*kept(store, row.graph.value), load_concepts())


def _written(shown: list[Contradiction], clear: int, total: int, kind: str) -> str:
    from practicegraph.analyse.contradictions.tables import table_of
    from practicegraph.analyse.contradictions.text import to_text
    from practicegraph.analyse.render import to_csv, to_json

    if kind == "table":
        return to_text(shown, clear, total - clear)
    table = table_of(shown)
    return to_csv(table) if kind == "csv" else to_json([table], {"clear": clear, "toldApart": total - clear})
