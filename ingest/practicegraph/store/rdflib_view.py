"""A store through rdflib's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from oxrdflib import OxigraphStore

from practicegraph.rdf import PREFIXES

if TYPE_CHECKING:
    from practicegraph.store.core import Store


def as_dataset(store: Store) -> rdflib.Dataset:
    """An rdflib dataset over a store, not a copy; its default graph is the union of all graphs.

    SPARQL is answered by Oxigraph, or by rdflib with `query(..., use_store_provided=False)`. Take a store
    that is open for reading: rdflib's graphs refer to each other, so one for writing would stay locked
    until the garbage collector has found them.
    """
    dataset = rdflib.Dataset(OxigraphStore(store=store.oxigraph), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
