"""Lists of trackers that others keep, made into registry files of the user's own.

These lists may be used but not passed on under this project's licence, so nothing of them is shipped:
the user names a file or folder that they obtained themselves.

| list | file |
|---|---|
| DuckDuckGo Tracker Radar | the folder `entities/`, one of its files, or the generated `entity_map.json` |
| Ghostery TrackerDB | `trackerdb.json`, as its own export writes it |
| Disconnect | `entities.json` or `services.json` |
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from practicegraph.errors import InvalidKnowledge
from practicegraph.parties.index import index_of
from practicegraph.parties.load import load_registry
from practicegraph.parties.normalise import key
from practicegraph.parties.registry import Kind, KnownParty, Registry
from practicegraph.parties.stop import is_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

TRACKER_RADAR: Final = "https://github.com/duckduckgo/tracker-radar"
TRACKERDB: Final = "https://github.com/ghostery/trackerdb"
DISCONNECT: Final = "https://github.com/disconnectme/disconnect-tracking-protection"
#: What TrackerDB and Disconnect call a kind of tracker, and the role it means here.
ROLES: Final = {
    "advertising": "AdvertisingCompany",
    "audio_video_player": "ServiceProvider",
    "cdn": "HostingProvider",
    "comments": "SocialNetwork",
    "consent": "ServiceProvider",
    "customer_interaction": "CommunicationProvider",
    "email": "CommunicationProvider",
    "essential": "ServiceProvider",
    "hosting": "HostingProvider",
    "pornvertising": "AdvertisingCompany",
    "site_analytics": "AnalyticsProvider",
    "social_media": "SocialNetwork",
    "telemetry": "AnalyticsProvider",
    "utilities": "ServiceProvider",
    "Advertising": "AdvertisingCompany",
    "Analytics": "AnalyticsProvider",
    "Email": "CommunicationProvider",
    "EmailAggressive": "CommunicationProvider",
    "Social": "SocialNetwork",
}
_HOST: Final = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z0-9-]{2,}")


def import_list(path: Path) -> Registry:
    """Read a list of trackers, whichever of the known ones it is, as a registry.

    A party that the package knows by name or domain keeps its id there, so that the two join.

    Raises:
        InvalidKnowledge: The file cannot be read, or is none of the known lists.
    """
    if path.is_dir():
        parties = [p for file in sorted(path.glob("*.json")) for p in _radar_entity(_read(file), str(file))]
        return _registry(parties, str(path))
    content = _read(path)
    for belongs, reader in READERS:
        if belongs(content):
            return _registry(list(reader(content, str(path))), str(path))
    raise InvalidKnowledge(str(path), ("is none of the known lists; docs/parties.md says which are read",))


# The lists --------------------------------------------------------------------------------------------


def _radar_entity(content: Mapping[str, Any], where: str) -> Iterator[KnownParty]:
    name = _text(content.get("name"), where, "name")
    shown = _text(content.get("displayName") or name, where, "displayName")
    yield _company(shown, {name}, _texts(content.get("properties"), where), TRACKER_RADAR)


def _radar_map(content: Mapping[str, Any], where: str) -> Iterator[KnownParty]:
    for name, entity in content.items():
        aliases = {name, *_texts(_member(entity, "aliases", where), where)}
        shown = _text(_member(entity, "displayName", where) or name, where, "displayName")
        yield _company(shown, aliases, _texts(_member(entity, "properties", where), where), TRACKER_RADAR)


def _trackerdb(content: Mapping[str, Any], where: str) -> Iterator[KnownParty]:
    companies: dict[str, KnownParty] = {}
    for identifier, organisation in content["organizations"].items():
        name = _text(_member(organisation, "name", where), where, "name")
        website = _website(_member(organisation, "website_url", where))
        companies[identifier] = replace(_company(name, (), (), TRACKERDB), website=website)
    yield from companies.values()
    for pattern in content["patterns"].values():
        company = companies.get(_member(pattern, "organization", where) or "")
        yield _product(pattern, company, where)


def _product(pattern: Mapping[str, Any], company: KnownParty | None, where: str) -> KnownParty:
    name = _text(_member(pattern, "name", where), where, "name")
    role = ROLES.get(_text(_member(pattern, "category", where), where, "category"))
    found = replace(
        _company(name, (), _texts(pattern.get("domains"), where), TRACKERDB),
        roles=(role,) if role else (),
        website=_website(pattern.get("website_url")),
    )
    if company is None or company.id == found.id:
        return found
    return replace(found, kind=Kind.PRODUCT, provided_by=company.id)


def _disconnect_entities(content: Mapping[str, Any], where: str) -> Iterator[KnownParty]:
    for name, entity in content["entities"].items():
        domains = (
            *_texts(_member(entity, "properties", where), where),
            *_texts(entity.get("resources"), where),
        )
        yield _company(name, (), domains, DISCONNECT)


def _disconnect_services(content: Mapping[str, Any], where: str) -> Iterator[KnownParty]:
    for category, services in content["categories"].items():
        role = ROLES.get(category)
        for name, sites in ((n, s) for service in services for n, s in service.items()):
            domains = [
                d for listed in sites.values() if isinstance(listed, list) for d in _texts(listed, where)
            ]
            yield replace(_company(name, (), domains, DISCONNECT), roles=(role,) if role else ())


#: How each list is told, and who reads it.
READERS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any, str], Iterator[KnownParty]]], ...]] = (
    (lambda c: _has_maps(c, "organizations", "patterns"), _trackerdb),
    (lambda c: _has_maps(c, "entities"), _disconnect_entities),
    (lambda c: _has_maps(c, "categories"), _disconnect_services),
    (lambda c: isinstance(c, dict) and isinstance(c.get("properties"), list), _radar_entity),
    (lambda c: isinstance(c, dict) and any(_has_list(e, "properties") for e in c.values()), _radar_map),
)


# Parties ----------------------------------------------------------------------------------------------


def _company(name: str, aliases: Iterable[str], domains: Iterable[str], source: str) -> KnownParty:
    hosts = tuple(sorted({d.lower() for d in domains if _HOST.fullmatch(d.lower())}))
    return KnownParty(
        id=_id(name, hosts),
        kind=Kind.COMPANY,
        label=name,
        aliases=tuple(sorted(set(aliases) - {name})),
        domains=hosts,
        sources=(source,),
    )


def _registry(parties: list[KnownParty], where: str) -> Registry:
    """Join what is said of one party more than once, and leave to the shipped parties what is theirs."""
    joined: dict[str, KnownParty] = {}
    for party in parties:
        joined[party.id] = _join(joined[party.id], party) if party.id in joined else party
    if not joined:
        raise InvalidKnowledge(where, ("holds no party; name the list that docs/parties.md describes",))
    return Registry({name: _beside_shipped(party) for name, party in sorted(joined.items())})


def _join(one: KnownParty, other: KnownParty) -> KnownParty:
    return replace(
        one,
        aliases=tuple(sorted({*one.aliases, *other.aliases, other.label} - {one.label})),
        roles=tuple(sorted({*one.roles, *other.roles})),
        domains=tuple(sorted({*one.domains, *other.domains})),
        website=one.website or other.website,
    )


def _beside_shipped(party: KnownParty) -> KnownParty:
    """Keep kind, label and company of a shipped party; add no name or domain that another party has."""
    shipped = load_registry()
    index = index_of(shipped)
    known = shipped.parties.get(party.id)
    names = (*party.aliases, *((party.label,) if known else ()))
    free = tuple(name for name in names if key(name) not in index.keyed)
    hosts = tuple(d for d in party.domains if index.hosts.get(d, party.id) == party.id)
    listed = frozenset(name for name in (party.label, *free) if is_listed(name))
    kept = replace(party, aliases=tuple(sorted(free)), domains=hosts, contextual=listed)
    if known is None:
        return kept
    return replace(
        kept, label=known.label, kind=known.kind, provided_by=known.provided_by, website=known.website
    )


def _id(name: str, hosts: tuple[str, ...]) -> str:
    """The id of the shipped party of this name or domain, else one made from the name."""
    index = index_of(load_registry())
    for bearer in index.keyed.get(key(name), ()):
        return bearer.party
    owners = {index.hosts[host] for host in hosts if host in index.hosts}
    if len(owners) == 1 and len(hosts) == 1:
        return owners.pop()
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or f"party-{key(name).encode().hex()[:16]}"


# JSON -------------------------------------------------------------------------------------------------


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidKnowledge(str(path), (f"cannot be read as JSON: {error}",)) from error


def _has_maps(content: object, *members: str) -> bool:
    return isinstance(content, dict) and all(isinstance(content.get(member), dict) for member in members)


def _has_list(content: object, member: str) -> bool:
    return isinstance(content, dict) and isinstance(content.get(member), list)


def _member(content: object, member: str, where: str) -> Any:
    if not isinstance(content, dict):
        raise InvalidKnowledge(where, (f"has {content!r:.40} where an object with {member} belongs",))
    return content.get(member)


def _text(value: object, where: str, member: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidKnowledge(where, (f"has an entry without {member}",))
    return " ".join(value.split())


def _texts(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise InvalidKnowledge(where, (f"has {value!r:.40} where a list of strings belongs",))
    return tuple(value)


def _website(value: object) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value) else None
