"""From an analysis to the values that the report's template prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.analyse.report.evidence import (
    companies_of,
    data_of,
    denial,
    denied_of,
    evidence_of,
    flows_said,
    owners_of,
)
from practicegraph.analyse.report.names import anchor, counted, names_of
from practicegraph.analyse.report.values import Bar, Breach, Bridge, Link, Page, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practicegraph.analyse.breach import Radius
    from practicegraph.analyse.comparison import Compared, Comparison
    from practicegraph.analyse.flows import Flow
    from practicegraph.analyse.ranking import Ranked
    from practicegraph.analyse.report.names import Names
    from practicegraph.analyse.report.values import Said
    from practicegraph.analyse.tensions import Tension
    from practicegraph.analyse.third_parties import ThirdParties
    from practicegraph.concepts import Concepts

#: How many bars a figure has, and how many bridges are listed.
BARS: Final = 15
BRIDGES: Final = 12


def page_of(found: ThirdParties, concepts: Concepts) -> Page:
    """The report of an analysis, with the names of concepts in place of their identifiers."""
    names = names_of(found, concepts)
    days = sorted(snapshot.day for snapshot in found.disclosures.snapshots if snapshot.day)
    return Page(
        companies=len(names.companies),
        snapshots=len(found.disclosures.snapshots),
        period=f"{days[0]} to {days[-1]}" if days else "not dated",
        as_of=found.disclosures.as_of,
        flows=len(found.counted),
        denied=sum(flow.polarity == "denied" for flow in found.flows),
        within=sum(flow.within for flow in found.flows),
        recipients=len(found.recipients),
        recipient_bars=_bars("recipient", found.recipients[:BARS], names),
        owner_bars=_bars("owner", found.owners[:BARS], names),
        category_bars=_bars("recipient", found.categories, names),
        data_bars=_bars("data", found.data[:BARS], names),
        concentration=found.concentration,
        components=found.network.components,
        communities=found.network.communities,
        bridges=tuple(_bridges(found, names))[:BRIDGES],
        tensions=tuple(_pair(tension, names) for tension in found.tensions),
        breach=_breach(found.radius, names),
        compared=tuple(names.companies[company] for company in _compared(found.comparison)),
        comparison=tuple(_row(row, names) for row in _rows(found.comparison)),
        evidence=evidence_of(found, names),
        owner_index=owners_of(found, names),
        data_index=data_of(found, names),
        company_index=companies_of(found, names),
        denied_index=denied_of(found, names),
    )


def _bars(kind: str, ranked: Sequence[Ranked], names: Names) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            label=_label(kind, one, names),
            note=_note(kind, one, names),
            number=len(one.companies),
            share=round(100 * len(one.companies) / len(names.companies), 1),
            link=anchor(kind, one.id),
        )
        for one in ranked
    )


def _label(kind: str, ranked: Ranked, names: Names) -> str:
    if kind == "data":
        return names.concept(ranked.id)
    return names.recipients.get(ranked.id, ranked.label) if kind == "recipient" else ranked.label


def _note(kind: str, ranked: Ranked, names: Names) -> str:
    if kind == "recipient":
        role = names.concept(ranked.detail) if ranked.id.startswith("party/") else ""
        return " · ".join(filter(None, (role, counted(len(ranked.data), "kind of data", "kinds of data"))))
    if kind == "owner":
        return counted(len(ranked.members), "recipient")
    named = sum(not member.startswith("role/") for member in ranked.members)
    others = counted(len(ranked.members) - named, "category", "categories")
    return f"{counted(named, 'named recipient')}, {others}"


def _bridges(found: ThirdParties, names: Names) -> Iterator[Bridge]:
    between = sorted(found.network.standings, key=lambda standing: (-standing.between, standing.recipient))
    for standing in between:
        if standing.bridge and standing.between:
            yield Bridge(
                recipient=Link(names.recipients[standing.recipient], anchor("recipient", standing.recipient)),
                companies=standing.companies,
                reach=standing.reach,
                parts=standing.parts,
                between=standing.between,
            )


def _pair(tension: Tension, names: Names) -> Pair:
    return Pair(
        anchor=anchor("tension", tension.company),
        company=names.companies[tension.company],
        denials=_distinct(denial(statement, names) for statement in tension.denials),
        flows=_distinct(flows_said(tension.flows, names, with_recipient=True)),
    )


def _distinct(said: Iterable[Said]) -> tuple[Said, ...]:
    """One statement for each first quote: a list may make many of the words that introduce it."""
    first: dict[str, Said] = {}
    for statement in said:
        first.setdefault(statement.words[0], statement)
    return tuple(first.values())


def _breach(radius: Radius | None, names: Names) -> Breach | None:
    if radius is None:
        return None
    rows = tuple(_reached(company, radius, names) for company in radius.companies)
    return Breach(radius.vendor, len(radius.companies), rows)


def _reached(company: str, radius: Radius, names: Names) -> Row:
    flows = [flow for flow in radius.flows if flow.company == company]
    recipients = sorted(
        {flow.recipient.id for flow in flows}, key=lambda id_: names.recipients[id_].casefold()
    )
    links = (Link(names.recipients[id_], anchor("cell", company, id_)) for id_ in recipients)
    data = names.listed(sorted({flow.data for flow in flows}))
    purposes = names.listed(sorted({purpose for flow in flows for purpose in flow.purposes}))
    return Row(names.companies[company], f"{data}; for {purposes}" if purposes else data, tuple(links))


def _compared(comparison: Comparison | None) -> tuple[str, ...]:
    return comparison.companies if comparison else ()


def _rows(comparison: Comparison | None) -> tuple[Compared, ...]:
    return comparison.rows if comparison else ()


def _row(row: Compared, names: Names) -> Row:
    if row.kind == "data":
        cells = (_compared_cell(flows, anchor("data", row.label)) for flows in row.flows)
        return Row(row.kind, names.concept(row.label), tuple(cells))
    label = names.recipients.get(f"role/{row.label}", row.label) if row.kind == "category" else row.label
    return Row(row.kind, label, tuple(_compared_cell(flows, _link(flows)) for flows in row.flows))


def _compared_cell(flows: Sequence[Flow], link: str) -> Link:
    return Link(str(len(flows)), link) if flows else Link("", "")


def _link(flows: Sequence[Flow]) -> str:
    """Where the quotes of one company's flows to one recipient stand, or of its denials."""
    first = next(iter(flows), None)
    if first is None:
        return ""
    if first.polarity == "denied":
        return anchor("denied", first.company)
    return anchor("cell", first.company, first.recipient.id)
