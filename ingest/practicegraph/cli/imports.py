"""Statements that others made: OPP-115 annotations, TILT documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from practicegraph.cli import options
from practicegraph.cli.output import output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from practicegraph.imports import Imported

_TEXTS: Final = click.option(
    "--documents-out", "texts", metavar="DIR", type=options.PATH,
    help="Write the texts that the statements quote into this folder.",
)  # fmt: skip


@click.group("import")
def import_() -> None:
    """Turn annotations and documents of other projects into statements, with the checks that ours get."""


@import_.command
@options.paths
@options.store(required=False)
@_TEXTS
@options.to_file
def opp115(*, paths: tuple[Path, ...], store: Path | None, texts: Path | None, target: Path | None) -> int:
    """Import annotation files of the OPP-115 corpus (NAME.csv, with NAME.html beside it).

    Each annotation becomes a statement of its annotator. Statements go to standard output or -o as JSON
    Lines, or with --store into a store.
    """
    from practicegraph.imports import import_opp115

    return _import(import_opp115, _files(paths, ".csv"), store, texts, target)


@import_.command
@options.paths
@options.store(required=False)
@_TEXTS
@options.to_file
def tilt(*, paths: tuple[Path, ...], store: Path | None, texts: Path | None, target: Path | None) -> int:
    """Import TILT documents (.json): who is responsible, what is disclosed to whom, which rights there are.

    A TILT document holds fields and no policy, so its own text is what the statements quote.
    """
    from practicegraph.imports import import_tilt

    return _import(import_tilt, _files(paths, ".json"), store, texts, target)


def _files(paths: Iterable[Path], suffix: str) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob(f"*{suffix}")) if path.is_dir() else (path,)


def _import(
    read: Callable[[Path], Imported],
    files: Iterable[Path],
    store: Path | None,
    texts: Path | None,
    target: Path | None,
) -> int:
    from practicegraph.imports.files import refuse_same_names, statement_lines, write_texts
    from practicegraph.imports.store import put_into_store

    imports, refused = _read(read, files)
    refuse_same_names(imports)
    if store is not None and imports:
        put_into_store(imports, store)
    if texts is not None:
        write_texts(imports, texts)
    if store is None or target is not None:
        with output(target) as stream:
            stream.writelines(statement_lines(imports))
    _tell(imports, refused)
    return 2 if refused else 0


def _read(read: Callable[[Path], Imported], files: Iterable[Path]) -> tuple[list[Imported], list[str]]:
    from practicegraph.errors import InvalidStatement, UnreadableInput

    imports: list[Imported] = []
    refused: list[str] = []
    for file in files:
        try:
            imports.append(read(file))
        except (InvalidStatement, UnreadableInput) as error:
            refused.append(" ".join(str(error).split()))
    if not imports and not refused:
        raise click.UsageError("The folders hold no file to import.")
    return imports, refused


def _tell(imports: Iterable[Imported], refused: Iterable[str]) -> None:
    """On standard error: what was refused, and per document what became of it."""
    for reason in refused:
        click.echo(reason, err=True)
    for imported in imports:
        left = "".join(f"; left out {count} of {what}" for what, count in imported.left_out)
        click.echo(f"{imported.document.name}: {len(imported.statements)} statements{left}", err=True)
