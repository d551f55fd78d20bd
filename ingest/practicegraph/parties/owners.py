"""Who a party belonged to, on a date and over time."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from practicegraph.errors import InvalidKnowledge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicegraph.parties.registry import Ownership, Registry

_FIRST_DAY: Final = "-01-01"


def owner_on(registry: Registry, party: str, date: str | None = None) -> str:
    """Follow a party to its ultimate owner on an ISO 8601 date, today where it is None.

    Gives the party itself where nobody is known to have owned it. A product follows the ownerships that
    name it; where there are none, its company.

    Raises:
        InvalidKnowledge: The owners go round in a circle.
    """
    path = [party]
    while (owner := parent_on(registry, path[-1], date)) is not None:
        if owner in path:
            raise InvalidKnowledge(
                "ownership", (f"{' → '.join([*path, owner])} is a circle; correct its dates",)
            )
        path.append(owner)
    return path[-1]


def parent_on(registry: Registry, party: str, date: str | None = None) -> str | None:
    """Give whom a party belonged to directly on a date; the later owner where two claim it."""
    owned = ownerships_of(registry).get(party)
    if owned is None:
        return registry.parties[party].provided_by if party in registry.parties else None
    holding = [ownership for ownership in owned if _holds(ownership, date)]
    return holding[-1].owner if holding else None


def owners_over_time(registry: Registry, party: str) -> tuple[Ownership, ...]:
    """List the ownerships of a party itself, the earliest first; those without a beginning come first."""
    return ownerships_of(registry).get(party, ())


@lru_cache(maxsize=8)
def ownerships_of(registry: Registry) -> Mapping[str, tuple[Ownership, ...]]:
    """Group a registry's ownerships by who was owned, the earliest first."""
    grouped: defaultdict[str, list[Ownership]] = defaultdict(list)
    for ownership in sorted(
        registry.ownerships, key=lambda o: (o.owned, first_day(o.valid_from or ""), o.id)
    ):
        grouped[ownership.owned].append(ownership)
    return {owned: tuple(found) for owned, found in grouped.items()}


def first_day(date: str) -> str:
    """Give the first day that a date to the year, month or day can mean, so that dates compare as text."""
    return date + _FIRST_DAY[len(date) - len("2020") :] if date else ""


def _holds(ownership: Ownership, date: str | None) -> bool:
    if date is None:
        return ownership.valid_until is None
    day = first_day(date)
    begun = first_day(ownership.valid_from or "") <= day
    return begun and (ownership.valid_until is None or day < first_day(ownership.valid_until))
