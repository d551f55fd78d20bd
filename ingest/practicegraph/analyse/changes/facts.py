"""A statement taken apart into facts, so that texts are compared by what they say and not by how often."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from practicegraph.parties.normalise import key
from practicegraph.statement import FIRST_PARTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practicegraph.statement import Modality, Party, Polarity, Statement

#: Practices by which someone else gets data.
FLOWS: Final = ("Sharing", "Sale", "ThirdPartyCollection")
#: The slots whose every value is a fact of its own, by what a reader calls them.
_SLOTS: Final = {
    "technology": "technologies", "measure": "measures", "choice": "choices", "right": "rights",
    "channel": "channels",
}  # fmt: skip
_WORDS: Final = ("legal_basis", "country", "safeguard")


@dataclass(frozen=True, slots=True)
class Fact:
    """The smallest thing that a statement says: one value of one slot, under the statement's conditions.

    `slot` says what `values` are: of "recipient", the data and the recipient; of "purpose", the data and the
    purpose.
    """

    practice: str
    polarity: Polarity
    modality: Modality
    scope: tuple[str, ...]
    slot: str
    values: tuple[str, ...]

    def told(self, names: Mapping[str, str]) -> str:
        """The fact in words, without what it affirms or denies; `names` are the parties' by their keys."""
        values = " → ".join(names.get(value, value) for value in self.values)
        said = f"{self.slot}: {values}" if values else self.slot
        return f"{said} ({', '.join(self.scope)})" if self.scope else said


@lru_cache(maxsize=8192)
def facts_of(statement: Statement) -> frozenset[Fact]:
    """All that a statement says, apart from where."""
    scope = _scope(statement)
    return frozenset(
        Fact(statement.practice, statement.polarity, statement.modality, scope, slot, values)
        for slot, values in _values(statement)
    )


def party_key(party: Party) -> str:
    """A party in a form in which spellings of one name are equal."""
    return f"“{key(party.name) or party.name}”" if party.name else party.role or ""


def party_names(statement: Statement) -> dict[str, str]:
    """The parties of a statement as it writes them, by their keys."""
    return {party_key(party): party.name or party.role or "" for party in statement.parties}


def _scope(statement: Statement) -> tuple[str, ...]:
    others = (statement.subject, statement.jurisdiction)
    actor = (
        ()
        if statement.practice == "ThirdPartyCollection" or statement.actor == FIRST_PARTY
        else (statement.actor,)
    )
    return (*sorted(statement.conditions), *(other for other in others if other), *actor)


def _values(statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    said = list(_told(statement))
    yield from said or [("practice", ())]


def _told(statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    parties = tuple(map(party_key, statement.parties))
    if statement.practice in FLOWS:
        yield from _pairs("recipient", statement.data, parties)
        yield from _pairs("purpose", (), statement.purposes)
    elif statement.practice == "Use":
        yield from _pairs("purpose", statement.data, statement.purposes)
    else:
        yield from _pairs("data", (), statement.data)
        yield from _pairs("party", (), parties)
        yield from _pairs("purpose", (), statement.purposes)
    for slot, field in _SLOTS.items():
        yield from _pairs(slot, (), getattr(statement, field))
    if statement.duration:
        yield "retention", (*statement.data, statement.duration_iso or statement.duration.casefold())
    for field in _WORDS:
        if value := getattr(statement, field):
            yield field.replace("_", " "), (value,)


def _pairs(slot: str, data: Iterable[str], values: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each value with each kind of data; the data alone where there is no value."""
    values = tuple(values)
    if values:
        yield from ((slot, tuple(filter(None, pair))) for pair in product(tuple(data) or ("",), values))
    else:
        yield from (("data", (kind,)) for kind in data)
