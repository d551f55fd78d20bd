"""The analysis across companies: one value with all that a report shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicegraph.analyse.breach import radius_of
from practicegraph.analyse.comparison import compare
from practicegraph.analyse.flows import flows_of, outside
from practicegraph.analyse.network import network_of
from practicegraph.analyse.ranking import by_data, by_owner, by_recipient, concentration, matrix, rank
from practicegraph.analyse.tensions import tensions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicegraph.analyse.breach import Radius
    from practicegraph.analyse.comparison import Comparison
    from practicegraph.analyse.disclosures import Disclosures
    from practicegraph.analyse.flows import Flow
    from practicegraph.analyse.network import Network
    from practicegraph.analyse.ranking import Cell, Concentration, Ranked
    from practicegraph.analyse.tensions import Tension
    from practicegraph.concepts import Concepts


@dataclass(frozen=True, slots=True)
class ThirdParties:
    """Who gets which data from whom, across companies.

    `flows` are all, affirmed and denied; `counted` are those that the figures count: affirmed, and to someone
    outside of the publisher's own group. `recipients` and `owners` are named, `categories` are not.
    """

    disclosures: Disclosures
    flows: tuple[Flow, ...]
    counted: tuple[Flow, ...]
    recipients: tuple[Ranked, ...]
    owners: tuple[Ranked, ...]
    categories: tuple[Ranked, ...]
    data: tuple[Ranked, ...]
    matrix: tuple[Cell, ...]
    concentration: Concentration
    network: Network
    tensions: tuple[Tension, ...]
    radius: Radius | None
    comparison: Comparison | None


def analyse(
    disclosures: Disclosures, concepts: Concepts, *, breach: str | None = None, compared: Sequence[str] = ()
) -> ThirdParties:
    """Count, rank and connect what the policies say; `breach` names a vendor, `compared` companies.

    Raises:
        InvalidQuery: Nobody knows the vendor or a company, or only one company is to be compared.
    """
    flows = flows_of(disclosures)
    counted = outside(flows)
    named = [flow for flow in counted if flow.recipient.named]
    owners = rank(named, by_owner)
    return ThirdParties(
        disclosures=disclosures,
        flows=flows,
        counted=counted,
        recipients=rank(named, by_recipient),
        owners=owners,
        categories=rank((flow for flow in counted if not flow.recipient.named), by_recipient),
        data=rank(counted, by_data),
        matrix=matrix(counted),
        concentration=concentration(owners),
        network=network_of(counted),
        tensions=tensions_of(disclosures, flows, concepts),
        radius=radius_of(breach, flows, disclosures) if breach else None,
        comparison=compare(compared, flows, disclosures.companies) if compared else None,
    )
