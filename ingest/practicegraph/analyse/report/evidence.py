"""The quotes behind the report's numbers, each once, and the lists that lead to them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from practicegraph.analyse.report.names import Names, anchor, counted
from practicegraph.analyse.report.values import Entry, Link, Said, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from practicegraph.analyse.disclosures import Disclosure, Snapshot
    from practicegraph.analyse.flows import Flow
    from practicegraph.analyse.ranking import Ranked
    from practicegraph.analyse.third_parties import ThirdParties

    _Thing = TypeVar("_Thing")
    _Key = TypeVar("_Key", bound=Hashable)


def evidence_of(found: ThirdParties, names: Names) -> tuple[Entry, ...]:
    """Every recipient with what each company says of it, in the order of the ranking."""
    by_recipient = _grouped(found.counted, lambda flow: flow.recipient.id)
    ranked = (*found.recipients, *found.categories)
    return tuple(_recipient(one, by_recipient[one.id], names) for one in ranked)


def _recipient(ranked: Ranked, flows: Sequence[Flow], names: Names) -> Entry:
    owner = flows[0].recipient
    note = f"owned by {owner.owner_label}" if owner.owner != owner.id else ""
    return Entry(
        anchor=anchor("recipient", ranked.id),
        title=names.recipients[ranked.id],
        note=" · ".join(filter(None, (note, _of(ranked, names)))),
        sources=tuple(_source(group, names) for group in _grouped(flows, lambda flow: flow.company).values()),
    )


def _of(ranked: Ranked, names: Names) -> str:
    return f"{len(ranked.companies)} of {counted(len(names.companies), 'company', 'companies')}"


def _source(flows: Sequence[Flow], names: Names) -> Source:
    first = flows[0]
    return Source(
        anchor=anchor("cell", first.company, first.recipient.id),
        company=names.companies[first.company],
        company_link=anchor("company", first.company),
        said=flows_said(flows, names),
    )


def flows_said(flows: Iterable[Flow], names: Names, *, with_recipient: bool = False) -> tuple[Said, ...]:
    """Flows as their statements: one for all the data that one statement lets go."""
    statements = _grouped(flows, lambda flow: (flow.snapshot, flow.statement))
    return tuple(_said(group, names, with_recipient=with_recipient) for group in statements.values())


def _said(flows: Sequence[Flow], names: Names, *, with_recipient: bool) -> Said:
    first = flows[0]
    recipients = dict.fromkeys(
        names.recipients.get(flow.recipient.id, flow.recipient.label) for flow in flows
    )
    practice = names.practice(first.practice, first.modality)
    return Said(
        words=tuple(quote.text for quote in first.quotes),
        practice=f"{practice}: {', '.join(recipients)}" if with_recipient else practice,
        data=names.listed(flow.data for flow in flows),
        purposes=names.listed(first.purposes),
        conditions=names.listed(first.conditions),
        place=_place(first.snapshot, first.quotes[0].start, first.quotes[0].end),
        statement=first.statement,
    )


def denial(statement: Disclosure, names: Names) -> Said:
    """A denial, with what lifts it."""
    return Said(
        words=tuple(quote.text for quote in statement.quotes),
        practice=f"denied {names.practice(statement.practice, statement.modality)}",
        data=names.listed(statement.data),
        purposes=names.listed(statement.purposes),
        conditions=names.listed(statement.conditions),
        place=_place(statement.snapshot, statement.quotes[0].start, statement.quotes[0].end),
        statement=statement.id,
    )


def _place(snapshot: Snapshot, start: int, end: int) -> str:
    return f"{snapshot.document}, characters {start:,} to {end:,}"


def denied_of(found: ThirdParties, names: Names) -> tuple[Source, ...]:
    """What each company denies of others' getting data."""
    denied = (statement for statement in found.disclosures.statements if statement.polarity == "denied")
    groups = _grouped(denied, lambda statement: statement.snapshot.company)
    return tuple(
        Source(
            anchor=anchor("denied", company),
            company=names.companies[company],
            company_link=anchor("company", company),
            said=tuple(denial(statement, names) for statement in group),
        )
        for company, group in sorted(groups.items())
    )


def owners_of(found: ThirdParties, names: Names) -> tuple[Entry, ...]:
    """Every owner with the recipients that were its own."""
    return tuple(
        Entry(
            anchor=anchor("owner", owner.id),
            title=owner.label,
            note=_of(owner, names),
            links=tuple(Link(names.recipients[id_], anchor("recipient", id_)) for id_ in owner.members),
        )
        for owner in found.owners
    )


def data_of(found: ThirdParties, names: Names) -> tuple[Entry, ...]:
    """Every kind of data with who lets whom have it."""
    return tuple(
        Entry(
            anchor=anchor("data", ranked.id),
            title=names.concept(ranked.id),
            note=_of(ranked, names),
            links=_cells((flow for flow in found.counted if flow.data == ranked.id), names),
        )
        for ranked in found.data
    )


def _cells(flows: Iterable[Flow], names: Names) -> tuple[Link, ...]:
    pairs = dict.fromkeys((flow.company, flow.recipient.id) for flow in flows)
    return tuple(
        Link(f"{names.companies[company]} → {names.recipients[id_]}", anchor("cell", company, id_))
        for company, id_ in pairs
    )


def companies_of(found: ThirdParties, names: Names) -> tuple[Entry, ...]:
    """Every company with the snapshots that were read and the recipients that they speak of."""
    snapshots = _grouped(found.disclosures.snapshots, lambda snapshot: snapshot.company)
    cells = _grouped(found.matrix, lambda cell: cell.company)
    return tuple(
        Entry(
            anchor=anchor("company", company),
            title=name,
            note="; ".join(f"{s.document} ({s.day or 'not dated'})" for s in snapshots[company]),
            links=tuple(
                Link(names.recipients[cell.recipient], anchor("cell", company, cell.recipient))
                for cell in cells.get(company, ())
            ),
        )
        for company, name in sorted(names.companies.items(), key=lambda item: (item[1].casefold(), item[0]))
    )


def _grouped(things: Iterable[_Thing], under: Callable[[_Thing], _Key]) -> Mapping[_Key, list[_Thing]]:
    groups: defaultdict[_Key, list[_Thing]] = defaultdict(list)
    for thing in things:
        groups[under(thing)].append(thing)
    return groups
