"""The graph of inferences: what follows from all other graphs, made anew whenever one of them changed.

The rules are SPARQL updates, plain files in `ontology/inferences/` that any SPARQL engine can run over an
export; each adds to the one graph `id:graph/inferred`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicegraph.knowledge import knowledge_files
from practicegraph.rdf import INFERRED_GRAPH
from practicegraph.store.ledger import Entry

if TYPE_CHECKING:
    from practicegraph.store.core import Store


def inference_rules() -> tuple[str, ...]:
    """The rules as SPARQL updates, in the order in which they are run."""
    return tuple(file.read_text("utf-8") for file in knowledge_files("ontology", ".ru"))


def infer(store: Store) -> None:
    """Brings the graph of inferences up to date: whole, in one transaction, or not at all.

    Nothing is done where neither a rule nor a graph changed since it was last made, so that a build that
    was stopped before this makes up for it.

    Raises:
        StoreUnavailable: The store cannot be written.
    """
    rules = inference_rules()
    store.commit()
    digest = store.ledger.digest(*rules, without=INFERRED_GRAPH.value)
    known = store.entry(INFERRED_GRAPH)
    if known is None or known.input_digest != digest:
        store.derive_graph(INFERRED_GRAPH, rules, Entry(INFERRED_GRAPH.value, input_digest=digest))
