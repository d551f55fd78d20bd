"""A registry turned round: from a spelling or a domain to the parties that bear it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from practicegraph.parties.normalise import key
from practicegraph.parties.registry import Case, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicegraph.parties.registry import KnownParty, Registry


@dataclass(frozen=True, slots=True)
class Index:
    """Names by their exact text and by their `key`, parties by host name."""

    spelled: Mapping[str, tuple[Name, ...]]
    keyed: Mapping[str, tuple[Name, ...]]
    hosts: Mapping[str, str]


@lru_cache(maxsize=8)
def index_of(registry: Registry) -> Index:
    """Index every name and domain of a registry; the same registry is indexed once."""
    spelled: defaultdict[str, list[Name]] = defaultdict(list)
    keyed: defaultdict[str, list[Name]] = defaultdict(list)
    for name in registry.names():
        spelled[name.text].append(name)
        keyed[key(name.text)].append(name)
    for name in _compounds(registry):
        if key(name.text) not in keyed:
            keyed[key(name.text)] = [name]
    hosts = {host.lower(): party.id for party in registry.parties.values() for host in party.domains}
    return Index(_frozen(spelled), _frozen(keyed), hosts)


def _compounds(registry: Registry) -> Iterator[Name]:
    """Yield names that nobody needs to list: "Twilio Authy" and "Authy by Twilio" for Twilio's Authy."""
    for _, party in sorted(registry.parties.items()):
        for company in _companies_of(party, registry):
            for text in (f"{company.label} {party.label}", f"{party.label} by {company.label}"):
                yield Name(text, party.id, Case.ANY)


def _companies_of(party: KnownParty, registry: Registry) -> Iterator[KnownParty]:
    owners = (
        [o.owner for o in registry.ownerships if o.owned == party.id] if party.provided_by is None else []
    )
    for owner in (party.provided_by or "", *owners):
        if owner in registry.parties:
            yield registry.parties[owner]


def _frozen(names: Mapping[str, list[Name]]) -> Mapping[str, tuple[Name, ...]]:
    return {text: tuple(sorted(found, key=lambda name: name.party)) for text, found in names.items()}
