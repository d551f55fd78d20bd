"""Known parties as values: companies, their products, and who owned whom when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from practicegraph.knowledge import RESOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTY: Final = f"{RESOURCE}party/"
OWNERSHIP: Final = f"{RESOURCE}ownership/"
#: Names this short ("AWS", "UPS") are read as names only in the case in which they are listed.
SHORT_NAME: Final = 4


class Kind(StrEnum):
    """A company acts; a product is something that a company provides."""

    COMPANY = "Company"
    PRODUCT = "Product"


class Case(StrEnum):
    """What a name asks of the text before it counts as a name."""

    #: "paypal" in any case.
    ANY = "any"
    #: "Square": only as it is listed, and not as the first word of a sentence.
    EXACT = "exact"
    #: "Reach": an ordinary word, or a name that several parties bear; only where something else agrees.
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one party's name, by the party's id, and what it asks of the text."""

    text: str
    party: str
    case: Case


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A company or product that policies name.

    `id` is the last part of its IRI. `cased` and `contextual` are those of its names that count only in
    their own case, or only in context. `roles` are identifiers of the scheme of parties, the most telling
    first. `provided_by` is the id of a product's company today. `receives_data` is false for bodies that
    policies name and that receive nothing: ad-choice programmes, seals, regulators. `sector` is a company's
    line of business.
    """

    id: str
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()
    cased: frozenset[str] = frozenset()
    contextual: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    provided_by: str | None = None
    website: str | None = None
    wikidata: str | None = None
    receives_data: bool = True
    sector: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The party's node in the graph."""
        return PARTY + self.id

    def names(self) -> tuple[Name, ...]:
        """Every spelling of its name, the label first."""
        return tuple(Name(text, self.id, self._case(text)) for text in (self.label, *self.aliases))

    def _case(self, text: str) -> Case:
        if text in self.contextual:
            return Case.CONTEXT
        return Case.EXACT if text in self.cased or len(text) <= SHORT_NAME else Case.ANY


@dataclass(frozen=True, slots=True)
class Ownership:
    """One party owned another from one date to another, each ISO 8601 to the day, month or year, or None.

    A partial date stands for its first day; `valid_until` is the first day on which it no longer held.
    """

    id: str
    owned: str
    owner: str
    valid_from: str | None = None
    valid_until: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The ownership's node in the graph."""
        return OWNERSHIP + self.id


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """All known parties by id, and who owned whom; equal only to itself, so that it can key a cache."""

    parties: Mapping[str, KnownParty]
    ownerships: tuple[Ownership, ...] = ()

    def names(self) -> tuple[Name, ...]:
        """Every spelling of every party's name, ordered by party; several parties may share one."""
        return tuple(name for _, party in sorted(self.parties.items()) for name in party.names())
