"""Whether the words that a store quotes stand in the texts that it keeps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from practicegraph.errors import StoreUnavailable
from practicegraph.rdf import carried, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from practicegraph.store.core import SnapshotRow, Store

_QUOTES: Final = """
SELECT ?evidence ?exact ?start ?end WHERE {
  ?evidence oa:hasSelector ?quote, ?position .
  ?quote oa:exact ?exact .
  ?position oa:start ?start ; oa:end ?end .
} ORDER BY ?start ?end ?evidence"""


@dataclass(frozen=True, slots=True)
class QuoteFault:
    """Evidence whose quote is not what its snapshot's text holds at its offsets, and what that text holds."""

    snapshot: str
    evidence: str
    quote: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """How many quotes of how many snapshots were compared with their texts, and those that differ."""

    snapshots: int
    quotes: int
    faults: tuple[QuoteFault, ...]


def check_quotes(store: Store) -> QuoteCheck:
    """Compares every quote of a store with the text at its offsets.

    A text that is missing or damaged is a fault of its snapshot. Where the text holds what XML cannot
    carry, the quote stands in the graph as `rdf.carried` writes it, and is compared in that form.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    faults: list[QuoteFault] = []
    for row in store.snapshots():
        counts["snapshots"] += 1
        for fault in _checked(store, row):
            counts["quotes"] += fault is None or bool(fault.evidence)
            faults += [fault] if fault else []
    return QuoteCheck(counts["snapshots"], counts["quotes"], tuple(faults))


def _checked(store: Store, row: SnapshotRow) -> Iterator[QuoteFault | None]:
    """For each quote of a snapshot, its fault or None."""
    try:
        text = store.text(row.text_digest)
    except StoreUnavailable as error:
        yield QuoteFault(row.graph.value, "", "", "", str(error))
        return
    for evidence, exact, start, end in select(store.oxigraph, _QUOTES, row.graph):
        yield _compared(row.graph, evidence.value, exact.value, text[int(start.value) : int(end.value)])


def _compared(snapshot: NamedNode, evidence: str, quote: str, found: str) -> QuoteFault | None:
    if carried(found) == quote:
        return None
    return QuoteFault(snapshot.value, evidence, quote, found, "the text holds other words at these offsets")
