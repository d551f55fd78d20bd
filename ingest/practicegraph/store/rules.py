"""The rules of inference, and what follows from one snapshot by those of them that look into snapshots.

The rules are SPARQL updates, plain files in `ontology/inferences/` that any SPARQL engine can run over an
export; each adds to the one graph `id:graph/inferred`. A rule looks into snapshots where it says
`GRAPH ?snapshot`. Such a rule needs nothing but the ontology and one snapshot at a time, says something of
that snapshot's statements alone, and names the predicates that it looks for; so what follows can be found as
a snapshot is written, over the few of its triples that matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, parse

from practicegraph.kinds import read_turtle
from practicegraph.knowledge import knowledge_files
from practicegraph.rdf import INFERRED_GRAPH, ONTOLOGY_GRAPH, n_quads, term
from practicegraph.store.knowledge import is_registry, named_quads

if TYPE_CHECKING:
    from pyoxigraph import Quad

_LOOKS_INTO_SNAPSHOTS: Final = "GRAPH ?snapshot"
_PREFIX: Final = re.compile(r"^PREFIX (\w+): <([^>]*)>", re.MULTILINE)
_NAME: Final = re.compile(r"\b(\w+):(\w+)\b")


def inference_rules() -> tuple[str, ...]:
    """The rules as SPARQL updates, in the order in which they are run."""
    return tuple(file.read_text("utf-8") for file in knowledge_files("ontology", ".ru"))


def inferences_of(lines: bytes) -> bytes:
    """What follows from the graphs of snapshots, each by itself; both are N-Quads, the inferences sorted.

    The ontology is the one that comes with the program.
    """
    wanted = _predicates()
    matter = b"".join(line for line in lines.splitlines(keepends=True) if _predicate(line) in wanted)
    # A database of its own each time: one in memory keeps what is removed from it.
    database = pyoxigraph.Store()
    database.extend((*_ontology(), *parse(matter, format=RdfFormat.N_QUADS)))
    for rule in _snapshot_rules():
        database.update(rule)
    found = database.quads_for_pattern(None, None, None, INFERRED_GRAPH)
    return b"".join(sorted(n_quads(found).splitlines(keepends=True)))


@lru_cache(maxsize=1)
def _snapshot_rules() -> tuple[str, ...]:
    return tuple(rule for rule in inference_rules() if _LOOKS_INTO_SNAPSHOTS in rule)


@lru_cache(maxsize=1)
def _predicates() -> frozenset[bytes]:
    """All names in the rules on snapshots, among which are the predicates that they look for."""
    found = {term("rdf:type")}
    for rule in _snapshot_rules():
        spaces = dict(_PREFIX.findall(rule))
        names = (pair for pair in _NAME.findall(rule) if pair[0] in spaces)
        found.update(NamedNode(spaces[prefix] + local) for prefix, local in names)
    return frozenset(str(name).encode() for name in found)


def _predicate(line: bytes) -> bytes:
    return line.split(b" ", 2)[1]


@lru_cache(maxsize=1)
def _ontology() -> tuple[Quad, ...]:
    """What the rules on snapshots may look for in the ontology."""
    files = (file for file in knowledge_files("ontology", ".ttl") if not is_registry(file))
    quads = named_quads((triple for file in files for triple in read_turtle(file)), ONTOLOGY_GRAPH)
    return tuple(quad for quad in quads if str(quad.predicate).encode() in _predicates())
