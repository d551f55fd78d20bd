"""From registry files in Turtle to a `Registry`."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, parse

from practicegraph.errors import InvalidKnowledge
from practicegraph.knowledge import ONTOLOGY, knowledge_root
from practicegraph.parties.registry import OWNERSHIP, PARTY, Kind, KnownParty, Ownership, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from pyoxigraph import Triple

DCT: Final = "http://purl.org/dc/terms/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA: Final = "http://www.wikidata.org/entity/"

#: Roles from the most to the least telling: the first of a party's roles is what it is chiefly known for.
ROLES: Final = (
    "PaymentProcessor",
    "ShippingCarrier",
    "AnalyticsProvider",
    "SocialNetwork",
    "FinancialInstitution",
    "DataBroker",
    "AdvertisingCompany",
    "CommunicationProvider",
    "HostingProvider",
    "Affiliate",
    "BusinessPartner",
    "LegalAuthority",
    "ServiceProvider",
)
#: What one subject says: predicate IRI to its values, in order.
Said = dict[str, list[str]]


@lru_cache(maxsize=8)
def load_registry(*more: Path) -> Registry:
    """Join the parties that come with the package with those of the registry files named.

    Raises:
        InvalidKnowledge: A file is not Turtle, or lacks what a registry needs.
    """
    return read_registry((*shipped_files(), *more))


def shipped_files() -> tuple[Traversable, ...]:
    """List the registry files of the package, by name."""
    folder = knowledge_root().joinpath("ontology", "parties")
    files = (entry for entry in folder.iterdir() if entry.name.endswith(".ttl"))
    return tuple(sorted(files, key=lambda entry: entry.name))


def read_registry(files: Iterable[Traversable]) -> Registry:
    """One registry of all these files; what they say of the same party is joined.

    Raises:
        InvalidKnowledge: A file is not Turtle, or something in them has no label, owner or owned party.
    """
    files = tuple(files)
    triples = (triple for file in files for triple in _triples(file))
    return registry_of(triples, ", ".join(file.name for file in files))


def registry_of(triples: Iterable[Triple], where: str) -> Registry:
    """The registry that these triples make; `where` names their source in messages.

    Raises:
        InvalidKnowledge: Something in them has no label, owner or owned party.
    """
    said: defaultdict[str, Said] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        # A quoted triple has no value; a blank node's would differ from run to run.
        said[str(getattr(triple.subject, "value", triple.subject))][triple.predicate.value].append(
            str(getattr(triple.object, "value", triple.object))
        )
    ordered = {
        subject: {p: sorted(set(v)) for p, v in about.items()} for subject, about in sorted(said.items())
    }
    _refuse_incomplete(ordered, where)
    parties = (_party(subject, about) for subject, about in ordered.items() if _is_party(about))
    owned = (
        _ownership(s, about) for s, about in ordered.items() if ONTOLOGY + "Ownership" in about[RDF + "type"]
    )
    return Registry({party.id: party for party in parties}, tuple(owned))


def _triples(file: Traversable) -> Iterator[Triple]:
    try:
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            yield quad.triple
    except OSError as error:
        raise InvalidKnowledge(
            file.name, (f"cannot be read: {error.strerror}; name a Turtle file",)
        ) from error
    except (SyntaxError, ValueError) as error:
        raise InvalidKnowledge(file.name, (f"is not Turtle: {error}",)) from error


def _refuse_incomplete(said: Mapping[str, Said], where: str) -> None:
    problems = tuple(problem for subject, about in said.items() for problem in _lacking(subject, about))
    if problems:
        raise InvalidKnowledge(where, problems)


def _lacking(subject: str, about: Said) -> Iterable[str]:
    """Say what keeps a subject from being read at all; `check` looks at everything else."""
    kinds = {kind.removeprefix(ONTOLOGY) for kind in about.get(RDF + "type", ())}
    if kinds & {"Company", "Product"}:
        if not subject.startswith(PARTY):
            yield f"<{subject}> is a party, so its IRI must begin with {PARTY}"
        if not about.get(RDFS + "label"):
            yield f"<{subject}> has no rdfs:label; give the name by which it is known"
    elif "Ownership" in kinds:
        if not subject.startswith(OWNERSHIP):
            yield f"<{subject}> is an ownership, so its IRI must begin with {OWNERSHIP}"
        yield from (
            f"<{subject}> has no pg:{end}; an ownership needs one"
            for end in ("owned", "owner")
            if not about.get(ONTOLOGY + end)
        )
    else:
        yield f"<{subject}> is neither a pg:Company, a pg:Product nor a pg:Ownership; say which it is"


def _is_party(about: Said) -> bool:
    return any(ONTOLOGY + kind in about[RDF + "type"] for kind in Kind)


def _party(subject: str, about: Said) -> KnownParty:
    label, *other_labels = about[RDFS + "label"]
    spellings = {*other_labels, *about.get(SKOS + "altLabel", ()), *about.get(SKOS + "hiddenLabel", ())}
    return KnownParty(
        id=subject.removeprefix(PARTY),
        kind=Kind.PRODUCT if ONTOLOGY + "Product" in about[RDF + "type"] else Kind.COMPANY,
        label=label,
        aliases=tuple(sorted(spellings - {label})),
        cased=frozenset(about.get(ONTOLOGY + "casedName", ())),
        contextual=frozenset(about.get(ONTOLOGY + "contextName", ())),
        roles=tuple(
            sorted((r.removeprefix(ONTOLOGY) for r in about.get(ONTOLOGY + "role", ())), key=_telling)
        ),
        domains=tuple(about.get(ONTOLOGY + "domain", ())),
        provided_by=_first(about, ONTOLOGY + "providedBy", PARTY),
        website=_first(about, SCHEMA + "url"),
        wikidata=_first(about, SKOS + "exactMatch", WIKIDATA),
        sector=_first(about, ONTOLOGY + "sector"),
        receives_data="false" not in about.get(ONTOLOGY + "receivesData", ()),
        sources=tuple(about.get(DCT + "source", ())),
    )


def _telling(role: str) -> tuple[int, str]:
    return ROLES.index(role) if role in ROLES else len(ROLES), role


def _ownership(subject: str, about: Said) -> Ownership:
    return Ownership(
        id=subject.removeprefix(OWNERSHIP),
        owned=about[ONTOLOGY + "owned"][0].removeprefix(PARTY),
        owner=about[ONTOLOGY + "owner"][0].removeprefix(PARTY),
        valid_from=_first(about, ONTOLOGY + "validFrom"),
        valid_until=_first(about, ONTOLOGY + "validUntil"),
        sources=tuple(about.get(DCT + "source", ())),
    )


def _first(about: Said, predicate: str, prefix: str = "") -> str | None:
    values = about.get(predicate, ())
    return values[0].removeprefix(prefix) if values else None
