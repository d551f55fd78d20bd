"""Statements in the making, and what every rule may know of the document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from practicegraph.statement import FIRST_PARTY, Party

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicegraph.extract.reading import Reading
    from practicegraph.statement import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it is tied to its document: `spans` are document offsets, the telling words first."""

    practice: str
    rule: str
    spans: tuple[tuple[int, int], ...]
    polarity: Polarity = "affirmed"
    modality: Modality = "does"
    actor: str = FIRST_PARTY
    data: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    purposes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    subject: str | None = None
    duration: str | None = None
    duration_iso: str | None = None
    legal_basis: str | None = None
    jurisdiction: str | None = None
    link: str | None = None
    country: str | None = None
    safeguard: str | None = None

    def but(self, **changes: Any) -> Draft:  # the fields' own types, by name
        """The same draft with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What "this information" and "these companies" stand for at a point of the text.

    `just_named` are the parties of the sentence before, and of no earlier one; `takeover` says whether it spoke of
    a sale of the company, which "in such a case" then means.
    """

    data: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    technologies: tuple[str, ...] = ()
    practice: str | None = None
    just_named: tuple[Party, ...] = ()
    takeover: bool = False


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The words that introduce a list ("You may ask us to:"), and where they stand in the document."""

    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beyond its sentence.

    `broader` holds each concept's ancestors, `before` what earlier sentences of the section named,
    `denied` the denial that the sentence before made, `headings` the titles above, outermost first,
    `lead_in` what introduces the list that the sentence is an item of.
    """

    broader: Mapping[str, frozenset[str]]
    before: Antecedents = field(default_factory=Antecedents)
    denied: Draft | None = None
    headings: tuple[str, ...] = ()
    lead_in: LeadIn | None = None


#: What the sentences of each block said, by the block's index.
Said = dict[int, list[tuple["Reading", tuple[Draft, ...]]]]
