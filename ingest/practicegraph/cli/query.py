"""Questions to a store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from practicegraph.cli import options
from practicegraph.cli.output import format_of, output

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicegraph.query import Query, Table

_KINDS: Final = ("table", "csv", "tsv", "json", "xml")
_SUFFIXES: Final = {
    ".txt": "table", ".csv": "csv", ".tsv": "tsv",
    ".json": "json", ".srj": "json", ".xml": "xml", ".srx": "xml",
}  # fmt: skip


@click.command
@click.argument("name", metavar="[NAME|FILE.rq]", required=False)
@options.store(required=False)
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL server at this address, in place of a store.")
@click.option(
    "--param", "given", metavar="NAME=VALUE", multiple=True, help="A value for a parameter; may be repeated."
)
@options.choice(_KINDS)
@options.to_file
@click.option(
    "--timeout", metavar="SECONDS", type=click.FloatRange(min=0.1), default=60.0, show_default=True,
    help="Give up after this long.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["sparql", "columns"]), default="sparql", show_default=True,
    help="What answers: the graph, or for stored questions the store's columns, which are faster over many policies.",
)  # fmt: skip
def query(
    *,
    name: str | None,
    store: Path | None,
    endpoint: str | None,
    given: tuple[str, ...],
    kind: str | None,
    target: Path | None,
    timeout: float,
    engine: str,
) -> int:
    """Ask a store, or a SPARQL server, a stored question by its name, or the question in a SPARQL file.

    Without a name, the stored questions are listed. With a name but nobody to ask, the question is shown
    with its parameters.
    """
    from practicegraph.query import list_queries, load_query, print_table, serialise

    _see_that_one_is_named()
    if engine == "columns" and endpoint is not None:
        raise click.UsageError("--engine columns answers from a store, not from a server.")

    if name is None:
        _list(list_queries())
        return 0
    question = load_query(name)
    place = endpoint or store
    if place is None:
        _show(question)
        return 0
    chosen = format_of(kind, target, _SUFFIXES, "table")
    table = _asked(question, place, _values(given), timeout, engine)
    if target is None and chosen == "table":
        print_table(table, sys.stdout, question.title)
        return 0
    with output(target) as stream:
        stream.write(serialise(table, chosen))
    return 0


def _see_that_one_is_named() -> None:
    context = click.get_current_context()
    said = [
        context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in ("store", "endpoint")
    ]
    if all(said):
        raise click.UsageError("--store and --endpoint: ask one or the other.")


def _asked(question: Query, place: Path | str, given: dict[str, str], timeout: float, engine: str) -> Table:
    """The answer of a store's folder, by its graph or its columns, or of the server at an address."""
    if isinstance(place, str):
        from practicegraph.servers import ask, connect

        with connect(place, timeout) as server:
            return ask(question, server, given)
    from practicegraph.columns import run_on_columns
    from practicegraph.query import run

    run_there = run_on_columns if engine == "columns" else run
    return run_there(question, place, given, time_limit=timeout)


def _values(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    wrong = [name for name, equals, _ in pairs if not equals]
    if wrong:
        raise click.UsageError(f"--param {wrong[0]}: write it as NAME=VALUE.")
    return {name.removeprefix("?"): value for name, _, value in pairs}


def _list(questions: Sequence[Query]) -> None:
    width = max((len(question.name) for question in questions), default=0)
    for question in questions:
        click.echo(f"{question.name:{width}}  {question.title}")


def _show(question: Query) -> None:
    click.echo(f"{question.title}\n\n{question.question}\n\nA row: {question.reads_as}")
    for parameter in question.parameters:
        click.echo(f"--param {parameter.name}={parameter.default}  ({parameter.kind}) {parameter.meaning}")
