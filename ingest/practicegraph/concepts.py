"""The concepts that fill the slots of a statement, as the SKOS schemes in `ontology/schemes/` define them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from practicegraph.errors import InvalidKnowledge
from practicegraph.knowledge import knowledge_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

#: What a file says of each subject, by property; subjects, properties and concepts by local name.
_Facts = dict[str, dict[str, list[str]]]

#: The kind of the concepts of each class.
KINDS: Final[dict[str, str]] = {
    "DataType": "data",
    "PartyRole": "party",
    "Purpose": "purpose",
    "Technology": "technology",
    "Measure": "measure",
    "ChoiceType": "choice",
    "RightType": "right",
    "Channel": "channel",
    "Condition": "condition",
    "SubjectGroup": "subject",
}
#: The same for concepts that optional fields name; policies are not searched for these everywhere.
PARTICULARS: Final[dict[str, str]] = {
    "Jurisdiction": "place",
    "LegalBasis": "basis",
    "Safeguard": "safeguard",
}


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: what it is called in the ontology, and how policies call it.

    `labels` are the preferred, alternative and hidden labels; `generic_labels` are words so loose that
    anything more specific beside them overrides them; `patterns` are constructions, in the language that
    `ontology/README.md` describes. `notation` is its code in a standard; `demonyms` and `laws` are words
    for a place's people and for the laws that give them rights.
    """

    id: str
    kind: str
    label: str
    definition: str
    broader: str | None
    labels: tuple[str, ...]
    generic_labels: tuple[str, ...]
    patterns: tuple[str, ...]
    notation: str | None = None
    demonyms: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """What holds for all concepts of one kind: phrases that mislead, and named sets of words for patterns."""

    kind: str
    false_friends: tuple[str, ...]
    word_sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concepts:
    """All concepts by identifier, and all schemes by kind."""

    by_id: Mapping[str, Concept]
    schemes: Mapping[str, Scheme]

    def kind_of(self, concept_id: str) -> str | None:
        """The kind of a concept, or None where there is no such concept."""
        concept = self.by_id.get(concept_id)
        return concept.kind if concept else None

    def of_kind(self, kind: str) -> tuple[Concept, ...]:
        """The concepts of one kind, by identifier."""
        return tuple(c for c in self.by_id.values() if c.kind == kind)

    def ancestors(self, concept_id: str) -> tuple[str, ...]:
        """The broader concepts, nearest first; none for an unknown identifier."""
        return tuple(self._climb(concept_id))

    def narrower(self, concept_id: str) -> frozenset[str]:
        """The concept itself and all that are narrower, at any depth."""
        return frozenset(c for c in self.by_id if c == concept_id or concept_id in self.ancestors(c))

    def widen(self, concept_id: str, listed: Collection[str]) -> str:
        """The concept itself if it is listed, else its nearest listed ancestor, else itself."""
        return next((c for c in (concept_id, *self._climb(concept_id)) if c in listed), concept_id)

    def narrowest(self, concept_ids: Iterable[str]) -> tuple[str, ...]:
        """The concepts without those that another of them narrows, in the order given, each once."""
        given = tuple(dict.fromkeys(concept_ids))
        if len(given) < 2:  # noqa: PLR2004  # one concept narrows no other
            return given
        broader = {a for c in given for a in self._climb(c)}
        return tuple(c for c in given if c not in broader)

    def _climb(self, concept_id: str) -> Iterator[str]:
        concept = self.by_id.get(concept_id)
        while concept and concept.broader:
            yield concept.broader
            concept = self.by_id.get(concept.broader)


@lru_cache(maxsize=1)
def load_concepts() -> Concepts:
    """The concepts of the installed schemes.

    Raises InvalidKnowledge where a scheme file cannot be parsed or contradicts itself or another.
    """
    return read_concepts(knowledge_files("ontology/schemes", ".ttl"))


@lru_cache(maxsize=1)
def load_particulars() -> Concepts:
    """The places, legal bases and safeguards of the installed schemes; raises as `load_concepts` does."""
    return read_concepts(knowledge_files("ontology/schemes", ".ttl"), PARTICULARS)


def read_concepts(files: Iterable[Traversable], kinds: Mapping[str, str] = KINDS) -> Concepts:
    """The concepts of these Turtle files that are of one of the kinds.

    Raises InvalidKnowledge, which names all problems of the files together.
    """
    facts = _facts(files)
    concepts = {c.id: c for c in sorted(_concepts(facts, kinds), key=lambda c: c.id)}
    problems = tuple(_problems(concepts))
    if problems:
        raise InvalidKnowledge("ontology/schemes", problems)
    return Concepts(concepts, {s.kind: s for s in _schemes(facts, concepts, kinds)})


def _facts(files: Iterable[Traversable]) -> _Facts:
    facts: _Facts = defaultdict(lambda: defaultdict(list))
    for file in files:
        try:
            triples = list(ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise InvalidKnowledge(file.name, (f"this is not Turtle: {error}",)) from error
        for triple in triples:
            facts[_local(triple.subject)][_local(triple.predicate)].append(_local(triple.object))
    return facts


def _local(term: object) -> str:
    """A literal's text, or what follows the last `#` or `/` of an IRI."""
    value = str(getattr(term, "value", term))
    return value if isinstance(term, ox.Literal) else value.rpartition("#")[2].rpartition("/")[2]


def _concepts(facts: _Facts, kinds: Mapping[str, str]) -> Iterator[Concept]:
    for subject, said in facts.items():
        for kind in (kinds[c] for c in said.get("type", ()) if c in kinds):
            yield _concept(subject, kind, said)


def _concept(local: str, kind: str, said: dict[str, list[str]]) -> Concept:
    own = [*said.get("prefLabel", ()), *said.get("altLabel", ()), *said.get("hiddenLabel", ())]
    generic = tuple(sorted(said.get("genericLabel", ())))
    return Concept(
        id=local,
        kind=kind,
        label=next(iter(said.get("prefLabel", ())), ""),
        definition=next(iter(said.get("definition", ())), ""),
        broader=next(iter(said.get("broader", ())), None),
        labels=tuple(sorted(set(own) - set(generic))),
        generic_labels=generic,
        patterns=tuple(sorted(said.get("pattern", ()))),
        notation=next(iter(said.get("notation", ())), None),
        demonyms=tuple(sorted(said.get("demonym", ()))),
        laws=tuple(sorted(said.get("lawName", ()))),
    )


def _schemes(facts: _Facts, concepts: Mapping[str, Concept], kinds: Mapping[str, str]) -> Iterator[Scheme]:
    for kind in kinds.values():
        members = {s for c in concepts.values() if c.kind == kind for s in facts[c.id].get("inScheme", ())}
        friends = {f for s in members for f in facts[s].get("falseFriend", ())}
        word_sets = {w for s in members for w in facts[s].get("wordSet", ())}
        yield Scheme(kind, tuple(sorted(friends)), tuple(sorted(word_sets)))


def _problems(concepts: Mapping[str, Concept]) -> Iterator[str]:
    yield from (f"{c.id} has no skos:prefLabel" for c in concepts.values() if not c.label)
    yield from (f"{c.id} has no skos:definition" for c in concepts.values() if not c.definition)
    for concept in concepts.values():
        parent = concepts.get(concept.broader or concept.id)
        if parent is None or parent.kind != concept.kind:
            yield f"{concept.id} is narrower than {concept.broader}, which is no concept of its scheme"
    yield from (f"{c} is broader than itself" for c in concepts if _in_circle(c, concepts))
    yield from _shared_labels(concepts)


def _in_circle(start: str, concepts: Mapping[str, Concept]) -> bool:
    seen: set[str] = set()
    current: str | None = concepts[start].broader
    while current is not None and current in concepts and current not in seen:
        seen.add(current)
        current = concepts[current].broader
    return start in seen


def _shared_labels(concepts: Mapping[str, Concept]) -> Iterator[str]:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept in concepts.values():
        for label in (*concept.labels, *concept.generic_labels):
            owners[concept.kind, label.lower()].add(concept.id)
    for (_, label), ids in owners.items():
        if len(ids) > 1:
            yield f'"{label}" is a label of {" and of ".join(sorted(ids))}'
