"""What a policy says beside its statements: contacts, definitions, terms left open, transfers abroad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from practicegraph.statement import Evidence, Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.statement import Polarity

Reached = Literal["controller", "officer"]


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """How the company, or its data protection officer, can be reached: a mail, web or postal address."""

    reaches: Reached
    address: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TermDefinition:
    """A term that the policy explains, as written, and the kinds of data that it counts under it."""

    term: str
    includes: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term for data that the policy uses and nowhere explains, as written, where it first stands."""

    term: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Transfer:
    """That data goes abroad, or does not.

    `countries` are codes of ISO 3166, names of regions, or the policy's own words; `safeguards` are
    labels of the ontology's safeguards; `data` are concepts. The evidence begins with the words that
    tell of the transfer.
    """

    countries: tuple[str, ...]
    safeguards: tuple[str, ...]
    data: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    polarity: Polarity = "affirmed"


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """All of these, each kind in the order of the text, and what found them."""

    contacts: tuple[ContactPoint, ...] = ()
    definitions: tuple[TermDefinition, ...] = ()
    open_terms: tuple[TermUse, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    extractor: Extractor | None = None

    def quotes(self) -> Iterator[Evidence]:
        """All the evidence, in no particular order and some of it more than once."""
        yield from (contact.evidence for contact in self.contacts)
        yield from (use.evidence for use in self.open_terms)
        yield from (quote for definition in self.definitions for quote in definition.evidence)
        yield from (quote for transfer in self.transfers for quote in transfer.evidence)


def facts_of_record(record: dict[str, Any]) -> PolicyFacts:
    """The facts of a JSON object as `dataclasses.asdict` makes it; what is left out says nothing."""
    return PolicyFacts(
        contacts=tuple(
            ContactPoint(c["reaches"], c["address"], Evidence(**c["evidence"]))
            for c in record.get("contacts", ())
        ),
        definitions=tuple(
            TermDefinition(d["term"], tuple(d["includes"]), _evidence(d["evidence"]))
            for d in record.get("definitions", ())
        ),
        open_terms=tuple(TermUse(t["term"], Evidence(**t["evidence"])) for t in record.get("open_terms", ())),
        transfers=tuple(_transfer(t) for t in record.get("transfers", ())),
        extractor=Extractor(**record["extractor"]) if record.get("extractor") else None,
    )


def _transfer(record: dict[str, Any]) -> Transfer:
    return Transfer(
        countries=tuple(record.get("countries", ())),
        safeguards=tuple(record.get("safeguards", ())),
        data=tuple(record.get("data", ())),
        evidence=_evidence(record["evidence"]),
        polarity=record.get("polarity", "affirmed"),
    )


def _evidence(records: Iterable[dict[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**record) for record in records)
