"""Each shapes file against examples that satisfy it and examples that break it, on both engines.

A folder here belongs to the shapes file of its name. `valid.*.ttl` gives no result at all; an
`invalid.*.ttl` is a valid one with a line commented out or changed, and gives exactly the report in the
`.approved.txt` beside it. With APPROVE=1 in the environment the reports are written instead of compared.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib.namespace import SH

from practicegraph.errors import InvalidKnowledge
from practicegraph.kinds import load_kinds, read_turtle
from practicegraph.knowledge import ONTOLOGY, knowledge_files
from practicegraph.rdf import PREFIXES
from practicegraph.validate.data import data_of
from practicegraph.validate.engine import run
from practicegraph.validate.reference import run_pyshacl, shapes_graph
from practicegraph.validate.shape import SUPPORTED, Shape, read_shapes

if TYPE_CHECKING:
    from practicegraph.validate import Report

HERE = Path(__file__).parent
SHAPES = {file.name.removesuffix(".ttl"): file for file in knowledge_files("shapes", ".ttl")}
VALID = sorted(HERE.glob("*/valid.*.ttl"))
INVALID = sorted(HERE.glob("*/invalid.*.ttl"))


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def compiled(path: Path) -> Report:
    triples = parse(path.read_bytes(), format=RdfFormat.TURTLE)
    return run(data_of(triples, load_kinds()), read_shapes(SHAPES[path.parent.name]))


def reference(path: Path) -> Report:
    triples = parse(path.read_bytes(), format=RdfFormat.TURTLE)
    return run_pyshacl(triples, shapes=shapes_graph([SHAPES[path.parent.name]]))


def anonymous(report: Report) -> str:
    """The report without the names of blank nodes, which differ from one reading to the next."""
    return re.sub(r"_:\w+", "_:blank", report.to_text())


@pytest.mark.parametrize("path", VALID, ids=named)
def test_valid_example_gives_no_result(path: Path) -> None:
    assert compiled(path).to_text() == "conforms: no results\n"
    assert reference(path) == compiled(path)


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_invalid_example_gives_its_approved_report(path: Path) -> None:
    approved = path.with_suffix(".approved.txt")
    report = compiled(path)
    if os.environ.get("APPROVE"):
        approved.write_text(anonymous(report))
    assert report.results
    assert anonymous(report) == approved.read_text()


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_both_engines_agree(path: Path) -> None:
    assert anonymous(reference(path)) == anonymous(compiled(path))


def test_each_shapes_file_has_examples_and_each_folder_a_shapes_file() -> None:
    assert SHAPES
    assert {path.parent.name for path in VALID} == set(SHAPES)
    assert {path.parent.name for path in INVALID} == set(SHAPES)
    assert {path.parent.name for path in HERE.glob("*/*.ttl")} == set(SHAPES)


def test_each_approved_report_has_its_example() -> None:
    examples = {path.with_suffix(".approved.txt") for path in INVALID}
    assert examples == set(HERE.glob("*/*.approved.txt"))


def shapes_within(shape: Shape) -> list[Shape]:
    return [shape, *(inner for one in shape.properties for inner in shapes_within(one))]


ALL_SHAPES = [
    (name, inner)
    for name, file in SHAPES.items()
    for shape in read_shapes(file)
    for inner in shapes_within(shape)
]


def test_each_constraint_has_a_message_and_no_two_kinds_of_fault_share_one_within_a_file() -> None:
    messages = [(name, shape.message) for name, shape in ALL_SHAPES if shape.constraints]
    assert all(message for _, message in messages)
    assert len(messages) == len(set(messages))


def test_each_constraint_is_broken_by_some_example() -> None:
    asked = {(shape.message, c.component) for _, shape in ALL_SHAPES for c in shape.constraints}
    broken = {(r.message, r.component) for path in INVALID for r in compiled(path).results}
    assert sorted(asked - broken) == []


def test_each_shacl_term_exists() -> None:
    used = {iri for iri in terms_in_shapes() if iri.startswith(str(SH))}
    assert used
    assert all(iri.removeprefix(str(SH)) in SH for iri in used)


def test_each_term_of_our_own_exists_in_the_ontology() -> None:
    used = {iri for iri in terms_in_shapes() if iri.startswith(ONTOLOGY)}
    assert used
    assert {iri for iri in used if NamedNode(iri) not in load_kinds().types} == set()


def test_what_is_supported_is_what_is_used() -> None:
    predicates = {t.predicate.value for file in SHAPES.values() for t in read_turtle(file)}
    used = {iri.removeprefix(PREFIXES["sh"]) for iri in predicates if iri.startswith(PREFIXES["sh"])}
    assert used == SUPPORTED | {"inversePath"}


def terms_in_shapes() -> set[str]:
    triples = [triple for file in SHAPES.values() for triple in read_turtle(file)]
    terms = [term for triple in triples for term in (triple.subject, triple.predicate, triple.object)]
    return {term.value for term in terms if isinstance(term, NamedNode)}


UNSUPPORTED = {
    "uniqueLang": "shape:S sh:targetClass pg:Policy ; sh:property [ sh:path pg:site ; sh:uniqueLang true ] .",
    "sparql": 'shape:S sh:targetClass pg:Policy ; sh:sparql [ sh:select "SELECT $this {}" ] .',
    "shacl#xone": "shape:S sh:targetClass pg:Policy ; sh:xone ( [ sh:class pg:Policy ] ) .",
    "path of": (
        "shape:S sh:targetClass pg:Policy ; sh:property [ sh:path ( pg:site pg:site ) ; sh:minCount 1 ] ."
    ),
    "both a path": (
        "shape:S sh:targetClass pg:Policy ;"
        " sh:property [ sh:path pg:controller ; sh:property [ sh:path pg:site ; sh:minCount 1 ] ] ."
    ),
    "not Turtle": "shape:S sh:targetClass pg:Policy",
}


@pytest.mark.parametrize(("said", "shapes"), UNSUPPORTED.items(), ids=UNSUPPORTED)
def test_what_is_not_supported_is_refused(said: str, shapes: str, tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    prefixes = {**PREFIXES, "shape": "https://w3id.org/practicegraph/shapes#"}
    file.write_text("".join(f"@prefix {p}: <{iri}> .\n" for p, iri in prefixes.items()) + shapes)
    with pytest.raises(InvalidKnowledge, match=said):
        read_shapes(file)
