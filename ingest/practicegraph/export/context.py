"""The JSON-LD context: the names under which a statement reads as a nested record.

    python -m practicegraph.export.context > ontology/context.jsonld

It is made from the ontology, so that a new property gets its name there and nowhere else.
"""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from typing import Any, Final

from pyoxigraph import NamedNode, Triple

from practicegraph.kinds import load_kinds, read_turtle
from practicegraph.knowledge import ONTOLOGY, knowledge_root
from practicegraph.rdf import PREFIXES, XSD, term

#: Names for terms of other vocabularies.
_FOREIGN: Final[dict[str, Any]] = {
    "broader": {"@id": "skos:broader", "@type": "@vocab", "@container": "@set"},
    "definition": {"@id": "skos:definition"},
    "end": {"@id": "oa:end"},
    "exact": {"@id": "oa:exact"},
    "identifier": {"@id": "dct:identifier"},
    "issued": {"@id": "dct:issued", "@type": "xsd:date"},
    "label": {"@id": "rdfs:label"},
    "prefLabel": {"@id": "skos:prefLabel"},
    "prefix": {"@id": "oa:prefix"},
    "selectors": {"@id": "oa:hasSelector", "@type": "@id", "@container": "@set"},
    "snapshotOf": {"@id": "prov:specializationOf", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "start": {"@id": "oa:start"},
    "statements": {"@reverse": "pg:statedIn", "@type": "@id", "@container": "@set"},
    "suffix": {"@id": "oa:suffix"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
}
#: Datatypes whose values JSON writes as they are.
_PLAIN: Final = {term(f"xsd:{name}") for name in ("string", "boolean", "integer", "nonNegativeInteger")}
#: Classes of which a value is called by its name alone.
_CALLED_BY_NAME: Final = (term("skos:Concept"), term("pg:Modality"), term("pg:MatchStatus"))


@lru_cache(maxsize=1)
def load_context() -> dict[str, Any]:
    """The published context: names to definitions."""
    document = json.loads(knowledge_root().joinpath("ontology", "context.jsonld").read_bytes())
    return dict(document["@context"])


def make_context() -> dict[str, Any]:
    """The context that the ontology gives."""
    properties = _properties()
    return {
        "@version": 1.1,
        "@vocab": ONTOLOGY,
        **{prefix: PREFIXES[prefix] for prefix in sorted(PREFIXES)},
        **dict(
            sorted(
                {**_FOREIGN, **{name: _definition(name, properties) for name in _names(properties)}}.items()
            )
        ),
    }


def _properties() -> list[Triple]:
    file = knowledge_root().joinpath("ontology", "practicegraph.ttl")
    return [t for t in read_turtle(file) if isinstance(t.subject, NamedNode)]


def _names(said: list[Triple]) -> list[str]:
    kinds = (term("owl:ObjectProperty"), term("owl:DatatypeProperty"))
    properties = {t.subject.value for t in said if t.object in kinds and isinstance(t.subject, NamedNode)}
    return sorted(iri.removeprefix(ONTOLOGY) for iri in properties if iri.startswith(ONTOLOGY))


def _definition(name: str, said: list[Triple]) -> dict[str, Any]:
    about = [t for t in said if t.subject == term(f"pg:{name}")]
    types = {t.object for t in about if t.predicate == term("rdf:type")}
    ranges = {t.object for t in about if t.predicate == term("rdfs:range")}
    definition: dict[str, Any] = {"@id": f"pg:{name}"}
    if term("owl:ObjectProperty") in types:
        definition["@type"] = "@vocab" if _by_name(ranges) else "@id"
    else:
        for datatype in ranges - _PLAIN:
            definition["@type"] = str(getattr(datatype, "value", "")).replace(XSD, "xsd:")
    if term("owl:FunctionalProperty") not in types:
        definition["@container"] = "@set"
    return definition


def _by_name(ranges: set[Any]) -> bool:
    kinds = load_kinds()
    return any(r in kinds.below(named) for r in ranges for named in _CALLED_BY_NAME)


if __name__ == "__main__":
    document = {"@context": make_context()}
    sys.stdout.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
