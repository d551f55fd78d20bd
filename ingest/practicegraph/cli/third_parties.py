"""The analysis across companies: who gets which data from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from practicegraph.cli import options
from practicegraph.cli.output import format_of, output

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from practicegraph.analyse.tables import Table
    from practicegraph.analyse.third_parties import ThirdParties

_KINDS: Final = ("table", "csv", "json", "html")
_SUFFIXES: Final = {".txt": "table", ".csv": "csv", ".json": "json", ".html": "html", ".htm": "html"}
_TABLES: Final = (
    "recipients", "owners", "categories", "data", "concentration", "network", "tensions", "matrix", "flows",
    "breach", "comparison",
)  # fmt: skip
#: What the overview leaves out, since it is as long as the policies are many.
_LONG: Final = ("matrix", "flows")


@click.command("third-parties")
@options.store()
@click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Owners, and snapshots, as of this day.",
)
@click.option("--all-snapshots", is_flag=True, help="Count every snapshot of a policy, not the newest alone.")
@click.option(
    "--breach", metavar="NAME", help="Show what a breach of this vendor, with all that it owns, would reach."
)
@click.option(
    "--compare", "compared", metavar="COMPANY", multiple=True, help="Compare these companies; repeat it."
)
@click.option("--table", "wanted", type=click.Choice(_TABLES), help="Only this table, whole.")
@options.choice(_KINDS)
@options.to_file
def third_parties(
    *,
    store: Path,
    as_of: datetime | None,
    all_snapshots: bool,
    breach: str | None,
    compared: tuple[str, ...],
    wanted: str | None,
    kind: str | None,
    target: Path | None,
) -> int:
    """Show who gets which data from which companies, in whose hands it ends up, and where to read twice.

    Of each policy its newest snapshot counts. What a policy denies is no flow, and what stays within the
    publisher's own group is not counted. CSV holds one table, the flows unless --table names another.
    """
    from practicegraph.analyse.reading import read_disclosures
    from practicegraph.analyse.third_parties import analyse
    from practicegraph.concepts import load_concepts
    from practicegraph.store import read_store

    day = f"{as_of:%Y-%m-%d}" if as_of else None
    with read_store(store) as opened:
        disclosures = read_disclosures(opened, day, all_snapshots=all_snapshots)
    found = analyse(disclosures, load_concepts(), breach=breach, compared=compared)
    text = _written(found, format_of(kind, target, _SUFFIXES, "table"), wanted or _asked(breach, compared))
    with output(target) as stream:
        stream.write(text.encode())
    return 0


def _asked(breach: str | None, compared: tuple[str, ...]) -> str | None:
    """The table that an option asks for, where just one does."""
    asked = [name for name, given in (("breach", breach), ("comparison", compared)) if given]
    return asked[0] if len(asked) == 1 else None


def _written(found: ThirdParties, kind: str, wanted: str | None) -> str:
    from practicegraph.analyse.render import SHOWN, to_csv, to_json, to_text
    from practicegraph.analyse.tables import tables_of

    if kind == "html":
        from practicegraph.analyse.report import to_html
        from practicegraph.concepts import load_concepts

        return to_html(found, load_concepts())
    tables = {table.name: table for table in tables_of(found)}
    if kind == "csv":
        return to_csv(tables[wanted or "flows"])
    if kind == "json":
        return to_json(tables.values() if wanted is None else [tables[wanted]], _about(found))
    if wanted is not None:
        return to_text([tables[wanted]])
    return _head(found) + to_text(_overview(tables), rows=SHOWN)


def _overview(tables: dict[str, Table]) -> list[Table]:
    return [table for name, table in tables.items() if name not in _LONG]


def _about(found: ThirdParties) -> dict[str, object]:
    disclosures = found.disclosures
    return {
        "asOf": disclosures.as_of,
        "companies": len(disclosures.companies),
        "snapshots": len(disclosures.snapshots),
        "flowsCounted": len(found.counted),
    }


def _head(found: ThirdParties) -> str:
    about = _about(found)
    day = f", owners as of {about['asOf']}" if about["asOf"] else ""
    return (
        f"{about['companies']} companies, {about['snapshots']} snapshots, "
        f"{about['flowsCounted']} affirmed flows out of the group{day}\n\n"
    )
