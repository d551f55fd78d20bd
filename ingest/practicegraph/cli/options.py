"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

PATH: Final = click.Path(path_type=Path)

paths: Final = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
to_file: Final = click.option(
    "-o", "--output", "target", metavar="FILE", type=PATH, help="Write to FILE, not to standard output."
)
quiet: Final = click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
workers: Final = click.option(
    "--workers", metavar="N", type=click.IntRange(1, 256), default=1, show_default=True,
    help="Processes that read and extract.",
)  # fmt: skip
engine: Final = click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
    help="Run the workers on this machine, or on a Ray cluster (docs/cluster.md).",
)  # fmt: skip
to_server: Final = click.option(
    "--to", "server", metavar="URL",
    help="Then bring the graphs of a SPARQL server up to those of the store; URL is its graph store.",
)  # fmt: skip


def store(*, required: bool = True) -> Decorator:
    """The option that names the store."""
    return click.option(
        "--store",
        metavar="DIR",
        type=PATH,
        required=required,
        envvar="PRACTICEGRAPH_STORE",
        help="The store's folder; the variable PRACTICEGRAPH_STORE can name it too.",
    )


def choice(kinds: tuple[str, ...], default: str | None = None) -> Decorator:
    """The option that names a format; without a default it follows from the output's suffix."""
    return click.option(
        "--format", "kind", type=click.Choice(kinds), default=default, show_default=default is not None,
        help="The format of the output." if default else "The format, if the output's suffix does not tell.",
    )  # fmt: skip


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is known of a single document better than from its text."""
    for option in reversed(_READING):
        command = option(command)
    return command


def resolving(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which parties are known beside those that the package knows."""
    for option in reversed(_RESOLVING):
        command = option(command)
    return command


_RESOLVING: Final = (
    click.option(
        "--parties", "registries", metavar="FILE.ttl", multiple=True, type=PATH,
        help="A file of further known parties; may be repeated.",
    ),
    click.option(
        "--decisions", metavar="FILE.tsv", type=PATH,
        help="What a person decided about names, as `practicegraph parties matches` writes it for review.",
    ),
)  # fmt: skip
_READING: Final = (
    click.option("--company", metavar="NAME", help="Who publishes the policy."),
    click.option("--site", metavar="DOMAIN", help="The site that the policy covers."),
    click.option("--date", metavar="DATE", help="The day of the text, as 2024-01-31."),
    click.option("--source", metavar="URL", help="Where the text was published."),
    click.option("--sector", metavar="NAME", help="The publisher's line of business, such as retail."),
    click.option("--service", metavar="NAME", help="The policy of which the document is a snapshot."),
    click.option("--name", metavar="NAME", help="What statements call the document."),
    click.option("--encoding", metavar="NAME", help="The encoding of the documents."),
    click.option(
        "--names", "naming", type=click.Choice(["file", "path"]), default="file", show_default=True,
        help="Whether documents are named by their file, or by their path below the folder given.",
    ),
)  # fmt: skip
