"""A store in the forms that other tools use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from practicegraph.cli import options
from practicegraph.cli.output import format_of, output
from practicegraph.export import FORMATS

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_LISTED: Final = "\n".join(f"  {name:9} {kind.suffix:9} {kind.holds}" for name, kind in FORMATS.items())
#: The format that each suffix means: of several with one suffix, the first.
_SUFFIXES: Final = {kind.suffix: name for name, kind in reversed(FORMATS.items())}


#: The one format that is a folder of files.
_SHARDS: Final = "shards"
_HELP: Final = f"""Write a store to a file, or to standard output.

\b
{_LISTED}
  {_SHARDS:9} {"a folder":9} graphs, statements and texts, compressed, with a manifest for each part
"""


@click.command(help=_HELP)
@options.store()
@options.choice((*FORMATS, _SHARDS))
@click.option(
    "--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
    help="Owners, and snapshots, as of this day, where the format tells of owners.",
)  # fmt: skip
@options.to_file
def export(*, store: Path, kind: str | None, as_of: datetime | None, target: Path | None) -> int:
    """Write a store in one of the formats."""
    from practicegraph.export import export as write
    from practicegraph.store import read_store

    if kind == _SHARDS:
        return _shards(store, target)
    chosen = format_of(kind, target, _SUFFIXES, "trig")
    with read_store(store) as opened, output(target) as stream:
        write(opened, chosen, stream, as_of=f"{as_of:%Y-%m-%d}" if as_of else None)
    return 0


def _shards(store: Path, target: Path | None) -> int:
    from practicegraph.cli.progress import progress
    from practicegraph.export.shards import export_shards
    from practicegraph.store import read_store

    if target is None or target.is_file():
        raise click.UsageError("shards are a folder of files; name it with -o DIR.")
    with read_store(store) as opened:
        snapshots = len(opened.snapshots())
        with progress("export", snapshots) as advance:
            export_shards(opened, target, advance)
    return 0
