"""From documents to statements and to a store: build, extract, load."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final

import click

from practicegraph.cli import options
from practicegraph.cli.columns import bring_up
from practicegraph.cli.output import output
from practicegraph.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from practicegraph.build import BuildOptions, Outcome, Parties, Refused, Sources
    from practicegraph.build.run import Engine
    from practicegraph.servers import Server

#: What can be said of one document alone.
_OF_ONE: Final = ("company", "site", "date", "source", "service", "name")


@click.command
@options.paths
@options.store()
@options.workers
@options.engine
@options.reading
@options.resolving
@click.option("--prune", is_flag=True, help="Remove from the store what is not among the documents.")
@click.option("--retry", is_flag=True, help="Try refused documents again, though they have not changed.")
@options.to_server
@click.option(
    "--columns", is_flag=True,
    help="Also write statements and flows as Parquet, as the command columns does; what a store has is kept up.",
)  # fmt: skip
@options.quiet
def build(
    *,
    paths: tuple[Path, ...],
    store: Path,
    workers: int,
    engine: str,
    prune: bool,
    retry: bool,
    server: str | None,
    columns: bool,
    quiet: bool,
    **reading: Any,
) -> int:
    """Read policies, find what they state, and keep it as a validated graph in a store.

    What has not changed since the last build is left as it is, so a build that was stopped goes on when
    it is run again. Documents that cannot be read or do not conform are named, with the reason, and kept
    out of the graph; the others are built all the same.
    """
    from practicegraph.build import BuildOptions

    sources = _sources(paths, reading)
    how = BuildOptions(workers=workers, prune=prune, retry=retry, engine=_engine(engine))
    return _build(sources, store, how, server, columns=columns, quiet=quiet)


@click.command
@options.paths
@options.workers
@options.reading
@options.to_file
@options.quiet
def extract(paths: tuple[Path, ...], workers: int, target: Path | None, quiet: bool, **reading: Any) -> int:
    """Write the statements of policies as JSON Lines, in the order of the documents and their texts."""
    from dataclasses import replace

    from practicegraph.build import Refused, Report, carry_out, in_order
    from practicegraph.records import write_record
    from practicegraph.statement import to_record

    sources = _sources(paths, reading)
    tasks = tuple(replace(task, statements_only=True) for task in sources.tasks)
    report = Report(refused=list(sources.refused))
    with output(target) as stream, progress("extract", len(tasks), quiet=quiet) as advance:
        for outcome in in_order(tasks, carry_out(tasks, workers)):
            advance()
            if isinstance(outcome, Refused):
                report.refused.append(outcome)
            else:
                stream.writelines(write_record(to_record(s)).encode() for s in outcome.statements)
    _complain(report.refused)
    return report.status


@click.command
@click.argument("statements", metavar="STATEMENTS.jsonl", type=options.PATH)
@click.option(
    "--documents", "paths", metavar="PATH", multiple=True, required=True, type=options.PATH,
    help="A document, or a folder of documents, that the statements were read from; may be repeated.",
)  # fmt: skip
@options.store()
@options.workers
@options.reading
@options.resolving
@options.to_server
@options.quiet
def load(
    *,
    statements: Path,
    paths: tuple[Path, ...],
    store: Path,
    workers: int,
    server: str | None,
    quiet: bool,
    **reading: Any,
) -> int:
    """Put statements of any extractor into a store: a person's, a language model's, another program's.

    They get the checks that our own get: the schema, quotes that stand in their document, the shapes.
    """
    from practicegraph.build import BuildOptions, with_statements
    from practicegraph.errors import UnreadableInput
    from practicegraph.statements import read_statements

    try:
        with click.open_file(str(statements), encoding="utf-8") as lines:
            given = tuple(read_statements(lines, str(statements)))
    except OSError as error:
        raise UnreadableInput(str(statements), f"cannot be read: {error.strerror}") from error
    sources = with_statements(_sources(paths, reading), given, str(statements))
    return _build(sources, store, BuildOptions(workers=workers), server, quiet=quiet)


def _sources(paths: tuple[Path, ...], reading: dict[str, Any]) -> Sources:
    from practicegraph.build import Parties, find_sources
    from practicegraph.build.sources import STANDARD_INPUT
    from practicegraph.read import ReadOptions

    naming = reading.pop("naming")
    known = _known(Parties(reading.pop("registries", ()), reading.pop("decisions", None)))
    standard_input = sys.stdin.buffer.read() if STANDARD_INPUT in paths else b""
    sources = find_sources(
        paths, ReadOptions(**reading), naming=naming, parties=known, standard_input=standard_input
    )
    said = [f"--{name}" for name in _OF_ONE if reading[name] is not None]
    if said and len(sources.tasks) > 1:
        raise click.UsageError(
            f"{', '.join(said)} can be said of one document, and there are {len(sources.tasks)}."
        )
    return sources


def _known(parties: Parties) -> Parties:
    """The same, once it is sure that its files can be used: before anything else is done."""
    from practicegraph.parties import load_decisions, load_registry

    registry = load_registry(*parties.registries) if parties.registries or parties.decisions else None
    if parties.decisions:
        load_decisions(parties.decisions, registry)
    return parties


def _engine(name: str) -> Engine:
    from practicegraph.build import carry_out, cluster

    return cluster.carry_out if name == "ray" else carry_out


def _build(
    sources: Sources,
    store: Path,
    build_options: BuildOptions,
    server: str | None,
    *,
    quiet: bool,
    columns: bool = False,
) -> int:
    from practicegraph.build import build as run
    from practicegraph.build import print_report
    from practicegraph.columns import has_columns, require_engine

    columns = columns or has_columns(store)
    if columns:
        require_engine()

    target = _connected(server) if server else None
    with progress("build", len(sources.tasks), quiet=quiet) as advance:
        report = run(sources, store, build_options, _watching(advance))
    if columns:
        bring_up(store, quiet=quiet)
    _complain(report.refused)
    if not quiet:
        print_report(report, sys.stdout)
    if target:
        _mirror(store, target, quiet=quiet)
    return report.status


def _connected(server: str) -> Server:
    """The server, once it is sure that its address is one: before anything else is done."""
    from practicegraph.servers import connect

    return connect(server)


def _mirror(path: Path, server: Server, *, quiet: bool) -> None:
    from practicegraph.servers import mirror
    from practicegraph.store import open_store

    with open_store(path) as store, server, ExitStack() as bars:
        done = mirror(store, server, lambda total: bars.enter_context(progress("send", total, quiet=quiet)))
    if done.emptied:
        click.echo(f"{server.address}: had lost what it was sent before, so all was sent again", err=True)
    if not quiet:
        counts = f"{done.sent} graphs sent, {done.removed} removed, {done.unchanged} unchanged"
        click.echo(f"server      {counts}")


def _watching(advance: Callable[[], None]) -> Callable[[Outcome | None], None]:
    return lambda _: advance()


def _complain(refused: list[Refused]) -> None:
    """One line on standard error for each document that was kept out."""
    for refusal in refused:
        click.echo(" ".join(f"{refusal.label}: {refusal.reason}".split()), err=True)
