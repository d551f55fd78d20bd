"""What the role of a provider tells of a sharing where the sentence does not: the data, the purpose; and the role itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from practicegraph.extract.phrases import phrases
from practicegraph.extract.reading import unique
from practicegraph.extract.unspecified import UNSPECIFIED
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.extract.reading import Reading

#: Verbs whose object does something for the company.
USING: Final = frozenset(("use", "uses", "using", "used", "utilize", "utilise", "utilizes", "utilises"))
#: What a role handles where the sentence names no data.
_HANDLED: Final = {
    "PaymentProcessor": "PaymentCardData",
    "AnalyticsProvider": "UsageData",
    "ShippingCarrier": "PostalAddress",
}
#: Roles that a company entrusts with what it has itself.
_ENTRUSTED: Final = frozenset(("ServiceProvider", "HostingProvider", "CommunicationProvider", "ThirdParty"))
#: What a role is engaged for where the sentence names no purpose.
ENGAGED_FOR: Final = {
    "PaymentProcessor": "PaymentProcessing",
    "AnalyticsProvider": "Analytics",
    "ShippingCarrier": "OrderFulfilment",
}
#: The role of a name that is engaged for a purpose.
_ROLE_FOR: Final = {purpose: role for role, purpose in ENGAGED_FOR.items() if role != "ShippingCarrier"}


def by_purpose(party: Party, purposes: tuple[str, ...]) -> Party:
    """A named party whose role nothing else tells is what it is engaged for."""
    if party.name is None or party.role != "ThirdParty":
        return party
    return Party(party.name, next((_ROLE_FOR[p] for p in purposes if p in _ROLE_FOR), party.role))


def by_service(party: Party, reading: Reading, verb: int) -> Party:
    """A named party that is used for something and of which no more is known provides what it is used for."""
    if party.name is None or party.role != "ThirdParty" or reading.parse.words[verb] not in USING:
        return party
    behind = reading.words(verb, len(reading.parse))
    return Party(
        party.name,
        next((r for r, words in phrases("vendors").items() if words.search(behind)), "ServiceProvider"),
    )


def supposed_data(party: Party) -> tuple[str, ...]:
    """The data that a party gets where the sentence names none: what its role handles; a named provider gets some."""
    if party.role in _HANDLED:
        return (_HANDLED[party.role],)
    return (UNSPECIFIED,) if party.name and party.role in _ENTRUSTED else ()


def alike(parties: tuple[Party, ...]) -> Iterator[tuple[Party, ...]]:
    """The parties, parted by what their roles handle: who runs the analytics does not get the card.

    Where the first one's role does not tell, nothing is supposed of any, and they stay together.
    """
    handled = [_handled_by(p, parties[0]) for p in parties]
    for one in unique(handled) if handled[0] else ("",):
        yield tuple(p for p, its in zip(parties, handled, strict=True) if its == one or not handled[0])


def _handled_by(party: Party, first: Party) -> str:
    """What a party's role handles; of a third party without a name or a role, what the first one's does."""
    told = first if party == Party(None, "ThirdParty") else party
    return _HANDLED.get(told.role or "", "")


def supposed_purposes(party: Party) -> tuple[str, ...]:
    """What a party is engaged for where the sentence names no purpose."""
    return (ENGAGED_FOR[party.role],) if party.role in ENGAGED_FOR else ()
