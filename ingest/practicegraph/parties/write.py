"""From a `Registry` to Turtle: the same registry gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from practicegraph.knowledge import ONTOLOGY
from practicegraph.parties.load import DCT, RDFS, SCHEMA, SKOS, WIKIDATA
from practicegraph.parties.registry import OWNERSHIP, PARTY, KnownParty, Ownership, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
#: The datatype of a date by the length of its text: a year, a month, a day.
DATE_TYPES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
PREFIXES: Final = {
    "dct": DCT,
    "ownership": OWNERSHIP,
    "party": PARTY,
    "pg": ONTOLOGY,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "wd": WIKIDATA,
    "xsd": XSD,
}


def to_turtle(registry: Registry, comment: str = "") -> str:
    """Write the registry as Turtle, sorted, one block a party, then one block an ownership."""
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    parties = [_block(f"party:{party.id}", _of_party(party)) for _, party in sorted(registry.parties.items())]
    owned = [
        _block(f"ownership:{o.id}", _of_ownership(o)) for o in sorted(registry.ownerships, key=lambda o: o.id)
    ]
    return "\n".join([head + prefixes, *parties, *owned])


def _block(subject: str, said: Iterable[tuple[str, Iterable[str]]]) -> str:
    lines = [f"{predicate} {', '.join(values)}" for predicate, values in said if values]
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def _of_party(party: KnownParty) -> list[tuple[str, list[str]]]:
    return [
        ("a", [f"pg:{party.kind}"]),
        ("rdfs:label", [_text(party.label)]),
        ("skos:altLabel", _texts(party.aliases)),
        ("pg:casedName", _texts(party.cased)),
        ("pg:contextName", _texts(party.contextual)),
        ("pg:role", sorted(f"pg:{role}" for role in party.roles)),
        ("pg:domain", _texts(party.domains)),
        ("pg:providedBy", _named("party:", party.provided_by)),
        ("pg:receivesData", [] if party.receives_data else ["false"]),
        ("pg:sector", [_text(party.sector)] if party.sector else []),
        ("schema:url", _iris(party.website)),
        ("skos:exactMatch", _named("wd:", party.wikidata)),
        ("dct:source", _iris(*party.sources)),
    ]


def _of_ownership(ownership: Ownership) -> list[tuple[str, list[str]]]:
    return [
        ("a", ["pg:Ownership"]),
        ("pg:owned", _named("party:", ownership.owned)),
        ("pg:owner", _named("party:", ownership.owner)),
        ("pg:validFrom", _dates(ownership.valid_from)),
        ("pg:validUntil", _dates(ownership.valid_until)),
        ("dct:source", _iris(*ownership.sources)),
    ]


def _text(text: str) -> str:
    return str(Literal(text))


def _texts(texts: Iterable[str]) -> list[str]:
    return [_text(text) for text in sorted(texts)]


def _iris(*iris: str | None) -> list[str]:
    return [str(NamedNode(iri)) for iri in sorted(filter(None, iris))]


def _named(prefix: str, name: str | None) -> list[str]:
    return [prefix + name] if name else []


def _dates(date: str | None) -> list[str]:
    return [f'"{date}"^^xsd:{DATE_TYPES[len(date)]}'] if date else []
