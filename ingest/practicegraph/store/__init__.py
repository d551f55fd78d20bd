"""The store: one Oxigraph folder with the texts, the ledger and the quarantine beside it."""

from __future__ import annotations

from practicegraph.store.core import BATCH, SnapshotRow, Store, open_store, read_store
from practicegraph.store.knowledge import load_knowledge, named_quads
from practicegraph.store.ledger import Entry, Ledger
from practicegraph.store.quarantine import Refusal
from practicegraph.store.quotes import QuoteCheck, QuoteFault, check_quotes
from practicegraph.store.rdflib_view import as_dataset

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
    "load_knowledge",
    "named_quads",
    "open_store",
    "read_store",
]
