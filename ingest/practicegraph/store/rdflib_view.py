"""A store through rdflib's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from oxrdflib import OxigraphStore

from practicegraph.rdf import PREFIXES

if TYPE_CHECKING:
    from practicegraph.store.core import Store


class _View(OxigraphStore):
    """A store whose graphs may be looked at without being written to."""

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Does nothing: rdflib announces each graph it is asked for, and a missing one counts as empty."""


def as_dataset(store: Store) -> rdflib.Dataset:
    """As `practicegraph.store.as_dataset` says."""
    dataset = rdflib.Dataset(_View(store=store.oxigraph), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
