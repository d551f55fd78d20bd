"""The blast radius of a vendor: who lets it, or anything that it owned, have which data."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from practicegraph.analyse.flows import label_of, outside
from practicegraph.errors import InvalidQuery
from practicegraph.parties import parent_on, resolve
from practicegraph.parties.normalise import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicegraph.analyse.disclosures import Disclosures
    from practicegraph.analyse.flows import Flow
    from practicegraph.parties import Registry


@dataclass(frozen=True, slots=True)
class Radius:
    """What a breach of a vendor reaches.

    `reached` are the ids of the recipients that are the vendor or belonged to it; `flows` are by company.
    """

    vendor: str
    reached: tuple[str, ...]
    flows: tuple[Flow, ...]

    @property
    def companies(self) -> tuple[str, ...]:
        """The ids of the companies that let it have data."""
        return tuple(sorted({flow.company for flow in self.flows}))


def radius_of(name: str, flows: Iterable[Flow], disclosures: Disclosures) -> Radius:
    """Everything that reaches the vendor of this name: a known party, or a name that policies write.

    Raises:
        InvalidQuery: Neither the registry nor a policy knows such a name.
    """
    candidates = [flow for flow in outside(flows) if flow.recipient.named]
    party = _known(name, disclosures.registry)
    if party is not None:
        vendor = label_of(disclosures.registry, party)
        hit = [f for f in candidates if f.party and party in _owners(f.party, disclosures)]
    else:
        vendor, hit = name, [f for f in candidates if f.name and key(f.name) == key(name)]
        _refuse_unknown(name, hit, candidates)
    return Radius(vendor, tuple(sorted({flow.recipient.id for flow in hit})), tuple(hit))


def _known(name: str, registry: Registry) -> str | None:
    if name in registry.parties:
        return name
    found = resolve(name, registry)
    return next((match.party for match in found if match.status == "accepted"), None)


def _owners(party: str, disclosures: Disclosures) -> Iterator[str]:
    """The party itself and, on the day, whoever it belonged to at any remove."""
    above: str | None = party
    while above is not None:
        yield above
        above = parent_on(disclosures.registry, above, disclosures.as_of)


def _refuse_unknown(name: str, hit: list[Flow], candidates: list[Flow]) -> None:
    if hit:
        return
    known = {flow.recipient.label for flow in candidates}
    near = get_close_matches(name, sorted(known), n=3)
    hint = f", did you mean {' or '.join(repr(other) for other in near)}?" if near else ""
    raise InvalidQuery("breach", (f"neither the registry nor a policy knows {name!r}{hint}",))
