"""CSV files for spreadsheets: the flows one by one, and a sheet with one row a vendor."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from practicegraph.analyse.flows import flows_of, outside
from practicegraph.analyse.reading import read_disclosures
from practicegraph.knowledge import RESOURCE
from practicegraph.rdf import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practicegraph.analyse.flows import Flow
    from practicegraph.store import Store

FLOW_COLUMNS: Final = (
    "company", "policy", "date", "practice", "polarity", "modality", "data", "recipient", "role", "party",
    "owner", "purposes", "conditions", "quote", "start", "end", "statement",
)  # fmt: skip
VENDOR_COLUMNS: Final = (
    "vendor", "owner", "function", "data", "purposes", "retention", "region", "safeguards", "companies",
    "of", "named_by", "quotes", "dates", "digests",
)  # fmt: skip
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_DETAILS: Final = """
SELECT ?graph ?statement ?property ?value WHERE {
  VALUES ?property { pg:duration pg:country pg:safeguard }
  GRAPH ?graph { ?statement ?property ?value }
}"""
_DIGESTS: Final = "SELECT ?graph ?digest WHERE { GRAPH ?graph { ?graph pg:textDigest ?digest } }"


@dataclass(frozen=True, slots=True)
class _Details:
    """What the flows lack: the digest of each snapshot's text, and more of each statement, by property."""

    digests: Mapping[str, str]
    said: Mapping[tuple[str, str], list[str]]


def write_flows(store: Store, out: BinaryIO, as_of: str | None = None) -> None:
    """Every flow of every snapshot, affirmed or denied; owners as on the day, or the latest known."""
    flows = flows_of(read_disclosures(store, as_of, all_snapshots=True))
    _write(out, FLOW_COLUMNS, map(_flow_row, flows))


def write_vendors(store: Store, out: BinaryIO, as_of: str | None = None) -> None:
    """Each named recipient of data by the newest policies up to the day, as those who watch vendors keep it.

    `region` and `retention` are what the statements that name the vendor say of them. There is one quote
    for each company that names it.
    """
    disclosures = read_disclosures(store, as_of)
    named = (flow for flow in outside(flows_of(disclosures)) if flow.recipient.named)
    details, companies = _details(store), len(disclosures.companies)
    vendors: defaultdict[str, list[Flow]] = defaultdict(list)
    for flow in named:
        vendors[flow.recipient.id].append(flow)
    rows = (_vendor_row(flows, details, companies) for _, flows in sorted(vendors.items()))
    _write(out, VENDOR_COLUMNS, rows)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write(out: BinaryIO, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(guarded, row) for row in rows)
    text.detach()


def _flow_row(flow: Flow) -> Iterator[str]:
    snapshot, recipient = flow.snapshot, flow.recipient
    yield from (snapshot.company_name, snapshot.service, snapshot.day or "")
    yield from (flow.practice, flow.polarity, flow.modality, flow.data)
    yield from (flow.name or "", flow.role or "", recipient.label if flow.party else "")
    yield recipient.owner_label if flow.party else ""
    yield from (_joined(flow.purposes), _joined(flow.conditions), _quote(flow))
    yield from (str(flow.quotes[0].start), str(flow.quotes[-1].end)) if flow.quotes else ("", "")
    yield _statement(flow).removeprefix(RESOURCE)


def _vendor_row(flows: list[Flow], details: _Details, companies: int) -> Iterator[str]:
    recipient = flows[0].recipient
    quotes = {flow.snapshot.company_name: _quote(flow) for flow in reversed(flows)}
    yield from (recipient.label, recipient.owner_label)
    yield _joined(flow.role or "" for flow in flows)
    yield _joined(flow.data for flow in flows)
    yield _joined(purpose for flow in flows for purpose in flow.purposes)
    for name in ("duration", "country", "safeguard"):
        yield _joined(value for flow in flows for value in details.said.get((_statement(flow), name), ()))
    yield from (str(len(quotes)), str(companies), _joined(quotes))
    yield " | ".join(f"{company}: {quote}" for company, quote in sorted(quotes.items()))
    yield _joined(flow.snapshot.day or "" for flow in flows)
    yield _joined(details.digests.get(flow.snapshot.graph, "") for flow in flows)


def _details(store: Store) -> _Details:
    said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for _, statement, name, value in select(store.oxigraph, _DETAILS):
        said[statement.value, name.value.rpartition("#")[2]].append(value.value)
    digests = {graph.value: digest.value for graph, digest in select(store.oxigraph, _DIGESTS)}
    return _Details(digests, said)


def _statement(flow: Flow) -> str:
    """The address of the statement that a flow is from."""
    return f"{flow.snapshot.graph.replace('/id/snapshot/', '/id/statement/')}/{flow.statement}"


def _quote(flow: Flow) -> str:
    return " … ".join(" ".join(quote.text.split()) for quote in flow.quotes)


def _joined(values: Iterable[str]) -> str:
    return "; ".join(sorted(set(values) - {""}))
