"""Flows: who gets which data from whom, each with its words; one for each kind of data and recipient."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from practicegraph.parties import Kind, owner_on, parent_on, resolve
from practicegraph.parties.normalise import key
from practicegraph.rdf import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.analyse.disclosures import Disclosure, Disclosures, Mention, Quote, Snapshot
    from practicegraph.parties import KnownParty, Registry
    from practicegraph.statement import Modality, Polarity

#: What stands in for a kind of data where the statement names none.
UNSPECIFIED: Final = "Unspecified"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets data, the same for all policies that speak of it.

    `id` begins with `party/` for a known party, `name/` for another name, `role/` for a category without a
    name. `provider` is the name of the company behind a product, or its own; `owner` is the id of whoever
    ultimately owned it, itself where nobody did: both on the day that was asked for. `role` is what it is
    chiefly known for, or the role that policies give it.
    """

    id: str
    label: str
    role: str | None
    provider: str
    owner: str
    owner_label: str

    @property
    def named(self) -> bool:
        """Whether it is a name, and no category."""
        return not self.id.startswith("role/")


@dataclass(frozen=True, slots=True)
class Flow:
    """One kind of data that one statement lets, or does not let, one recipient have.

    `name` and `role` are as the policy has them, `party` is the id of the known party. `within` says that
    publisher and recipient belonged to one owner, so that no outsider gets anything.
    """

    statement: str
    snapshot: Snapshot
    practice: str
    polarity: Polarity
    modality: Modality
    data: str
    name: str | None
    role: str | None
    party: str | None
    recipient: Recipient
    within: bool
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def company(self) -> str:
        """The id of the company whose policy says it."""
        return self.snapshot.company


def flows_of(disclosures: Disclosures) -> tuple[Flow, ...]:
    """Every flow that the statements speak of, affirmed or denied, by company, recipient and data."""
    found = (flow for statement in disclosures.statements for flow in _flows(statement, disclosures))
    return tuple(sorted(found, key=_order))


def outside(flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """The affirmed flows that leave the publisher's own group: those that every figure counts."""
    return tuple(flow for flow in flows if flow.polarity == "affirmed" and not flow.within)


def _order(flow: Flow) -> tuple[str, str, str, str, str, str]:
    snapshot = flow.snapshot
    return (
        snapshot.company,
        flow.recipient.id,
        flow.data,
        snapshot.service,
        snapshot.day or "",
        flow.statement,
    )


def _flows(statement: Disclosure, disclosures: Disclosures) -> Iterator[Flow]:
    registry = disclosures.registry
    for mention, data in product(statement.mentions, statement.data or (UNSPECIFIED,)):
        known = registry.parties.get(mention.party or "")
        if known is not None and not known.receives_data:
            continue
        recipient = _recipient(mention, registry, disclosures.as_of)
        yield Flow(
            statement=statement.id,
            snapshot=statement.snapshot,
            practice=statement.practice,
            polarity=statement.polarity,
            modality=statement.modality,
            data=data,
            name=mention.name,
            role=mention.role,
            party=mention.party,
            recipient=recipient,
            within=mention.own or _same_group(statement.snapshot, recipient, registry, disclosures.as_of),
            purposes=statement.purposes,
            conditions=statement.conditions,
            quotes=statement.quotes,
        )


@lru_cache(maxsize=65536)
def _recipient(mention: Mention, registry: Registry, as_of: str | None) -> Recipient:
    known = registry.parties.get(mention.party or "")
    if known is not None:
        owner = owner_on(registry, known.id, as_of)
        role = known.roles[0] if known.roles else mention.role
        provider = label_of(registry, _provider(known, registry, as_of))
        return Recipient(
            f"party/{known.id}", known.label, role, provider, f"party/{owner}", label_of(registry, owner)
        )
    if mention.name is not None:
        name = f"name/{slug(key(mention.name) or mention.name)}"
        return Recipient(name, mention.name, mention.role, mention.name, name, mention.name)
    role = mention.role or "ThirdParty"
    return Recipient(f"role/{role}", role, role, role, f"role/{role}", role)


def _provider(party: KnownParty, registry: Registry, as_of: str | None) -> str:
    """The nearest company at or above a party."""
    at: KnownParty | None = party
    while at is not None and at.kind is Kind.PRODUCT:
        at = registry.parties.get(parent_on(registry, at.id, as_of) or "")
    return at.id if at else party.id


def label_of(registry: Registry, party: str) -> str:
    """A party's name, or its id where the registry does not know it."""
    known = registry.parties.get(party)
    return known.label if known else party


@lru_cache(maxsize=65536)
def _same_group(snapshot: Snapshot, recipient: Recipient, registry: Registry, as_of: str | None) -> bool:
    if not recipient.named:
        return False
    own = key(snapshot.company_name)
    return recipient.owner in _groups(snapshot, registry, as_of) or own == key(recipient.label)


@lru_cache(maxsize=4096)
def _groups(snapshot: Snapshot, registry: Registry, as_of: str | None) -> frozenset[str]:
    """The owners of whichever known party the publisher's name stands for."""
    found = resolve(snapshot.company_name, registry)
    publishers = {match.party for match in found if match.party and match.status == "accepted"}
    return frozenset(f"party/{owner_on(registry, party, as_of)}" for party in publishers)
