"""How the Turtle files are written: in one order, without nodes that cannot be referred to."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from .helpers import ALIGNMENTS, ONTOLOGY, SCHEMES

SUBJECT = re.compile(r"^([\w-]+:[\w-]+) a ", re.MULTILINE)
LIST = re.compile(r"^  ([\w-]+:\w+)\n((?:    .*\n)*?    .*)(?= [;.]$)", re.MULTILINE)
ITEM = re.compile(r'^    "(.*)"(?:@en)?(?: ,)?$', re.MULTILINE)
FILES = [ONTOLOGY / "practicegraph.ttl", *SCHEMES, *ALIGNMENTS]


@pytest.mark.parametrize("file", SCHEMES, ids=lambda f: f.name)
def test_concepts_and_labels_are_in_alphabetical_order(file) -> None:  # type: ignore[no-untyped-def]
    text = file.read_text(encoding="utf-8")
    scheme, *concepts = SUBJECT.findall(text)
    assert scheme.endswith("Scheme")
    assert concepts == sorted(concepts)
    for name, body in LIST.findall(text):
        items = [item.replace('\\"', '"') for item in ITEM.findall(body)]
        assert len(items) == len(body.splitlines()), f"one {name} a line"
        assert items == sorted(set(items), key=lambda i: (i.lower(), i)), name


def test_the_order_of_lists_is_looked_at() -> None:
    assert sum(len(LIST.findall(f.read_text(encoding="utf-8"))) for f in SCHEMES) > 200


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_nothing_refers_to_a_blank_node_that_has_no_class_expression(file) -> None:  # type: ignore[no-untyped-def]
    triples = [q.triple for q in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]
    blank = {t.object for t in triples if isinstance(t.object, ox.BlankNode)}
    described = {
        t.subject for t in triples if t.predicate.value.endswith(("unionOf", "intersectionOf", "#first"))
    }
    assert len(triples) > 10
    assert blank <= described
    assert file == FILES[0] or not blank


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_every_term_of_ours_has_a_label_and_a_definition(file) -> None:  # type: ignore[no-untyped-def]
    triples = [q.triple for q in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]
    ours = {t.subject for t in triples if "practicegraph/ontology#" in str(t.subject)
            and t.predicate.value.endswith("#type")}  # fmt: skip
    for term in ours:
        said = {t.predicate.value.rpartition("#")[2] for t in triples if t.subject == term}
        assert said & {"label", "prefLabel"}, term
        assert "definition" in said, term
