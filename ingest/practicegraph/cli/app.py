"""The command `practicegraph` and its commands."""

from __future__ import annotations

import sys
from typing import Final

import click

from practicegraph.cli.build import build, extract, load
from practicegraph.cli.check import explain, validate
from practicegraph.cli.columns import columns
from practicegraph.cli.contradictions import contradictions
from practicegraph.cli.diff import diff
from practicegraph.cli.export import export
from practicegraph.cli.faults import run
from practicegraph.cli.imports import import_
from practicegraph.cli.parties import parties
from practicegraph.cli.query import query
from practicegraph.cli.third_parties import third_parties

#: In the order in which `--help` shows them. A new command is one more line here.
COMMANDS: Final = (
    build,
    extract,
    load,
    validate,
    query,
    columns,
    explain,
    export,
    parties,
    import_,
    third_parties,
    contradictions,
    diff,
)


class _InOrder(click.Group):
    """A group that lists its commands in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """The names, as they are used along the way."""
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "-V", "--version", package_name="practicegraph", message="%(prog)s %(version)s")
def group() -> None:
    """Turn privacy policies into a knowledge graph of data practices, each statement with its quote.

    A PATH is a file or a folder; - is standard input. Results go to standard output, or to the file that
    -o names; everything else that is said goes to standard error.

    Exit status: 0 clean, 1 findings (does not conform, differs), 2 usage or unreadable input, 3 a fault of
    the program.
    """


for _command in COMMANDS:
    group.add_command(_command)


def main() -> None:
    """What the installed command runs."""
    sys.exit(run(group, sys.argv[1:]))
