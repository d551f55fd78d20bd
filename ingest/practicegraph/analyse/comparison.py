"""Companies side by side: what they let the same recipients have, and what one says that another denies."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from practicegraph.analyse.flows import outside
from practicegraph.errors import InvalidQuery
from practicegraph.parties.normalise import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from practicegraph.analyse.flows import Flow


@dataclass(frozen=True, slots=True)
class Compared:
    """One recipient, kind of data or denied practice: for each company, the flows that say so, if any."""

    kind: str
    label: str
    flows: tuple[tuple[Flow, ...], ...]

    @property
    def shared(self) -> bool:
        """Whether every company has it."""
        return all(self.flows)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Companies, by id, and what is compared: recipients, categories, data, and what they deny."""

    companies: tuple[str, ...]
    rows: tuple[Compared, ...]


def compare(names: Sequence[str], flows: Iterable[Flow], companies: Mapping[str, str]) -> Comparison:
    """Compare the companies of these names or ids.

    Raises:
        InvalidQuery: A name is no company's of the store, or fewer than two companies are named.
    """
    chosen = tuple(dict.fromkeys(_companies(names, companies)))
    if len(chosen) < 2:  # noqa: PLR2004  # a comparison takes two
        raise InvalidQuery("compare", ("name at least two companies",))
    flows = tuple(flows)
    told, denied = outside(flows), [flow for flow in flows if flow.polarity == "denied"]
    kinds = (
        ("recipient", {f: f.recipient.label for f in told if f.recipient.named}),
        ("category", {f: f.recipient.label for f in told if not f.recipient.named}),
        ("data", {f: f.data for f in told}),
        ("denied", {f: f"{f.practice} of {f.data} to {f.recipient.label}" for f in denied}),
    )
    return Comparison(chosen, tuple(row for kind, labels in kinds for row in _rows(kind, labels, chosen)))


def _rows(kind: str, labels: Mapping[Flow, str], companies: Sequence[str]) -> Iterable[Compared]:
    among = {flow: label for flow, label in labels.items() if flow.company in companies}
    for label in sorted(set(among.values()), key=lambda label: (label.casefold(), label)):
        flows = [flow for flow, own in among.items() if own == label]
        yield Compared(kind, label, tuple(tuple(f for f in flows if f.company == c) for c in companies))


def _companies(names: Sequence[str], companies: Mapping[str, str]) -> Iterable[str]:
    found = {name: _company(name, companies) for name in names}
    unknown = [name for name, company in found.items() if company is None]
    if unknown:
        raise InvalidQuery(
            "compare", tuple(f"no company here is {name!r}{_near(name, companies)}" for name in unknown)
        )
    return [company for company in found.values() if company is not None]


def _company(name: str, companies: Mapping[str, str]) -> str | None:
    if name in companies:
        return name
    return next((id_ for id_, label in companies.items() if key(label) == key(name)), None)


def _near(name: str, companies: Mapping[str, str]) -> str:
    close = get_close_matches(name, sorted(companies.values()), n=1)
    return f", did you mean {close[0]!r}?" if close else ""
