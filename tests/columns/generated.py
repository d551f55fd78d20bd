"""Policies made by chance, always the same: many of them say the same of the same parties and data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Any

from practicegraph.build import Parties
from practicegraph.build.graph import matches_of
from practicegraph.document import Document
from practicegraph.facts import ContactPoint, PolicyFacts, TermDefinition, TermUse, Transfer
from practicegraph.lift import lift
from practicegraph.statement import Evidence, Extractor, Party, Statement
from practicegraph.store import infer, load_knowledge, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicegraph.store import Store

EXTRACTOR = Extractor("chance", "1")
#: Two are vendors that the registry knows, so that customers' policies can be set against their own.
COMPANIES = ("Google", "Stripe", "Alder Books", 'Birch & "Tea"', "Čapek Tools", "Dune")
DATES = (None, "2019-05-01", "2021-05-01", "2023-05-01")
DATA = (
    "EmailAddress",
    "Name",
    "IPAddress",
    "CookieIdentifier",
    "BankAccountData",
    "LocationData",
    "PersonalData",
)
NAMES = ("Google Analytics", "Stripe", "DoubleClick", "YouTube", "Nobody Ltd", "nobody ltd", "Zoë 'n' Co")
ROLES = ("AdvertisingCompany", "AnalyticsProvider", "PaymentProcessor", "ServiceProvider")
PRACTICES = (
    "Sharing",
    "Sale",
    "ThirdPartyCollection",
    "Tracking",
    "Collection",
    "Use",
    "Storage",
    "Choice",
    "Right",
)
DURATIONS = (("for a year", "P1Y"), ("for 40 months", "P40M"), ("for 90 days", "P90D"), ("as needed", None))
TERMS = ("Technical Data", "aggregate information", "Usage Data", "anonymous data")


@dataclass
class Chance:
    """Draws, each from its own beginning."""

    seed: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311  # not for secrets

    def some(self, values: Sequence[Any], most: int = 2) -> tuple[Any, ...]:
        return tuple(sorted(self.random.sample(values, self.random.randrange(min(most, len(values)) + 1))))

    def one(self, values: Sequence[Any]) -> Any:
        return self.random.choice(values)

    def maybe(self, values: Sequence[Any], share: float = 0.3) -> Any:
        return self.random.choice(values) if self.random.random() < share else None


def document(company: str, date: str | None, edition: int = 0) -> Document:
    """A text of one company and day; another edition says other things."""
    words = " ".join(f"We knowingly say sentence {i} of {edition}." for i in range(30))
    text = f"{company} {date} {words}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    chance = Chance(int(digest[:8], 16))
    return Document(
        f"{company}-{date}",
        company,
        text,
        digest,
        (),
        company,
        date=date,
        sector=chance.maybe(("Books", "Tools"), 0.8),
        facts=_facts(chance, text),
    )


def statements(about: Document, count: int = 40) -> tuple[Statement, ...]:
    """What the text is said to state, whatever its words are."""
    chance = Chance(int(about.digest[8:16], 16))
    made = [_statement(chance, about) for _ in range(count)]
    made[0] = replace(made[0], data=made[0].data or DATA[:1])
    # One says the contrary of another, and is the same in all else.
    contrary = "denied" if made[0].polarity == "affirmed" else "affirmed"
    made.append(replace(made[0], polarity=contrary, evidence=made[1].evidence))
    return tuple(dict.fromkeys(made))


def put(store: Store, about: Document) -> None:
    """Put a document and its statements into a store."""
    said = statements(about)
    store.put(about, lift(about, said, matches_of(about, said, Parties())), input_digest=about.digest)


def fill(path: Path) -> None:
    """A store of every company on every day."""
    with open_store(path) as store:
        load_knowledge(store)
        for company in COMPANIES:
            for date in DATES:
                put(store, document(company, date))
        infer(store)


def _evidence(chance: Chance, text: str) -> Evidence:
    start = chance.random.randrange(len(text) - 40)
    end = start + chance.random.randrange(1, 40)
    return Evidence(start, end, text[start:end])


def _places(chance: Chance, text: str) -> tuple[Evidence, ...]:
    return tuple(_evidence(chance, text) for _ in range(chance.random.randrange(1, 4)))


def _statement(chance: Chance, about: Document) -> Statement:
    practice = chance.one(PRACTICES)
    duration, iso = chance.one(DURATIONS) if practice == "Storage" else (None, None)
    return Statement(
        policy=about.name,
        practice=practice,
        evidence=_places(chance, about.text),
        rule=chance.one(("one", "two")),
        extractor=EXTRACTOR,
        confidence=chance.one((0.25, 0.5, 0.875)),
        polarity=chance.one(("affirmed", "affirmed", "denied")),
        modality=chance.one(("does", "may")),
        data=chance.some(DATA, 3),
        parties=_parties(chance) if practice in PRACTICES[:4] else (),
        purposes=chance.some(("Advertising", "Analytics", "BusinessTransfer")),
        technologies=chance.some(("Cookie", "WebBeacon")),
        choices=chance.some(("OptOut", "TrackingOptOut", "CookieControl")),
        rights=chance.some(("AccessRight", "ErasureRight")) if practice == "Right" else (),
        channels=chance.some(("EmailNotice",), 1),
        conditions=chance.some(("Consent", "UponBusinessTransfer", "UnlessOptOut"), 1),
        subject=chance.maybe(("Child",)),
        duration=duration,
        duration_iso=iso,
        jurisdiction=chance.maybe(("California", "California; European Economic Area")),
        legal_basis=chance.maybe(("consent", "legitimate interest")),
        link=chance.maybe(("https://example.com/out", "https://example.org/")),
        country=chance.maybe(("US", "FR", "other countries")),
        safeguard=chance.maybe(("standard contractual clauses",)),
    )


def _parties(chance: Chance) -> tuple[Party, ...]:
    found = (Party(chance.maybe(NAMES, 0.7), chance.one(ROLES)) for _ in range(chance.random.randrange(1, 3)))
    return tuple(dict.fromkeys(found))


def _facts(chance: Chance, text: str) -> PolicyFacts:
    transfers = tuple(
        Transfer(
            countries=chance.some(("US", "FR", "elsewhere")),
            safeguards=chance.some(("standard contractual clauses",), 1),
            data=chance.some(DATA),
            evidence=_places(chance, text),
            polarity=chance.one(("affirmed", "denied")),
        )
        for _ in range(2)
    )
    contacts = (
        ContactPoint("controller", "me@example.com", _evidence(chance, text)),
        ContactPoint("officer", "officer@example.com", _evidence(chance, text)),
    )
    return PolicyFacts(
        contacts=contacts[: chance.random.randrange(3)],
        definitions=tuple(
            TermDefinition(term, chance.some(DATA), _places(chance, text)) for term in chance.some(TERMS)
        ),
        open_terms=tuple(TermUse(term, _evidence(chance, text)) for term in chance.some(TERMS)),
        transfers=transfers,
        extractor=EXTRACTOR,
    )
