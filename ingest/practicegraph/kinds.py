"""What kind of thing each term of the ontology is: the types and parents that its files assert."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from practicegraph.errors import InvalidKnowledge
from practicegraph.knowledge import ONTOLOGY, knowledge_files
from practicegraph.rdf import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set
    from importlib.resources.abc import Traversable

    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The asserted types of things and parents of classes; members and subclasses at any depth."""

    types: Mapping[NamedNode, frozenset[NamedNode]]
    parents: Mapping[NamedNode, frozenset[NamedNode]]
    _members: Mapping[NamedNode, frozenset[NamedNode]]
    _below: Mapping[NamedNode, frozenset[NamedNode]]

    def members(self, kind: NamedNode) -> frozenset[NamedNode]:
        """Everything that is asserted to be of a class or of one below it."""
        return self._members.get(kind, frozenset())

    def below(self, kind: NamedNode) -> frozenset[NamedNode]:
        """The class and all the classes below it."""
        return self._below.get(kind, frozenset()) | {kind}


@lru_cache(maxsize=1)
def load_kinds() -> Kinds:
    """Of the ontology, its schemes and the registry that come with the package.

    Raises:
        InvalidKnowledge: A file is not Turtle.
    """
    return kinds_of(triple for file in knowledge_files("ontology", ".ttl") for triple in read_turtle(file))


def kinds_of(triples: Iterable[Triple]) -> Kinds:
    """Of these triples; what speaks of blank nodes is left out, since nothing can refer to them."""
    types: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    parents: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            if triple.predicate == term("rdf:type"):
                types[triple.subject].add(triple.object)
            elif triple.predicate == term("rdfs:subClassOf"):
                parents[triple.subject].add(triple.object)
    above = {
        kind: _above(kind, parents) for kind in {*parents, *(one for ones in types.values() for one in ones)}
    }
    wider = {thing: frozenset().union(*(above[kind] for kind in kinds)) for thing, kinds in types.items()}
    return Kinds(_frozen(types), _frozen(parents), _turned(wider), _turned(above))


def _above(kind: NamedNode, parents: Mapping[NamedNode, Set[NamedNode]]) -> frozenset[NamedNode]:
    found, ahead = {kind}, [kind]
    while ahead:
        new = parents.get(ahead.pop(), set()) - found
        found |= new
        ahead.extend(new)
    return frozenset(found)


def _turned(links: Mapping[NamedNode, Set[NamedNode]]) -> dict[NamedNode, frozenset[NamedNode]]:
    turned: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for thing, others in links.items():
        for other in others:
            turned[other].add(thing)
    return _frozen(turned)


def _frozen(links: Mapping[NamedNode, set[NamedNode]]) -> dict[NamedNode, frozenset[NamedNode]]:
    return {thing: frozenset(others) for thing, others in links.items()}


def read_turtle(file: Traversable) -> Iterator[Triple]:
    """The triples of a knowledge file.

    Raises:
        InvalidKnowledge: The file is not Turtle.
    """
    try:
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise InvalidKnowledge(file.name, (f"is not Turtle: {error}",)) from error


@lru_cache(maxsize=512)
def is_role(name: str) -> bool:
    """Whether a name is the identifier of a category of party."""
    return name.isidentifier() and NamedNode(ONTOLOGY + name) in load_kinds().members(term("pg:PartyRole"))
