"""The store: one Oxigraph folder with the texts, the ledger and the quarantine beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicegraph.store.core import BATCH, SnapshotRow, Store, open_store, read_store
from practicegraph.store.inferences import infer
from practicegraph.store.knowledge import load_knowledge, named_quads
from practicegraph.store.ledger import Entry, Ledger
from practicegraph.store.quarantine import Refusal
from practicegraph.store.quotes import QuoteCheck, QuoteFault, check_quotes
from practicegraph.store.rules import inference_rules

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "BATCH",
    "Entry",
    "Ledger",
    "QuoteCheck",
    "QuoteFault",
    "Refusal",
    "SnapshotRow",
    "Store",
    "as_dataset",
    "check_quotes",
    "infer",
    "inference_rules",
    "load_knowledge",
    "named_quads",
    "open_store",
    "read_store",
]


def as_dataset(store: Store) -> rdflib.Dataset:
    """An rdflib dataset over a store, not a copy; its default graph is the union of all graphs.

    SPARQL is answered by Oxigraph, or by rdflib with `query(..., use_store_provided=False)`. Take a store
    that is open for reading: rdflib's graphs refer to each other, so one for writing would stay locked
    until the garbage collector has found them.
    """
    from practicegraph.store import rdflib_view  # noqa: PLC0415  # rdflib takes long to load, and few need it

    return rdflib_view.as_dataset(store)
