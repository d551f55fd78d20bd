"""What is wrong with a registry: links that lead nowhere, dates out of order, names that two parties bear."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from practicegraph.concepts import load_concepts
from practicegraph.errors import InvalidKnowledge
from practicegraph.parties.load import load_registry
from practicegraph.parties.normalise import key
from practicegraph.parties.owners import first_day, owner_on, ownerships_of
from practicegraph.parties.registry import Case, Kind
from practicegraph.parties.stop import is_listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from practicegraph.parties.registry import KnownParty, Name, Ownership, Registry

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOMAIN: Final = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z0-9-]{2,}")
_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


def check_registry_file(path: Path) -> tuple[str, ...]:
    """Say all that is wrong with a registry file, read together with the parties that come with the package.

    Links may lead to shipped parties. Nothing is said of what is shipped.
    """
    try:
        whole = load_registry(path)
    except InvalidKnowledge as error:
        return error.problems
    return new_problems(whole)


def new_problems(registry: Registry) -> tuple[str, ...]:
    """Say what is wrong with a registry beyond what is said of the shipped one."""
    known = set(check_registry(load_registry()))
    return tuple(problem for problem in check_registry(registry) if problem not in known)


@lru_cache(maxsize=4)
def check_registry(registry: Registry) -> tuple[str, ...]:
    """Say all that is wrong with a registry, in the order of its parties."""
    roles = frozenset(concept.id for concept in load_concepts().of_kind("party"))
    return (
        *(problem for party in registry.parties.values() for problem in _party(party, registry, roles)),
        *_shared_names(registry),
        *_shared_domains(registry),
        *(problem for ownership in registry.ownerships for problem in _ownership(ownership, registry)),
        *_overlaps(registry),
        *_circles(registry),
    )


def _party(party: KnownParty, registry: Registry, roles: frozenset[str]) -> Iterator[str]:
    here = f"party {party.id}"
    spellings = {party.label, *party.aliases}
    if not _ID.fullmatch(party.id):
        yield f"{here}: an id has lower-case letters, digits and single hyphens alone"
    for spelling in sorted((party.cased | party.contextual) - spellings):
        yield f'{here}: "{spelling}" is cased or contextual but no name of it; add it as skos:altLabel'
    for name in party.names():
        if name.case is not Case.CONTEXT and is_listed(name.text):
            yield f'{here}: "{name.text}" is in not-parties.txt; make it a pg:contextName, or another name'
    for role in sorted(set(party.roles) - roles):
        yield f"{here}: no role pg:{role} in the ontology"
    for domain in party.domains:
        if not _DOMAIN.fullmatch(domain):
            yield f'{here}: "{domain}" is no domain; write it in lower case without scheme or path'
    if party.sector and party.kind is not Kind.COMPANY:
        yield f"{here}: only a company has a pg:sector; give it to the company that provides the product"
    if not party.sources:
        yield f"{here}: no dct:source; say where its facts are known from"
    yield from _provider(party, registry)


def _provider(party: KnownParty, registry: Registry) -> Iterator[str]:
    if party.provided_by is None:
        return
    here = f"party {party.id}"
    company = registry.parties.get(party.provided_by)
    if party.kind is not Kind.PRODUCT:
        yield f"{here}: only a product has pg:providedBy; a company is owned by a pg:Ownership"
    if company is None:
        yield f"{here}: provided by {party.provided_by}, which is no party; add it or correct the link"
    elif company.kind is not Kind.COMPANY:
        yield f"{here}: provided by {company.id}, which is a product; name the company"


def _shared_names(registry: Registry) -> Iterator[str]:
    bearers: defaultdict[str, list[Name]] = defaultdict(list)
    for name in registry.names():
        bearers[key(name.text)].append(name)
    for names in bearers.values():
        parties = sorted({name.party for name in names})
        if len(parties) > 1 and any(name.case is not Case.CONTEXT for name in names):
            bearers_named = " and ".join(parties)
            yield f'"{names[0].text}" names {bearers_named}; make it a pg:contextName or drop it'


def _shared_domains(registry: Registry) -> Iterator[str]:
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for party in registry.parties.values():
        for domain in party.domains:
            holders[domain].append(party.id)
    for domain, parties in sorted(holders.items()):
        if len(parties) > 1:
            yield f"domain {domain} is given to {' and '.join(parties)}; leave it with one"


def _ownership(ownership: Ownership, registry: Registry) -> Iterator[str]:
    here = f"ownership {ownership.id}"
    for end, party in (("owned", ownership.owned), ("owner", ownership.owner)):
        if party not in registry.parties:
            yield f"{here}: {end} {party} is no party; add it or correct the link"
    owner = registry.parties.get(ownership.owner)
    if owner is not None and owner.kind is not Kind.COMPANY:
        yield f"{here}: the owner {owner.id} is a product; name the company"
    for date in filter(None, (ownership.valid_from, ownership.valid_until)):
        if not _is_date(date):
            yield f'{here}: "{date}" is no date; write 2021, 2021-09 or 2021-09-01'
    if not ownership.sources:
        yield f"{here}: no dct:source; say where it is known from"
    begin, end_date = ownership.valid_from, ownership.valid_until
    if begin and end_date and first_day(begin) >= first_day(end_date):
        yield f"{here}: begins {begin} and ends {end_date}; an ownership begins before it ends"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(first_day(text))
    except ValueError:
        return False
    return True


def _overlaps(registry: Registry) -> Iterator[str]:
    for owned, ownerships in ownerships_of(registry).items():
        for earlier, later in pairwise(ownerships):
            if earlier.valid_until is None or first_day(earlier.valid_until) > first_day(
                later.valid_from or ""
            ):
                yield f"{owned}: {earlier.id} and {later.id} hold at once; correct their dates"


def _circles(registry: Registry) -> Iterator[str]:
    if not _may_circle(registry):
        return
    dates = {o.valid_from for o in registry.ownerships if o.valid_from and _is_date(o.valid_from)}
    found: dict[str, None] = {}
    for date in (None, *sorted(dates)):
        for party in ownerships_of(registry):
            try:
                owner_on(registry, party, date)
            except InvalidKnowledge as error:
                found.update(dict.fromkeys(error.problems))
    yield from found


def _may_circle(registry: Registry) -> bool:
    """Whether owners go round in a circle when dates are left out, which is quick to tell."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for ownership in registry.ownerships:
        owners[ownership.owned].add(ownership.owner)
    try:
        TopologicalSorter(owners).prepare()
    except CycleError:
        return True
    return False
