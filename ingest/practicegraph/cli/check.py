"""Whether what is there holds, and why it is there: validate, explain."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import click

from practicegraph.cli import options
from practicegraph.cli.output import format_of, output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from practicegraph.build.explain import Explanation
    from practicegraph.statement import Statement
    from practicegraph.validate import Report, Result

    Check = Callable[[Iterable[Any]], Report]

_KINDS: Final = ("text", "json", "turtle")
_SUFFIXES: Final = {".txt": "text", ".json": "json", ".ttl": "turtle"}


@click.command
@click.argument("files", metavar="[FILE...]", nargs=-1, type=options.PATH)
@options.store(required=False)
@click.option(
    "--engine", type=click.Choice(["compiled", "pyshacl"]), default="compiled", show_default=True,
    help="Our own engine for these shapes, or the general one, which is slower and says the same.",
)  # fmt: skip
@options.choice(_KINDS)
@options.to_file
def validate(
    *, files: tuple[Path, ...], store: Path | None, engine: str, kind: str | None, target: Path | None
) -> int:
    """Check RDF files, statements (.jsonl) or a whole store; status 1 where something does not conform.

    Of a store, every quote is compared with the text that it was taken from, too.
    """
    from practicegraph.validate import run_pyshacl, validate_quads

    if not files and store is None:
        raise click.UsageError("Name files to check, or a store with --store.")
    check: Check = validate_quads if engine == "compiled" else run_pyshacl
    reports = {str(file): _file_report(file, check) for file in files}
    if store is not None:
        reports[str(store)] = _store_report(store, check)
    with output(target) as stream:
        stream.write(_written(reports, format_of(kind, target, _SUFFIXES, "text")).encode())
    return 0 if all(report.conforms for report in reports.values()) else 1


@click.command
@click.argument("statement", metavar="STATEMENT")
@options.store()
@options.choice(("text", "json"), "text")
@options.to_file
def explain(statement: str, store: Path, kind: str, target: Path | None) -> int:
    """Show a statement with its words in their place, and what found it.

    STATEMENT is its id, the beginning of its id, or its IRI.
    """
    from practicegraph.build.explain import explain as explained
    from practicegraph.store import read_store

    with read_store(store) as opened:
        found = explained(opened, statement)
    text = "\n".join(map(_told, found)) if kind == "text" else _records(found)
    with output(target) as stream:
        stream.write(text.encode())
    return 0


def _file_report(file: Path, check: Check) -> Report:
    from practicegraph.errors import InvalidStatement, UnreadableInput
    from practicegraph.statements import read_statements
    from practicegraph.validate import report_of, validate_file

    if file.suffix != ".jsonl":
        return validate_file(file, check)
    try:
        with file.open(encoding="utf-8") as lines:
            for _ in read_statements(lines, str(file)):
                pass
    except OSError as error:
        raise UnreadableInput(str(file), f"cannot be read: {error.strerror}") from error
    except InvalidStatement as error:
        return report_of(_fault(str(file), problem) for problem in error.problems)
    return report_of(())


def _store_report(store: Path, check: Check) -> Report:
    from practicegraph.store import check_quotes, read_store
    from practicegraph.validate import report_of, validate_store

    with read_store(store) as opened:
        graphs, quotes = validate_store(opened, check), check_quotes(opened)
    click.echo(f"{quotes.quotes} quotes of {quotes.snapshots} snapshots compared with their texts", err=True)
    faults = (
        _fault(f"<{fault.evidence or fault.snapshot}>", fault.reason, fault.quote) for fault in quotes.faults
    )
    return report_of((*graphs.results, *faults))


def _fault(where: str, problem: str, value: str = "") -> Result:
    from practicegraph.validate import Result, Severity

    quoted = json.dumps(value, ensure_ascii=False) if value else ""
    return Result(where, "", "StatementCheck", quoted, Severity.VIOLATION, problem)


def _written(reports: dict[str, Report], kind: str) -> str:
    from practicegraph.validate import report_of

    if kind == "text":
        return "".join(f"{name}: {report.to_text()}" for name, report in reports.items())
    joined = report_of(result for report in reports.values() for result in report.results)
    return joined.to_json() if kind == "json" else joined.to_turtle()


def _told(found: Explanation) -> str:
    return "".join(f"{name:10}  {text}\n" for name, text in _lines(found))


def _lines(found: Explanation) -> Iterator[tuple[str, str]]:
    statement, document = found.statement, found.document
    yield "statement", f"{statement.id}  {statement.practice}, {statement.polarity} ({statement.modality})"
    yield (
        "policy",
        " · ".join(filter(None, (document.company, document.service, document.date, document.source))),
    )
    yield from _said(found)
    for place in found.places:
        yield "quote", f"{_line(place.evidence.quote)}  [{place.evidence.start}:{place.evidence.end}]"
        yield "stands in", " > ".join((*map(_line, place.headings), _line(place.sentence)))
    yield "rule", f"{statement.rule}  ({statement.extractor.name} {statement.extractor.version})"
    yield "confidence", f"{statement.confidence:g}{_basis(statement)}"
    for match in found.matches:
        yield (
            "match",
            f"{match.name} = {match.candidate}, by {match.method}, score {match.score}, {match.status}",
        )


def _basis(statement: Statement) -> str:
    """What the confidence of one of our own rules rests on."""
    from practicegraph.extract.confidence import load_calibration
    from practicegraph.extract.pipeline import EXTRACTOR

    if statement.extractor.name != EXTRACTOR.name:
        return ""
    basis = load_calibration().basis_of(statement.rule)
    return f"  (readers have {basis.right} of the {basis.stated} facts that this rule stated)"


def _said(found: Explanation) -> Iterator[tuple[str, str]]:
    """The slots of the statement that say something, as the record names them."""
    from practicegraph.statement import CONCEPT_SLOTS, OPTIONAL_FIELDS

    statement = found.statement
    yield "actor", statement.actor
    if statement.parties:
        yield "parties", ", ".join(" as ".join(filter(None, (p.name, p.role))) for p in statement.parties)
    for slot in CONCEPT_SLOTS:
        if values := getattr(statement, slot):
            yield slot, ", ".join(values)
    for name in ("subject", "duration", *OPTIONAL_FIELDS):
        if value := getattr(statement, name):
            yield name, value


def _records(found: Iterable[Explanation]) -> str:
    from dataclasses import asdict

    from practicegraph.documents import record_of
    from practicegraph.statement import to_record

    return "".join(
        json.dumps(
            {
                "snapshot": one.snapshot,
                "document": asdict(record_of(one.document)),
                "statement": to_record(one.statement),
                "places": [asdict(place) for place in one.places],
                "matches": [asdict(match) for match in one.matches],
            },
            ensure_ascii=False,
        )
        + "\n"
        for one in found
    )


def _line(text: str) -> str:
    return " ".join(text.split())
