"""From the graph of one snapshot to its rows in each table of `tables.py`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from practicegraph.knowledge import ONTOLOGY
from practicegraph.rdf import short_digest, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad, Store

    #: The values that a property gives each subject, sorted.
    Values = dict[str, list[str]]
    Rows = dict[str, list[tuple[Any, ...]]]

_TYPE: Final = "rdf:type"
_NEEDED: Final = (
    _TYPE, "rdfs:label", "dct:issued", "prov:specializationOf", "prov:wasGeneratedBy", "oa:hasSelector",
    "oa:exact", "oa:start", "oa:end",
    *(f"pg:{name}" for name in (
        "actor channel choice condition confidence controller controllerContact country data "
        "dataProtectionOfficer documentName duration durationIso evidence extractorName extractorVersion "
        "includesConcept jurisdiction legalBasis link measure modality nameAsWritten purpose recipient "
        "resolvedTo right role rule safeguard sector statedIn subject technology term textDigest"
    ).split()),
)  # fmt: skip
_POLARITIES: Final = {
    "AffirmedStatement": "affirmed",
    "DeniedStatement": "denied",
    "AffirmedTransfer": "affirmed",
    "DeniedTransfer": "denied",
}
#: Types that say neither which practice a statement is about nor what kind of fact a node is.
_GENERAL: Final = frozenset({"Statement", *_POLARITIES})
_FACTS: Final = {
    "ContactPoint": "contact",
    "TermDefinition": "definition",
    "TermUse": "term",
    "Transfer": "transfer",
}
_LISTS: Final = (
    "purpose", "technology", "measure", "choice", "right", "channel", "condition",
)  # fmt: skip
_MORE: Final = ("jurisdiction", "legalBasis", "link", "country", "safeguard")
_SCOPE: Final = tuple(
    f"pg:{name}" for name in (*_LISTS, "actor", "recipient", "subject", "jurisdiction", "country", "duration")
)
_NONE: Final[tuple[None]] = (None,)


def read_rows(store: Store, graph: NamedNode) -> Rows:
    """The rows of a snapshot's graph, table by table, each table's sorted."""
    return rows_of(
        {name: store.quads_for_pattern(None, term(name), None, graph) for name in _NEEDED}, graph.value
    )


def rows_of(quads: dict[str, Iterable[Quad]], graph: str) -> Rows:
    """The same of its quads, by the prefixed name of their property."""
    scene = _Scene(graph, {name: _values(found) for name, found in quads.items()})
    statements = list(_statements(scene))
    return {
        "snapshots": _sorted(_snapshots(scene)),
        "statements": _sorted(statements),
        "flows": _sorted(_flows(statements)),
        "mentions": _sorted(_mentions(scene)),
        "evidence": _sorted(_evidence(scene)),
        "facts": _sorted(_facts(scene)),
        "faults": _sorted(_faults(scene)),
    }


def local(iri: str) -> str:
    """A term of the ontology without its namespace; any other IRI as it is."""
    return iri.removeprefix(ONTOLOGY)


@dataclass(slots=True)
class _Scene:
    """One graph: its name, and what each property says."""

    graph: str
    values: dict[str, Values]

    def all(self, name: str, node: str) -> list[str]:
        return self.values[name].get(node, [])

    def one(self, name: str, node: str | None) -> str | None:
        found = self.values[name].get(node) if node is not None else None
        return found[0] if found else None

    def each(self, name: str, node: str) -> Iterable[str | None]:
        return self.values[name].get(node) or _NONE

    def whose(self, node: str) -> tuple[str | None, ...]:
        """The snapshot, the company and the day of a node of this graph."""
        controller = self.one("pg:controller", node)
        return (
            self.graph,
            controller,
            self.one("rdfs:label", controller),
            self.one("dct:issued", self.graph),
        )


def _values(quads: Iterable[Quad]) -> Values:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, _, value, _ in quads:
        found[subject.value].append(local(value.value) if isinstance(value, NamedNode) else value.value)
    for values in found.values():
        values.sort()
    return dict(found)


def _sorted(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(set(rows), key=repr)


def _snapshots(scene: _Scene) -> Iterator[tuple[Any, ...]]:
    for policy in scene.all("prov:specializationOf", scene.graph):
        controller = scene.one("pg:controller", scene.graph)
        yield (
            *scene.whose(scene.graph),
            policy,
            scene.one("pg:sector", controller),
            scene.one("pg:documentName", scene.graph),
            scene.one("pg:textDigest", scene.graph),
            sum(
                any(kind.endswith("#TextQuoteSelector") for kind in kinds)
                for kinds in scene.values[_TYPE].values()
            ),
        )


def _statements(scene: _Scene) -> Iterator[tuple[Any, ...]]:
    for node, types in scene.values[_TYPE].items():
        polarities = [_POLARITIES[kind] for kind in types if kind in _POLARITIES and "Statement" in kind]
        for polarity in polarities:
            for practice in [kind for kind in types if kind not in _GENERAL] or _NONE:
                yield _statement(scene, node, practice, polarity)


def _statement(scene: _Scene, node: str, practice: str | None, polarity: str) -> tuple[Any, ...]:
    one: Callable[[str], str | None] = lambda name: scene.one(name, node)  # noqa: E731  # read a dozen times
    extraction = one("prov:wasGeneratedBy")
    confidence = one("pg:confidence")
    return (
        *scene.whose(node),
        node,
        practice,
        polarity,
        one("pg:modality"),
        one("pg:actor"),
        tuple(scene.all("pg:data", node)),
        _recipients(scene, node),
        *(tuple(scene.all(f"pg:{name}", node)) for name in _LISTS),
        one("pg:subject"),
        one("pg:duration"),
        one("pg:durationIso"),
        *(tuple(scene.all(f"pg:{name}", node)) for name in _MORE),
        one("pg:rule"),
        None if confidence is None else float(confidence),
        scene.one("pg:extractorName", extraction),
        scene.one("pg:extractorVersion", extraction),
        _scope(scene, node),
        _quotes(scene, node),
    )


def _scope(scene: _Scene, node: str) -> str:
    """A digest of all that a statement says beside its practice, polarity, modality and data."""
    return short_digest(*(f"{name} {value}" for name in _SCOPE for value in scene.all(name, node)))


def _recipients(scene: _Scene, node: str) -> tuple[tuple[str | None, ...], ...]:
    return tuple(one for mention in scene.all("pg:recipient", node) for one in _mentioned(scene, mention))


def _mentioned(scene: _Scene, mention: str) -> Iterator[tuple[str | None, ...]]:
    properties = ("pg:nameAsWritten", "pg:role", "pg:resolvedTo")
    for details in product(*(scene.each(name, mention) for name in properties)):
        yield (mention, *details)


def _mentions(scene: _Scene) -> Iterator[tuple[str | None, ...]]:
    """Everybody of whom the policy speaks, also where no statement does."""
    kinds = ("pg:nameAsWritten", "pg:role", "pg:resolvedTo")
    for mention in {node for name in kinds for node in scene.values[name]}:
        for one in _mentioned(scene, mention):
            yield (scene.graph, *one)


def _flows(statements: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """One row for each kind of data and each recipient of a statement."""
    for row in statements:
        for data in row[9] or _NONE:
            for recipient in row[10]:
                yield (*row[:8], data, *recipient)


def _places(scene: _Scene, node: str) -> Iterator[tuple[int, int | None, str]]:
    """Where the evidence of a node begins and ends, and its words."""
    for evidence in scene.all("pg:evidence", node):
        selectors = scene.all("oa:hasSelector", evidence)
        for quote, position in product(selectors, selectors):
            for words in scene.all("oa:exact", quote):
                for start in scene.all("oa:start", position):
                    for end in scene.each("oa:end", position):
                        yield int(start), None if end is None else int(end), words


def _quotes(scene: _Scene, node: str) -> tuple[str, ...]:
    """The words of a node's evidence, in the order of the text."""
    return tuple(words for _, words in sorted({(start, words) for start, _, words in _places(scene, node)}))


def _evidence(scene: _Scene) -> Iterator[tuple[Any, ...]]:
    for node in scene.values["pg:evidence"]:
        for place in _places(scene, node):
            yield (scene.graph, node, *place)


def _facts(scene: _Scene) -> Iterator[tuple[Any, ...]]:
    whose = scene.whose(scene.graph)
    for name, kind in (("controllerContact", "contact"), ("dataProtectionOfficer", "officer")):
        for node, addresses in scene.values[f"pg:{name}"].items():
            for address in addresses:
                yield (*whose, node, kind, None, address, (), (), (), _quotes(scene, node))
    for node, types in scene.values[_TYPE].items():
        for kind in (_FACTS[kind] for kind in types if kind in _FACTS and kind != "ContactPoint"):
            polarities = [_POLARITIES[name] for name in types if name in _POLARITIES]
            for polarity in polarities or _NONE:
                yield _fact(scene, whose, node, kind, polarity)


def _fact(
    scene: _Scene, whose: tuple[str | None, ...], node: str, kind: str, polarity: str | None
) -> tuple[Any, ...]:
    concepts = scene.all("pg:data" if kind == "transfer" else "pg:includesConcept", node)
    lists = (tuple(scene.all(f"pg:{name}", node)) for name in ("country", "safeguard"))
    return (
        *whose, node, kind, polarity, scene.one("pg:term", node), tuple(concepts), *lists, _quotes(scene, node)
    )  # fmt: skip


def _faults(scene: _Scene) -> Iterator[tuple[str, str, str]]:
    """Evidence that does not say where its words stand; what conforms to the shapes has none of these."""
    shown = scene.values["pg:evidence"]
    for node, snapshots in scene.values["pg:statedIn"].items():
        if scene.graph in snapshots and node not in shown:
            yield scene.graph, node, "no evidence"
    for node, places in shown.items():
        for place in places:
            for fault in _faults_of(scene, scene.all("oa:hasSelector", place)):
                yield scene.graph, node, fault


def _faults_of(scene: _Scene, selectors: list[str]) -> Iterator[str]:
    if not selectors:
        yield "no place in the text"
    for selector in selectors:
        kinds = scene.all(_TYPE, selector)
        if any(kind.endswith("#TextQuoteSelector") for kind in kinds) and not scene.all("oa:exact", selector):
            yield "no words"
        if any(kind.endswith("#TextPositionSelector") for kind in kinds):
            yield from (f"no {end}" for end in ("start", "end") if not scene.all(f"oa:{end}", selector))
