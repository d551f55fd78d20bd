"""How far an affirmation falls under a denial: exactly, or as a narrower case of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from practicegraph.analyse.changes.facts import FLOWS
from practicegraph.parties.normalise import key
from practicegraph.statement import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicegraph.concepts import Concepts
    from practicegraph.statement import Statement

Grade = Literal["exact", "narrowing"]

#: What each denied practice denies with it: who does not share does not sell and lets nobody collect.
DENIES: Final = {
    "Collection": ("Collection",),
    "Use": ("Use",),
    "Sharing": ("Sharing", "Sale", "ThirdPartyCollection"),
    "Sale": ("Sale",),
    "ThirdPartyCollection": ("ThirdPartyCollection",),
    "Storage": ("Storage",),
    "Tracking": ("Tracking",),
}
#: Those of whom a denial for "third parties" in general speaks. It does not speak of those who work for the
#: company, belong to it, take it over or enforce the law, nor of what people make public themselves.
OUTSIDERS: Final = frozenset(
    {"AdvertisingCompany", "BusinessPartner", "DataBroker", "SocialNetwork", "ThirdParty"}
)
_ANYONE: Final = Party(None, "ThirdParty")


@dataclass(frozen=True, slots=True)
class Overlap:
    """In what an affirmation falls under a denial, by slot: the denied value and the affirmed one.

    A value that only one side names is written as an empty text.
    """

    data: tuple[str, str]
    recipient: tuple[str, str]
    purpose: tuple[str, str]

    @property
    def narrower(self) -> tuple[str, ...]:
        """The slots in which the affirmation is the narrower one."""
        pairs = (("data", self.data), ("recipient", self.recipient), ("purpose", self.purpose))
        return tuple(slot for slot, (denied, affirmed) in pairs if denied != affirmed)

    @property
    def grade(self) -> Grade:
        """Exact where every slot says the same."""
        return "narrowing" if self.narrower else "exact"


def overlap_of(denied: Statement, affirmed: Statement, concepts: Concepts) -> Overlap | None:
    """In what the affirmation falls under the denial, as exactly as can be; None where it does not."""
    if affirmed.practice not in DENIES.get(denied.practice, ()) or not _same_frame(denied, affirmed):
        return None
    data = _under(_subject(denied), _subject(affirmed), concepts)
    recipient = _parties(denied, affirmed, concepts)
    purpose = _purposes(denied.purposes, affirmed.purposes, concepts)
    return Overlap(data, recipient, purpose) if data and recipient and purpose else None


def _same_frame(denied: Statement, affirmed: Statement) -> bool:
    """The same actor, group of people, place and means."""
    means = set(denied.technologies), set(affirmed.technologies)
    return (
        (denied.actor == affirmed.actor or affirmed.practice == "ThirdPartyCollection")
        and (denied.subject, denied.jurisdiction, denied.country)
        == (affirmed.subject, affirmed.jurisdiction, affirmed.country)
        and (not means[0] or bool(means[0] & means[1]))
    )


def _subject(statement: Statement) -> tuple[str, ...]:
    """What a practice is done to: data, or the technologies of tracking."""
    return statement.data or (statement.technologies if statement.practice == "Tracking" else ())


def _under(denied: Iterable[str], affirmed: Iterable[str], concepts: Concepts) -> tuple[str, str] | None:
    """The closest pair of a denied concept and an affirmed one that is the same or narrower."""
    affirmed = tuple(affirmed)
    pairs = [(one, other) for one in denied for other in affirmed if other in concepts.narrower(one)]
    return min(pairs, key=lambda pair: (pair[0] != pair[1], pair), default=None)


def _purposes(
    denied: tuple[str, ...], affirmed: tuple[str, ...], concepts: Concepts
) -> tuple[str, str] | None:
    if not denied:
        return "", affirmed[0] if affirmed else ""
    return _under(denied, affirmed, concepts)


def _parties(denied: Statement, affirmed: Statement, concepts: Concepts) -> tuple[str, str] | None:
    """The closest pair of parties; a denial that names no recipient speaks of all outsiders."""
    if not denied.parties and (not affirmed.parties or denied.practice not in FLOWS):
        return "", _told(affirmed.parties[0]) if affirmed.parties else ""
    pairs = [
        (_told(one), _told(other))
        for one in denied.parties or (_ANYONE,)
        for other in affirmed.parties
        if _covers(one, other, concepts)
    ]
    return min(pairs, key=lambda pair: (pair[0] != pair[1], pair), default=None)


def _covers(denied: Party, affirmed: Party, concepts: Concepts) -> bool:
    if denied.name:
        return affirmed.name is not None and key(denied.name) == key(affirmed.name)
    if denied.role == "ThirdParty":
        return affirmed.role in OUTSIDERS
    return denied.role is not None and affirmed.role in concepts.narrower(denied.role)


def _told(party: Party) -> str:
    return party.name or party.role or ""
