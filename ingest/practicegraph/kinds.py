"""What kind of thing each term of the ontology is: the types and parents that its files assert."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from practicegraph.errors import InvalidKnowledge
from practicegraph.knowledge import ONTOLOGY, knowledge_files
from practicegraph.rdf import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """`types` of each named thing and `parents` of each class, as asserted; `is_a` follows the parents."""

    types: Mapping[NamedNode, frozenset[NamedNode]]
    parents: Mapping[NamedNode, frozenset[NamedNode]]

    def is_a(self, thing: NamedNode, kind: NamedNode) -> bool:
        """Whether a thing is asserted to be of a class or of one below it."""
        return any(kind in self.above(asserted) for asserted in self.types.get(thing, ()))

    def above(self, kind: NamedNode) -> frozenset[NamedNode]:
        """The class and all the classes above it."""
        found, ahead = {kind}, [kind]
        while ahead:
            new = self.parents.get(ahead.pop(), frozenset()) - found
            found |= new
            ahead.extend(new)
        return frozenset(found)


@lru_cache(maxsize=1)
def load_kinds() -> Kinds:
    """Of the ontology, its schemes and the registry that come with the package.

    Raises:
        InvalidKnowledge: A file is not Turtle.
    """
    return kinds_of(triple for file in knowledge_files("ontology", ".ttl") for triple in read_turtle(file))


def kinds_of(triples: Iterable[Triple]) -> Kinds:
    """Of these triples; what speaks of blank nodes is left out, since nothing can refer to them."""
    types: dict[NamedNode, set[NamedNode]] = {}
    parents: dict[NamedNode, set[NamedNode]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            if triple.predicate == term("rdf:type"):
                types.setdefault(triple.subject, set()).add(triple.object)
            elif triple.predicate == term("rdfs:subClassOf"):
                parents.setdefault(triple.subject, set()).add(triple.object)
    return Kinds({k: frozenset(v) for k, v in types.items()}, {k: frozenset(v) for k, v in parents.items()})


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
    return name.isidentifier() and load_kinds().is_a(NamedNode(ONTOLOGY + name), term("pg:PartyRole"))
