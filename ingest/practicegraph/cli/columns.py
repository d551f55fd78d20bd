"""A store's columns: statements and flows as Parquet, for questions to many policies at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from practicegraph.cli import options
from practicegraph.cli.progress import progress

if TYPE_CHECKING:
    from pathlib import Path


@click.command
@options.store()
@options.quiet
def columns(*, store: Path, quiet: bool) -> int:
    """Write a store's statements and flows as Parquet files, or bring them up to date.

    They lie in the store's folder columns, in tables that any tool for Parquet reads; query --engine columns
    asks them. Only policies that changed are read. Needs the extra practicegraph[columns].
    """
    read, snapshots = bring_up(store, quiet=quiet)
    if not quiet:
        click.echo(f"columns     {snapshots} snapshots, of which {read} were read anew")
    return 0


def bring_up(path: Path, *, quiet: bool) -> tuple[int, int]:
    """Bring the columns of a store up to date: how many snapshots were read, of how many."""
    from practicegraph.columns import outdated, require_engine, update_columns
    from practicegraph.store import open_store, read_store

    require_engine()
    read_store(path).close()  # says that there is none, where opening it for writing would make one
    with open_store(path) as store:
        with progress("columns", outdated(store), quiet=quiet) as advance:
            read = update_columns(store, advance)
        return read, len(store.snapshots())
