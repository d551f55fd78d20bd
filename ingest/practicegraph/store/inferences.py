"""The graph of inferences: what follows from all other graphs.

What follows from a snapshot is written, replaced and removed together with it (`Store.put`), so that the graph
grows by small steps. Here it is made whole: where there is none yet, and where the rules, the ontology or the
registry changed.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from practicegraph.rdf import INFERRED_GRAPH, ONTOLOGY_GRAPH, REGISTRY_GRAPH
from practicegraph.store.ledger import Entry
from practicegraph.store.rules import inference_rules

if TYPE_CHECKING:
    from practicegraph.store.core import Store


def infer(store: Store) -> None:
    """Brings the graph of inferences up to date, and acknowledges what it follows from.

    It is made anew, in one transaction, only where it was made of other knowledge: with the first snapshots
    already there, that takes memory for each that something follows from. A build that was stopped before this
    makes up for it.

    Raises:
        StoreUnavailable: The store cannot be written.
    """
    rules = inference_rules()
    store.commit()
    known, entry = store.entry(INFERRED_GRAPH), _entry(store, rules)
    if known is None or known.configuration != entry.configuration:
        store.derive_graph(INFERRED_GRAPH, rules, entry)
    elif known.input_digest != entry.input_digest:
        store.acknowledge(entry)


def _entry(store: Store, rules: tuple[str, ...]) -> Entry:
    """What it is made from now: `configuration` is a digest of rules and knowledge, `input_digest` one of all."""
    knowledge = [
        (store.entry(graph) or Entry(graph.value)).input_digest for graph in (ONTOLOGY_GRAPH, REGISTRY_GRAPH)
    ]
    return Entry(
        INFERRED_GRAPH.value,
        input_digest=store.ledger.digest(*rules, without=INFERRED_GRAPH.value),
        configuration=hashlib.sha256(json.dumps([rules, knowledge]).encode()).hexdigest(),
    )
