"""A graph laid out for validation: by property, with the classes that the ontology gives its values.

Focus nodes and values are kept as two lists of the same length rather than as pairs: tens of thousands of
tuples would set off the garbage collector again and again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from practicegraph.rdf import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from pyoxigraph import NamedNode, Quad, Triple

    from practicegraph.kinds import Kinds
    from practicegraph.validate.shape import Path, Term


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Focus nodes and, each at the same index, a value of theirs; and the two as sets."""

    foci: list[Term]
    values: list[Term]
    having: Set[Term]
    distinct: Set[Term]

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        """Each focus node with each of its values."""
        return zip(self.foci, self.values, strict=True)

    def turned(self) -> Links:
        """The same from the values' side."""
        return Links(self.values, self.foci, self.distinct, self.having)

    def of(self, nodes: Set[Term]) -> Links:
        """Those of some focus nodes alone."""
        if self.having <= nodes:
            return self
        chosen = [focus in nodes for focus in self.foci]
        return links_of(list(compress(self.foci, chosen)), list(compress(self.values, chosen)))


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """What each property links, the members of each class, and the ontology's kinds."""

    links: Mapping[NamedNode, Links]
    members: Mapping[Term, Set[Term]]
    kinds: Kinds

    def instances(self, kind: NamedNode) -> Set[Term]:
        """The graph's own members of a class or of one below it."""
        below = self.kinds.below(kind)
        return frozenset().union(*(self.members.get(one, ()) for one in below))

    def linked(self, predicate: NamedNode) -> Links:
        """What a property links; nothing where the graph does not use it."""
        return self.links.get(predicate) or _NONE

    def values(self, nodes: Set[Term], path: Path | None) -> Links:
        """Each of the nodes with each of its values at the end of the path; without a path, with itself."""
        if path is None:
            same = list(nodes)
            return Links(same, same, nodes, nodes)
        links = self.linked(path.predicate)
        return (links.turned() if path.inverse else links).of(nodes)


def links_of(foci: list[Term], values: list[Term]) -> Links:
    """Links with their sets."""
    return Links(foci, values, set(foci), set(values))


def data_of(triples: Iterable[Quad | Triple], kinds: Kinds) -> Data:
    """Lays out the triples of one graph."""
    columns: defaultdict[NamedNode, tuple[list[Term], list[Term]]] = defaultdict(lambda: ([], []))
    for triple in triples:
        foci, values = columns[triple.predicate]
        foci.append(triple.subject)
        values.append(triple.object)
    links = {predicate: links_of(*ones) for predicate, ones in columns.items()}
    members: defaultdict[Term, set[Term]] = defaultdict(set)
    for subject, kind in zip(*columns.get(term("rdf:type"), ((), ())), strict=True):
        members[kind].add(subject)
    return Data(links, members, kinds)


_NONE = Links([], [], frozenset(), frozenset())
