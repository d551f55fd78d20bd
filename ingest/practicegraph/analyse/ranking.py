"""Counting flows: who is named by how many companies, which data goes where, how much lies in few hands."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from practicegraph.analyse.flows import Flow

#: How many owners the shares of the largest are given for.
LARGEST: Final = (1, 3, 5, 10)
#: An index of 10,000 means that all lies in one hand.
_WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """One thing that flows are counted by: the ids of those it occurs with, each once and in order.

    `members` are the recipients' ids; of an owner, they are what it owns.
    """

    id: str
    label: str
    detail: str
    companies: tuple[str, ...]
    members: tuple[str, ...]
    data: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one company lets one recipient have."""

    company: str
    recipient: str
    data: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How much lies in few hands, by owner.

    `links` are the pairs of a company and an owner that its policy names. `index` is the
    Herfindahl-Hirschman index of the owners' shares of them, from 0 to 10,000. `largest` gives, for so many
    owners, the links that are theirs and the companies that name any of them. `naming` is how many companies
    name anybody at all.
    """

    owners: int
    links: int
    naming: int
    index: int
    largest: tuple[tuple[int, int, int], ...]


#: What a flow is counted under: an id, a label, and a detail to show beside it.
Key = tuple[str, str, str]


def by_recipient(flow: Flow) -> Key:
    """Under who gets the data; the detail is the role."""
    return flow.recipient.id, flow.recipient.label, flow.recipient.role or ""


def by_owner(flow: Flow) -> Key:
    """Under whoever ultimately owned the recipient."""
    return flow.recipient.owner, flow.recipient.owner_label, ""


def by_data(flow: Flow) -> Key:
    """Under the kind of data."""
    return flow.data, flow.data, ""


def rank(flows: Iterable[Flow], under: Callable[[Flow], Key]) -> tuple[Ranked, ...]:
    """Group flows, most companies first, then most kinds of data."""
    groups: defaultdict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        groups[under(flow)[0]].append(flow)
    rows = (_ranked(group, under) for group in groups.values())
    return tuple(
        sorted(rows, key=lambda row: (-len(row.companies), -len(row.data), row.label.casefold(), row.id))
    )


def _ranked(group: Sequence[Flow], under: Callable[[Flow], Key]) -> Ranked:
    id_, label, detail = _commonest([under(flow) for flow in group])
    return Ranked(
        id=id_,
        label=label,
        detail=detail,
        companies=_each(flow.company for flow in group),
        members=_each(flow.recipient.id for flow in group),
        data=_each(flow.data for flow in group),
        statements=_each(flow.statement for flow in group),
    )


def _commonest(keys: Sequence[Key]) -> Key:
    """The spelling and role that occur most; of several, the first in order."""
    counts = Counter(keys)
    return min(counts, key=lambda key: (-counts[key], key))


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def matrix(flows: Iterable[Flow]) -> tuple[Cell, ...]:
    """What each company lets each recipient have, by company and recipient."""
    groups: defaultdict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in flows:
        groups[flow.company, flow.recipient.id].append(flow)
    return tuple(
        Cell(company, recipient, _each(f.data for f in group), _each(f.statement for f in group))
        for (company, recipient), group in sorted(groups.items())
    )


def concentration(owners: Sequence[Ranked]) -> Concentration:
    """How the links between companies and owners are spread; `owners` are ranked."""
    links = sum(len(owner.companies) for owner in owners)
    shares = (len(owner.companies) / links for owner in owners)
    return Concentration(
        owners=len(owners),
        links=links,
        naming=_named_by(owners),
        index=round(_WHOLE * sum(share * share for share in shares)),
        largest=tuple(
            (n, sum(len(owner.companies) for owner in owners[:n]), _named_by(owners[:n]))
            for n in LARGEST
            if n <= len(owners)
        ),
    )


def _named_by(owners: Iterable[Ranked]) -> int:
    return len({company for owner in owners for company in owner.companies})
