"""Tensions: companies that say they do not sell, and let advertisers have what singles people out.

A tension is no lie: sharing need not be selling. It is a place to read twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.flows import outside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicegraph.analyse.disclosures import Disclosure, Disclosures
    from practicegraph.analyse.flows import Flow
    from practicegraph.concepts import Concepts

#: Roles of those who advertise or trade in data, with all that are narrower.
ADVERTISING: Final = ("AdvertisingCompany", "DataBroker")
#: Data that singles a person or a device out, with all that is narrower.
IDENTIFIERS: Final = (
    "CookieIdentifier",
    "DeviceIdentifier",
    "EmailAddress",
    "IPAddress",
    "IdentifyingData",
    "PhoneNumber",
)


@dataclass(frozen=True, slots=True)
class Tension:
    """One company's denials of a sale, and its flows of identifiers to those who advertise."""

    company: str
    denials: tuple[Disclosure, ...]
    flows: tuple[Flow, ...]


def tensions_of(disclosures: Disclosures, flows: Iterable[Flow], concepts: Concepts) -> tuple[Tension, ...]:
    """The tensions, by company; a denial that speaks of children alone makes none."""
    roles = _narrower(ADVERTISING, concepts)
    identifiers = _narrower(IDENTIFIERS, concepts)
    told: defaultdict[str, list[Flow]] = defaultdict(list)
    for flow in outside(flows):
        if flow.data in identifiers and (flow.role in roles or flow.recipient.role in roles):
            told[flow.company].append(flow)
    denials: defaultdict[str, list[Disclosure]] = defaultdict(list)
    for statement in filter(_denies_sale, disclosures.statements):
        denials[statement.snapshot.company].append(statement)
    found = (_tension(company, denials[company], told[company], concepts) for company in sorted(denials))
    return tuple(tension for tension in found if tension.denials)


def _denies_sale(statement: Disclosure) -> bool:
    own = statement.by_publisher and statement.subject is None
    return own and statement.practice == "Sale" and statement.polarity == "denied"


def _tension(
    company: str, denials: Iterable[Disclosure], flows: Iterable[Flow], concepts: Concepts
) -> Tension:
    """The denials that speak of data which a flow lets go, and those flows."""
    pairs = [(denial, flow) for denial in denials for flow in flows if _covers(denial, flow, concepts)]
    return Tension(
        company,
        tuple(dict.fromkeys(denial for denial, _ in pairs)),
        tuple(dict.fromkeys(flow for _, flow in pairs)),
    )


def _covers(denial: Disclosure, flow: Flow, concepts: Concepts) -> bool:
    """Whether a denial speaks of the flow's data: by name, by something broader, or of all data."""
    return not denial.data or any(flow.data in concepts.narrower(data) for data in denial.data)


def _narrower(concept_ids: Iterable[str], concepts: Concepts) -> frozenset[str]:
    return frozenset().union(*(concepts.narrower(concept) for concept in concept_ids))
