"""Known parties: who they are, files of further ones, and what names in policies were taken for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import click

from practicegraph.cli import options
from practicegraph.cli.output import output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from practicegraph.parties import KnownParty, Registry
    from practicegraph.parties.matches import ListedMatch

_STATUSES: Final = ("accepted", "candidate", "rejected")
_SOURCES: Final = click.argument("files", metavar="FILE.ttl...", nargs=-1, required=True, type=options.PATH)
_INTO: Final = click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE.ttl",
    required=True,
    type=options.PATH,
    help="The file to write.",
)


@click.group
def parties() -> None:
    """List known parties, check and merge files of them, and review what names were taken for."""


@parties.command("list")
@click.argument("words", metavar="[WORD...]", nargs=-1)
@click.option(
    "--parties", "files", metavar="FILE.ttl", multiple=True, type=options.PATH, help="A further file."
)
@options.choice(("table", "json"), "table")
@options.to_file
def list_(*, words: tuple[str, ...], files: tuple[Path, ...], kind: str, target: Path | None) -> int:
    """List the known parties, or those in whose names or domains every WORD stands."""
    from practicegraph.parties import load_registry

    registry = load_registry(*files)
    found = [party for _, party in sorted(registry.parties.items()) if _has(party, words)]
    lines = map(_record, found) if kind == "json" else _columns([_cells(party, registry) for party in found])
    with output(target) as stream:
        stream.writelines(f"{line}\n".encode() for line in lines)
    return 0


@parties.command
@_SOURCES
def check(*, files: tuple[Path, ...]) -> int:
    """Check files of further parties, each with those that the package knows; status 1 for findings."""
    from practicegraph.parties.check import check_registry_file

    problems = [f"{file}: {problem}" for file in files for problem in check_registry_file(file)]
    for problem in problems:
        click.echo(problem)
    return 1 if problems else 0


@parties.command
@_SOURCES
@_INTO
def merge(*, files: tuple[Path, ...], target: Path) -> int:
    """Make one file of several; what two of them say of the same party is joined."""
    from practicegraph.parties.merge import merge_registry

    merge_registry(files, target)
    return 0


@parties.command("import")
@click.argument("source", metavar="LIST", type=options.PATH)
@_INTO
def import_(*, source: Path, target: Path) -> int:
    """Make a file of parties from a list of trackers that you obtained: docs/parties.md says which."""
    from practicegraph.parties.adapters import import_list
    from practicegraph.parties.merge import write_registry

    write_registry(import_list(source), target)
    return 0


@parties.command
@options.store()
@click.option("--status", type=click.Choice(_STATUSES), help="Only the matches of this status.")
@options.choice(("table", "tsv", "json"), "table")
@options.to_file
def matches(*, store: Path, status: str | None, kind: str, target: Path | None) -> int:
    """List what the names in a store's policies were taken for.

    As tsv, it is a file of decisions to fill in: write confirm or reject in its column `decision`, and
    give it to build with --decisions.
    """
    from practicegraph.parties.matches import list_matches
    from practicegraph.store import read_store

    with read_store(store) as opened:
        found = list_matches(opened.oxigraph, status)
    with output(target) as stream:
        stream.write(_told(found, kind).encode())
    return 0


def _has(party: KnownParty, words: Iterable[str]) -> bool:
    told = " ".join((party.id, party.label, *party.aliases, *party.domains)).casefold()
    return all(word.casefold() in told for word in words)


def _cells(party: KnownParty, registry: Registry) -> tuple[str, ...]:
    from practicegraph.parties import parent_on

    above = party.provided_by or parent_on(registry, party.id)
    return (party.id, party.label, party.kind.value, ", ".join(party.roles), f"of {above}" if above else "")


def _record(party: KnownParty) -> str:
    from dataclasses import asdict

    return json.dumps(asdict(party), ensure_ascii=False, default=sorted)


def _told(found: tuple[ListedMatch, ...], kind: str) -> str:
    from dataclasses import asdict

    from practicegraph.parties.matches import to_decisions

    if kind == "tsv":
        return to_decisions(found)
    if kind == "json":
        return "".join(json.dumps(asdict(match), ensure_ascii=False) + "\n" for match in found)
    cells = [(m.mention, m.party, m.status, m.method, f"{m.score:.2f}", str(m.companies)) for m in found]
    head = ("name as written", "party", "status", "method", "score", "companies")
    return "".join(f"{line}\n" for line in _columns([head, *cells]))


def _columns(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
