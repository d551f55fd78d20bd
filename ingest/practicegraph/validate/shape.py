"""SHACL shapes as values, read from Turtle.

Read is what the shapes of this project use and no more; whatever else SHACL has is refused, since a
constraint that is silently not checked is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from practicegraph.errors import InvalidKnowledge
from practicegraph.kinds import read_turtle
from practicegraph.knowledge import knowledge_files
from practicegraph.rdf import PREFIXES, term
from practicegraph.validate.report import INVERSE, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple
_Written = NamedNode | BlankNode | Literal
_About = dict[str, list[_Written]]
#: What the shapes files say: node, property, values.
_Said = dict[Node, _About]

_SH: Final = PREFIXES["sh"]
#: Constraints whose parameter is a term, by the name of the parameter.
_OF_TERM: Final = {
    "class": "ClassConstraintComponent",
    "datatype": "DatatypeConstraintComponent",
    "disjoint": "DisjointConstraintComponent",
    "hasValue": "HasValueConstraintComponent",
    "lessThan": "LessThanConstraintComponent",
    "maxCount": "MaxCountConstraintComponent",
    "maxInclusive": "MaxInclusiveConstraintComponent",
    "maxLength": "MaxLengthConstraintComponent",
    "minCount": "MinCountConstraintComponent",
    "minInclusive": "MinInclusiveConstraintComponent",
    "minLength": "MinLengthConstraintComponent",
    "nodeKind": "NodeKindConstraintComponent",
    "pattern": "PatternConstraintComponent",
}
#: What is read apart from those.
_OTHERS: Final = frozenset(
    {
        *("targetClass", "targetSubjectsOf", "targetObjectsOf", "path", "property", "message", "severity"),
        *("in", "or", "not", "closed", "ignoredProperties"),
        *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"),
    }
)
_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
#: Every term of SHACL that is understood as a property of a shape.
SUPPORTED: Final = frozenset(_OF_TERM) | _OTHERS


@dataclass(frozen=True, slots=True)
class Path:
    """A property, followed forwards or backwards."""

    predicate: NamedNode
    inverse: bool = False

    def __str__(self) -> str:
        return f"{INVERSE if self.inverse else ''}{self.predicate}"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a shape asks: the component's local name, and its parameters as terms and as shapes."""

    component: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with a path a property shape. `targets` are (kind of target, class or property)."""

    name: str
    targets: tuple[tuple[str, NamedNode], ...]
    path: Path | None
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...]
    severity: Severity
    message: str


@lru_cache(maxsize=1)
def load_shapes() -> tuple[Shape, ...]:
    """The shapes that come with the package, by name.

    Raises:
        InvalidKnowledge: A file is not Turtle, or asks for what is not supported here.
    """
    return tuple(shape for file in knowledge_files("shapes", ".ttl") for shape in read_shapes(file))


def read_shapes(file: Traversable) -> tuple[Shape, ...]:
    """The shapes of a file that have targets, by name.

    Raises:
        InvalidKnowledge: It is not Turtle, or asks for what is not supported here.
    """
    said: _Said = {}
    for triple in read_turtle(file):
        if isinstance(triple.subject, Node) and isinstance(triple.object, _Written):
            said.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    if problems := tuple(_unsupported(said)):
        raise InvalidKnowledge(file.name, problems)
    targeted = (node for node, about in said.items() if any(_SH + target in about for target in _TARGETS))
    return tuple(sorted((_shape(said, node) for node in targeted), key=lambda shape: shape.name))


def _unsupported(said: _Said) -> Iterator[str]:
    used = {name for about in said.values() for name in about if name.startswith(_SH)}
    known = {_SH + name for name in SUPPORTED | {"inversePath"}}
    yield from (
        f"<{name}> is not supported; say it with {', '.join(sorted(SUPPORTED))}"
        for name in sorted(used - known)
    )
    for node, about in said.items():
        for path in about.get(_SH + "path", ()):
            if isinstance(path, BlankNode) and set(said.get(path, ())) != {_SH + "inversePath"}:
                yield f"the path of {node} is neither a property nor the inverse of one"
        if _SH + "path" in about and _SH + "property" in about:
            yield f"{node} has both a path and properties; give the properties a shape of their own"


def _shape(said: _Said, node: Node) -> Shape:
    about = said[node]
    severity, message = _one(about, "severity"), _one(about, "message")
    return Shape(
        name=str(node),
        targets=tuple(
            (kind, t) for kind in _TARGETS for t in about.get(_SH + kind, ()) if isinstance(t, NamedNode)
        ),
        path=_path(said, about),
        constraints=tuple(_constraints(said, about)),
        properties=tuple(_shape(said, inner) for inner in _nodes(about, "property")),
        severity=Severity(severity.value.removeprefix(_SH)) if severity else Severity.VIOLATION,
        message=message.value if message else "",
    )


def _path(said: _Said, about: _About) -> Path | None:
    path = _one(about, "path")
    if isinstance(path, NamedNode):
        return Path(path)
    if isinstance(path, BlankNode):
        (predicate,) = said[path][_SH + "inversePath"]
        return Path(NamedNode(predicate.value), inverse=True)
    return None


def _constraints(said: _Said, about: _About) -> Iterator[Constraint]:
    for parameter, component in _OF_TERM.items():
        yield from (Constraint(component, (value,)) for value in about.get(_SH + parameter, ()))
    for head in _nodes(about, "in"):
        yield Constraint("InConstraintComponent", tuple(_list(said, head)))
    for head in _nodes(about, "or"):
        yield Constraint("OrConstraintComponent", shapes=_shapes(said, _list(said, head)))
    for inner in _nodes(about, "not"):
        yield Constraint("NotConstraintComponent", shapes=(_shape(said, inner),))
    for inner in _nodes(about, "qualifiedValueShape"):
        for bound in ("Min", "Max"):
            if number := _one(about, f"qualified{bound}Count"):
                yield Constraint(
                    f"Qualified{bound}CountConstraintComponent", (number,), (_shape(said, inner),)
                )
    if _one(about, "closed") is not None:
        yield Constraint("ClosedConstraintComponent", tuple(_allowed(said, about)))


def _allowed(said: _Said, about: _About) -> Iterator[_Written]:
    """The properties that a closed shape lets through."""
    for head in _nodes(about, "ignoredProperties"):
        yield from _list(said, head)
    for inner in _nodes(about, "property"):
        yield from said[inner][_SH + "path"]


def _shapes(said: _Said, nodes: Iterable[_Written]) -> tuple[Shape, ...]:
    return tuple(_shape(said, node) for node in nodes if isinstance(node, Node))


def _list(said: _Said, head: Node) -> Iterator[_Written]:
    while head != term("rdf:nil"):
        (first,), (rest,) = said[head][term("rdf:first").value], said[head][term("rdf:rest").value]
        yield first
        if not isinstance(rest, Node):
            return
        head = rest


def _nodes(about: _About, name: str) -> Iterator[Node]:
    return (node for node in about.get(_SH + name, ()) if isinstance(node, Node))


def _one(about: _About, name: str) -> _Written | None:
    return next(iter(about.get(_SH + name, ())), None)
