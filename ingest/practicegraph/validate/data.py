"""A graph laid out for validation: by property, with the classes that the ontology gives its values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicegraph.rdf import term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Set

    from pyoxigraph import NamedNode, Quad, Triple

    from practicegraph.kinds import Kinds
    from practicegraph.validate.shape import Path, Term

#: A focus node and one of its values.
Pair = tuple["Term", "Term"]


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """What each property links and the subjects of each, the members of each class, the ontology's kinds."""

    pairs: Mapping[NamedNode, list[Pair]]
    subjects: Mapping[NamedNode, Set[Term]]
    members: Mapping[Term, Set[Term]]
    kinds: Kinds

    def instances(self, kind: NamedNode) -> Set[Term]:
        """The graph's own members of a class or of one below it."""
        below = self.kinds.below(kind)
        return frozenset().union(*(self.members.get(one, ()) for one in below))

    def values(self, nodes: Collection[Term], path: Path | None) -> list[Pair]:
        """Each of the nodes with each of its values at the end of the path; without a path, with itself."""
        if path is None:
            return [(node, node) for node in nodes]
        if path.inverse:
            return [(o, s) for s, o in self.pairs.get(path.predicate, ()) if o in nodes]
        return [pair for pair in self.pairs.get(path.predicate, ()) if pair[0] in nodes]


def data_of(triples: Iterable[Quad | Triple], kinds: Kinds) -> Data:
    """Lays out the triples of one graph."""
    pairs: defaultdict[NamedNode, list[Pair]] = defaultdict(list)
    for triple in triples:
        pairs[triple.predicate].append((triple.subject, triple.object))
    members: defaultdict[Term, set[Term]] = defaultdict(set)
    for subject, kind in pairs.get(term("rdf:type"), ()):
        members[kind].add(subject)
    subjects = {predicate: {subject for subject, _ in ones} for predicate, ones in pairs.items()}
    return Data(pairs, subjects, members, kinds)
