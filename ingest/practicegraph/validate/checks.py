"""The SHACL components that the shapes use, each as one function over all focus nodes at once.

Most constraints are about values alone: their functions tell which of some values are bad, and each value
is asked about once, however many statements share it. The others see the focus nodes with their values.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from practicegraph.rdf import term
from practicegraph.validate.literals import is_less, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from practicegraph.validate.data import Data, Links
    from practicegraph.validate.shape import Constraint, Shape, Term

    #: Which of some nodes conform to a shape: the engine, handed to the constraints that hold shapes.
    Conforming = Callable[[Data, Shape, Set[Term]], Set[Term]]
    ValueCheck = Callable[[Constraint, Data, Set[Term], Conforming], Iterable[Term]]
    FocusCheck = Callable[["Asked"], Iterator["Found"]]


class Found(NamedTuple):
    """A focus node that breaks a constraint, by which value, and by which property if not the shape's own."""

    focus: Term
    value: Term | None = None
    predicate: NamedNode | None = None


class Asked(NamedTuple):
    """What a constraint is checked on: focus nodes, each with its values, and the graph around them."""

    constraint: Constraint
    data: Data
    nodes: Set[Term]
    links: Links
    conforming: Conforming


def check(asked: Asked) -> Iterator[Found]:
    """The focus nodes that break a constraint."""
    component = asked.constraint.component
    if component in _OF_FOCUS:
        yield from _OF_FOCUS[component](asked)
        return
    bad = set(_OF_VALUES[component](asked.constraint, asked.data, asked.links.distinct, asked.conforming))
    if bad:
        yield from (Found(focus, value) for focus, value in asked.links.pairs() if value in bad)


def _of_another_kind(constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming) -> Iterable[Term]:
    wanted = _NODE_KINDS[constraint.terms[0]]
    return (value for value in values if not isinstance(value, wanted))


def _of_another_class(
    constraint: Constraint, data: Data, values: Set[Term], _c: Conforming
) -> Iterable[Term]:
    kind = _iri(constraint)
    return values - data.instances(kind) - data.kinds.members(kind)


def _of_another_datatype(
    constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming
) -> Iterable[Term]:
    wanted = constraint.terms[0]
    return (
        value
        for value in values
        if not isinstance(value, Literal) or value.datatype != wanted or value_of(value) is None
    )


def _not_listed(constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming) -> Iterable[Term]:
    return values - set(constraint.terms)


def _unmatched(constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming) -> Iterable[Term]:
    pattern = re.compile(_word(constraint))
    return (value for value in values if (text := _text(value)) is None or not pattern.search(text))


def _too_short(constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming) -> Iterable[Term]:
    least = _number(constraint)
    return (value for value in values if (text := _text(value)) is None or len(text) < least)


def _too_long(constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming) -> Iterable[Term]:
    most = _number(constraint)
    return (value for value in values if (text := _text(value)) is None or len(text) > most)


def _too_small(constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming) -> Iterable[Term]:
    return (value for value in values if not is_less(constraint.terms[0], value, or_equal=True))


def _too_great(constraint: Constraint, _d: Data, values: Set[Term], _c: Conforming) -> Iterable[Term]:
    return (value for value in values if not is_less(value, constraint.terms[0], or_equal=True))


def _of_no_shape(
    constraint: Constraint, data: Data, values: Set[Term], conforming: Conforming
) -> Iterable[Term]:
    left = values
    for shape in constraint.shapes:
        if left:
            left = left - conforming(data, shape, left)
    return left


def _of_the_shape(
    constraint: Constraint, data: Data, values: Set[Term], conforming: Conforming
) -> Iterable[Term]:
    return conforming(data, constraint.shapes[0], values)


def _too_few(asked: Asked) -> Iterator[Found]:
    least = _number(asked.constraint)
    if least == 1:
        return map(Found, asked.nodes - asked.links.having)
    counts = _counts(asked.links.pairs())
    return (Found(focus) for focus in asked.nodes if counts[focus] < least)


def _too_many(asked: Asked) -> Iterator[Found]:
    most = _number(asked.constraint)
    if most and len(asked.links.foci) == len(asked.links.having):
        return iter(())
    return (Found(focus) for focus, count in _counts(asked.links.pairs()).items() if count > most)


def _without_value(asked: Asked) -> Iterator[Found]:
    wanted = asked.constraint.terms[0]
    return map(Found, asked.nodes - {focus for focus, value in asked.links.pairs() if value == wanted})


def _not_less(asked: Asked) -> Iterator[Found]:
    others = _others(asked)
    return (
        Found(focus, value)
        for focus, value in asked.links.pairs()
        for other in others.get(focus, ())
        if not is_less(value, other)
    )


def _shared(asked: Asked) -> Iterator[Found]:
    others = _others(asked)
    return (Found(focus, value) for focus, value in asked.links.pairs() if value in others.get(focus, ()))


def _unforeseen(asked: Asked) -> Iterator[Found]:
    for predicate in asked.data.links.keys() - set(asked.constraint.terms):
        links = asked.data.links[predicate]
        if not asked.nodes.isdisjoint(links.having):
            yield from (Found(focus, value, predicate) for focus, value in links.of(asked.nodes).pairs())


def _too_few_of_shape(asked: Asked) -> Iterator[Found]:
    counts, least = _of_shape(asked), _number(asked.constraint)
    return (Found(focus) for focus in asked.nodes if counts[focus] < least)


def _too_many_of_shape(asked: Asked) -> Iterator[Found]:
    counts, most = _of_shape(asked), _number(asked.constraint)
    return (Found(focus) for focus, count in counts.items() if count > most)


def _of_shape(asked: Asked) -> Counter[Term]:
    """How many values of each focus node conform to the constraint's shape."""
    good = asked.conforming(asked.data, asked.constraint.shapes[0], asked.links.distinct)
    return _counts(pair for pair in asked.links.pairs() if pair[1] in good)


def _counts(pairs: Iterable[tuple[Term, Term]]) -> Counter[Term]:
    """How many values each focus node has; a triple that is given twice is one triple."""
    return Counter(focus for focus, _ in set(pairs))


def _others(asked: Asked) -> dict[Term, set[Term]]:
    """The values of the property that the constraint compares with, by focus node."""
    others: defaultdict[Term, set[Term]] = defaultdict(set)
    for focus, value in asked.data.linked(_iri(asked.constraint)).pairs():
        others[focus].add(value)
    return others


def _text(value: Term) -> str | None:
    """The characters of an IRI or a literal; nothing else has any."""
    return value.value if isinstance(value, NamedNode | Literal) else None


def _word(constraint: Constraint) -> str:
    return _text(constraint.terms[0]) or ""


def _iri(constraint: Constraint) -> NamedNode:
    return NamedNode(_word(constraint))


def _number(constraint: Constraint) -> int:
    return int(_word(constraint))


_NODE_KINDS: Final[dict[Term, type[Term]]] = {term("sh:IRI"): NamedNode}
_OF_VALUES: Final[dict[str, ValueCheck]] = {
    "ClassConstraintComponent": _of_another_class,
    "DatatypeConstraintComponent": _of_another_datatype,
    "InConstraintComponent": _not_listed,
    "MaxInclusiveConstraintComponent": _too_great,
    "MaxLengthConstraintComponent": _too_long,
    "MinInclusiveConstraintComponent": _too_small,
    "MinLengthConstraintComponent": _too_short,
    "NodeKindConstraintComponent": _of_another_kind,
    "NotConstraintComponent": _of_the_shape,
    "OrConstraintComponent": _of_no_shape,
    "PatternConstraintComponent": _unmatched,
}
_OF_FOCUS: Final[dict[str, FocusCheck]] = {
    "ClosedConstraintComponent": _unforeseen,
    "DisjointConstraintComponent": _shared,
    "HasValueConstraintComponent": _without_value,
    "LessThanConstraintComponent": _not_less,
    "MaxCountConstraintComponent": _too_many,
    "MinCountConstraintComponent": _too_few,
    "QualifiedMaxCountConstraintComponent": _too_many_of_shape,
    "QualifiedMinCountConstraintComponent": _too_few_of_shape,
}
