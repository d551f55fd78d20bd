"""The analysis as plain tables: what a terminal, CSV and JSON show alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicegraph.analyse.words import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from practicegraph.analyse.comparison import Compared
    from practicegraph.analyse.flows import Flow
    from practicegraph.analyse.ranking import Ranked
    from practicegraph.analyse.third_parties import ThirdParties

#: What stands in a cell.
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name, with a sentence that says what a row is."""

    name: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(found: ThirdParties) -> tuple[Table, ...]:
    """Every table of the analysis that has rows to show, in the order of a report."""
    return tuple(build(found) for build in _BUILDERS)


def _recipients(found: ThirdParties) -> Table:
    owners = {flow.recipient.id: flow.recipient.owner_label for flow in found.counted}
    rows = (
        (
            r.label,
            r.detail,
            owners[r.id],
            len(r.companies),
            len(found.disclosures.companies),
            len(r.data),
            len(r.statements),
        )
        for r in found.recipients
    )
    columns = ("recipient", "role", "owner", "companies", "of", "data", "statements")
    return Table("recipients", "Recipients by how many companies name them.", columns, tuple(rows))


def _owners(found: ThirdParties) -> Table:
    labels = {ranked.id: ranked.label for ranked in found.recipients}
    rows = (
        (
            r.label,
            len(r.companies),
            len(found.disclosures.companies),
            len(r.data),
            len(r.statements),
            _listed(r.members, labels),
        )
        for r in found.owners
    )
    columns = ("owner", "companies", "of", "data", "statements", "recipients")
    return Table(
        "owners", "Ultimate owners of recipients by how many companies name them.", columns, tuple(rows)
    )


def _categories(found: ThirdParties) -> Table:
    rows = (
        (r.label, len(r.companies), len(found.disclosures.companies), len(r.data), len(r.statements))
        for r in found.categories
    )
    columns = ("category", "companies", "of", "data", "statements")
    return Table("categories", "Recipients that policies do not name, by category.", columns, tuple(rows))


def _data(found: ThirdParties) -> Table:
    rows = (
        (
            r.label,
            len(r.companies),
            len(found.disclosures.companies),
            _named(r),
            len(r.members) - _named(r),
            len(r.statements),
        )
        for r in found.data
    )
    columns = ("data", "companies", "of", "named recipients", "categories", "statements")
    return Table("data", "Kinds of data by how many companies let others have them.", columns, tuple(rows))


def _matrix(found: ThirdParties) -> Table:
    names, labels = found.disclosures.companies, _labels(found)
    rows = (
        (names[cell.company], labels[cell.recipient], " ".join(cell.data), len(cell.statements))
        for cell in found.matrix
    )
    columns = ("company", "recipient", "data", "statements")
    return Table("matrix", "What each company lets each recipient have.", columns, tuple(rows))


def _concentration(found: ThirdParties) -> Table:
    spread = found.concentration
    rows: list[tuple[Cell, ...]] = [
        ("companies that name anybody", spread.naming, len(found.disclosures.companies)),
        ("Herfindahl-Hirschman index by owner", spread.index, 10_000),
    ]
    for count, links, companies in spread.largest:
        rows.append((f"links to the largest {count} of {spread.owners} owners", links, spread.links))
        rows.append(
            (f"companies that name any of the largest {count}", companies, len(found.disclosures.companies))
        )
    says = "How much lies in few hands; a link is a company and an owner that its policy names."
    return Table("concentration", says, ("figure", "value", "of"), tuple(rows))


def _network(found: ThirdParties) -> Table:
    labels = _labels(found)
    rows = (
        (labels[s.recipient], s.companies, s.neighbours, s.rank, s.between, s.community, s.reach, s.parts)
        for s in found.network.standings
    )
    columns = (
        "recipient",
        "companies",
        "neighbours",
        "pagerank",
        "betweenness",
        "community",
        "reach",
        "parts",
    )
    says = "Recipients by their place in the network: docs/analysis.md says what each figure is."
    return Table("network", says, columns, tuple(rows))


def _tensions(found: ThirdParties) -> Table:
    names = found.disclosures.companies
    rows = (
        (
            names[tension.company],
            flow.data,
            flow.recipient.label,
            flow.role or flow.recipient.role or "",
            joined(denial.quotes),
            " ".join(denial.conditions),
            joined(flow.quotes),
            denial.id,
            flow.statement,
        )
        for tension in found.tensions
        for denial in tension.denials
        for flow in tension.flows
    )
    columns = ("company", "data", "recipient", "role", "denial", "unless", "sharing", "denying", "stating")
    says = "Companies that deny selling and let advertisers have identifiers: to be read, no lies."
    return Table("tensions", says, columns, tuple(rows))


def _flows(found: ThirdParties) -> Table:
    says = "Every flow, affirmed or denied; figures count those that are affirmed and leave the group."
    return Table("flows", says, FLOW_COLUMNS, tuple(map(flow_row, found.flows)))


def _breach(found: ThirdParties) -> Table:
    flows = found.radius.flows if found.radius else ()
    says = f"Who lets {found.radius.vendor if found.radius else 'a vendor'}, or what it owned, have what."
    return Table("breach", says, FLOW_COLUMNS, tuple(map(flow_row, flows)))


def _comparison(found: ThirdParties) -> Table:
    compared = found.comparison
    names = found.disclosures.companies
    companies = compared.companies if compared else ()
    rows = map(_compared, compared.rows) if compared else ()
    says = "How many flows each company states of the same recipient or data."
    return Table(
        "comparison", says, ("kind", "what", *(names[company] for company in companies)), tuple(rows)
    )


def _compared(row: Compared) -> tuple[Cell, ...]:
    return (row.kind, row.label, *(len(flows) for flows in row.flows))


FLOW_COLUMNS = (
    "company", "date", "data", "recipient as written", "role", "recipient", "provider", "owner", "polarity",
    "modality", "practice", "purposes", "conditions", "within group", "quote", "start", "end", "document", "statement",
)  # fmt: skip


def flow_row(flow: Flow) -> tuple[Cell, ...]:
    """A flow as a row of `FLOW_COLUMNS`."""
    return (
        flow.snapshot.company_name,
        flow.snapshot.day or "",
        flow.data,
        flow.name or "",
        flow.role or "",
        flow.recipient.label if flow.recipient.named else "",
        flow.recipient.provider if flow.party else "",
        flow.recipient.owner_label if flow.party else "",
        flow.polarity,
        flow.modality,
        flow.practice,
        " ".join(flow.purposes),
        " ".join(flow.conditions),
        "yes" if flow.within else "no",
        joined(flow.quotes),
        flow.quotes[0].start,
        flow.quotes[-1].end,
        flow.snapshot.document,
        flow.statement,
    )


_BUILDERS: tuple[Callable[[ThirdParties], Table], ...] = (
    _recipients, _owners, _categories, _data, _concentration, _network, _tensions, _matrix, _flows,
    _breach, _comparison,
)  # fmt: skip


def _labels(found: ThirdParties) -> dict[str, str]:
    return {ranked.id: ranked.label for ranked in (*found.recipients, *found.categories)}


def _named(ranked: Ranked) -> int:
    return sum(1 for member in ranked.members if not member.startswith("role/"))


def _listed(ids: Iterable[str], labels: Mapping[str, str]) -> str:
    return "; ".join(sorted((labels[id_] for id_ in ids), key=str.casefold))
