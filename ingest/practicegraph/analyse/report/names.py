"""What things are called in a report, and the anchors under which their quotes stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.analyse.flows import UNSPECIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicegraph.analyse.third_parties import ThirdParties
    from practicegraph.concepts import Concepts

_PRACTICES: Final = {
    "Sharing": "sharing",
    "Sale": "sale",
    "ThirdPartyCollection": "collection by the recipient itself",
    "Tracking": "tracking through the recipient's service",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names by identifier: of companies, of recipients, and of concepts."""

    companies: Mapping[str, str]
    recipients: Mapping[str, str]
    concepts: Concepts

    def concept(self, concept: str) -> str:
        """A concept as people call it."""
        if concept == UNSPECIFIED:
            return "data not specified"
        known = self.concepts.by_id.get(concept)
        return known.label if known else concept

    def listed(self, concepts: Iterable[str]) -> str:
        """Several concepts, each once, in order."""
        return ", ".join(dict.fromkeys(map(self.concept, concepts)))

    def practice(self, practice: str, modality: str) -> str:
        """A practice as people call it, and whether it only may happen."""
        words = _PRACTICES.get(practice, practice)
        return f"{words}, which may happen" if modality == "may" else words


def names_of(found: ThirdParties, concepts: Concepts) -> Names:
    """The names of all that an analysis speaks of."""
    named = {ranked.id: ranked.label for ranked in found.recipients}
    labels = {c.id: c.label for c in concepts.of_kind("party")}
    unnamed = {ranked.id: labels.get(ranked.label, ranked.label) for ranked in found.categories}
    return Names(found.disclosures.companies, {**named, **unnamed}, concepts)


def anchor(kind: str, *ids: str) -> str:
    """The anchor of a thing: `anchor("recipient", "party/paypal")` is `recipient-party-paypal`."""
    return "-".join((kind, *(re.sub(r"[^A-Za-z0-9]+", "-", id_) for id_ in ids)))


def counted(number: int, thing: str, things: str = "") -> str:
    """A number with its noun: "1 company", "2 companies"."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"
