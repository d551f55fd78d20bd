"""The network of companies and the recipients they name, for Gephi, Cytoscape, yEd and networkx itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, BinaryIO

import networkx as nx

from practicegraph.analyse.flows import flows_of, outside
from practicegraph.analyse.reading import read_disclosures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicegraph.analyse.flows import Flow
    from practicegraph.store import Store


def network_of(store: Store, as_of: str | None = None) -> nx.DiGraph[str]:
    """Who lets whom have data, by the newest snapshot of each policy up to the day; owners as on that day.

    Nodes are companies and recipients, with `label`, `kind` (company, party, name or role), `role` and
    `owner`. An edge has `weight`, the number of statements, and as text `data`, `practices`, `purposes`
    and `roles`, parted by semicolons.
    """
    disclosures = read_disclosures(store, as_of)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for company, name in sorted(disclosures.companies.items()):
        graph.add_node(f"company/{company}", label=name, kind="company", role="", owner="")
    flows = outside(flows_of(disclosures))
    for recipient in sorted({flow.recipient for flow in flows}, key=lambda r: r.id):
        graph.add_node(
            recipient.id,
            label=recipient.label,
            kind=recipient.id.partition("/")[0],
            role=recipient.role or "",
            owner=recipient.owner_label,
        )
    for (company, recipient_id), shared in sorted(_edges(flows).items()):
        graph.add_edge(f"company/{company}", recipient_id, **_attributes(shared))
    return graph


def write_graphml(store: Store, out: BinaryIO, as_of: str | None = None) -> None:
    """The network as GraphML."""
    lines = nx.generate_graphml(network_of(store, as_of), named_key_ids=True)
    out.writelines(f"{line}\n".encode() for line in lines)


def write_gexf(store: Store, out: BinaryIO, as_of: str | None = None) -> None:
    """The network as GEXF, without the day on which it was written."""
    writer = nx.readwrite.gexf.GEXFWriter(version="1.2draft")
    writer.xml.find("meta").attrib.pop("lastmodifieddate")
    writer.add_graph(network_of(store, as_of))
    out.write(f"{writer}\n".encode())


def _edges(flows: Iterable[Flow]) -> dict[tuple[str, str], list[Flow]]:
    edges: defaultdict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in flows:
        edges[flow.company, flow.recipient.id].append(flow)
    return edges


def _attributes(flows: list[Flow]) -> dict[str, str | int]:
    return {
        "weight": len({(flow.snapshot.graph, flow.statement) for flow in flows}),
        "data": _joined(flow.data for flow in flows),
        "practices": _joined(flow.practice for flow in flows),
        "purposes": _joined(purpose for flow in flows for purpose in flow.purposes),
        "roles": _joined(flow.role or "" for flow in flows),
    }


def _joined(values: Iterable[str]) -> str:
    return "; ".join(sorted(set(values) - {""}))
