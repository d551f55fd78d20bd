"""The network of companies and recipients: networkx for whoever asks, sparse matrices for the work.

Companies and recipients form a bipartite graph. It is projected onto recipients alone, as B'B: onto companies
it would be nearly complete, since nearly all of them name the same few recipients.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicegraph.analyse.flows import Flow

    Floats = np.ndarray[Any, np.dtype[np.float64]]

#: As networkx has them by default.
DAMPING: Final = 0.85
TOLERANCE: Final = 1e-6
ITERATIONS: Final = 100
#: Betweenness is counted from every node up to so many, and from a sample beyond.
EXACT: Final = 2_000
SAMPLE: Final = 500
SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Incidence:
    """Who names whom: a row for each company, a column for each recipient, 1 where it does."""

    companies: tuple[str, ...]
    recipients: tuple[str, ...]
    matrix: sparse.csr_array


@dataclass(frozen=True, slots=True)
class Standing:
    """A recipient's place in the network.

    `companies` and `neighbours` are how many companies name it, and how many other recipients any of them
    names. `rank` is its PageRank among recipients, `between` its betweenness among companies and recipients.
    `community` is its group, the largest first, from 1, and `reach` how many groups its neighbours are in.
    `parts` is into how many parts what it connects would fall without it: 1 where all stays connected.
    """

    recipient: str
    companies: int
    neighbours: int
    rank: float
    between: float
    community: int
    reach: int
    parts: int

    @property
    def bridge(self) -> bool:
        """Whether it stands between groups: it shares companies with recipients of more than one."""
        return self.reach > 1


@dataclass(frozen=True, slots=True)
class Network:
    """The standings, by PageRank, and the network's size; `links` are pairs of a company and a recipient."""

    companies: int
    links: int
    components: int
    communities: int
    standings: tuple[Standing, ...]


def incidence(pairs: Iterable[tuple[str, str]]) -> Incidence:
    """The matrix of (company, recipient) pairs, however often each occurs."""
    distinct = sorted(set(pairs))
    companies = {name: i for i, name in enumerate(dict.fromkeys(company for company, _ in distinct))}
    recipients = {name: i for i, name in enumerate(sorted({recipient for _, recipient in distinct}))}
    rows = np.fromiter((companies[company] for company, _ in distinct), np.int32, len(distinct))
    columns = np.fromiter((recipients[recipient] for _, recipient in distinct), np.int32, len(distinct))
    ones = np.ones(len(distinct), np.float64)
    matrix = sparse.csr_array((ones, (rows, columns)), shape=(len(companies), len(recipients)))
    return Incidence(tuple(companies), tuple(recipients), matrix)


def projection(incident: Incidence) -> sparse.csr_array:
    """How many companies name both of two recipients, as a symmetric matrix with an empty diagonal."""
    together = sparse.csr_array(incident.matrix.T @ incident.matrix)
    together.setdiag(0)
    together.eliminate_zeros()
    return together


def page_rank(weights: sparse.csr_array) -> Floats:
    """PageRank of a weighted graph by power iteration, with networkx's defaults and its result."""
    size = weights.shape[0]
    strength = weights.sum(axis=1)
    inverse = np.divide(1.0, strength, out=np.zeros(size), where=strength > 0)
    steps = sparse.csr_array(sparse.diags_array(inverse) @ weights).T.tocsr()
    ranks: Floats = np.full(size, 1 / size)
    dangling = strength == 0
    for _ in range(ITERATIONS):
        moved: Floats = DAMPING * (steps @ ranks + ranks[dangling].sum() / size) + (1 - DAMPING) / size
        if np.abs(moved - ranks).sum() < size * TOLERANCE:
            return moved
        ranks = moved
    raise nx.PowerIterationFailedConvergence(ITERATIONS)


def bipartite_graph(incident: Incidence) -> nx.Graph[str]:
    """The same as a networkx graph; `bipartite` is 0 for a company and 1 for a recipient."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((_company(name) for name in incident.companies), bipartite=0)
    graph.add_nodes_from(incident.recipients, bipartite=1)
    rows, columns = incident.matrix.nonzero()
    graph.add_edges_from(
        (_company(incident.companies[row]), incident.recipients[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    )
    return graph


def projected_graph(incident: Incidence, together: sparse.csr_array) -> nx.Graph[str]:
    """The projection as a networkx graph, each edge with its `weight` in companies."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(incident.recipients)
    upper = sparse.triu(together).tocoo()
    names = incident.recipients
    graph.add_weighted_edges_from(
        (names[row], names[column], int(weight))
        for row, column, weight in zip(
            upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True
        )
    )
    return graph


def network_of(flows: Iterable[Flow]) -> Network:
    """The network of named recipients, and what stands out in it."""
    incident = incidence((flow.company, flow.recipient.id) for flow in flows if flow.recipient.named)
    if not incident.recipients:
        return Network(0, 0, 0, 0, ())
    together = projection(incident)
    bipartite, projected = bipartite_graph(incident), projected_graph(incident, together)
    communities = _communities(projected)
    return Network(
        companies=len(incident.companies),
        links=incident.matrix.nnz,
        components=nx.number_connected_components(bipartite),
        communities=max(communities.values()),
        standings=_standings(incident, page_rank(together), bipartite, projected, communities),
    )


def _standings(
    incident: Incidence,
    ranks: Floats,
    bipartite: nx.Graph[str],
    projected: nx.Graph[str],
    communities: Mapping[str, int],
) -> tuple[Standing, ...]:
    between, parts = _betweenness(bipartite), _parts(bipartite)
    standings = (
        Standing(
            recipient=name,
            companies=bipartite.degree[name],
            neighbours=projected.degree[name],
            rank=round(float(ranks[i]), 6),
            between=round(between[name], 6),
            community=communities[name],
            reach=len({communities[other] for other in projected[name]} | {communities[name]}),
            parts=parts[name],
        )
        for i, name in enumerate(incident.recipients)
    )
    return tuple(sorted(standings, key=lambda standing: (-standing.rank, standing.recipient)))


def _communities(projected: nx.Graph[str]) -> dict[str, int]:
    """Louvain communities, the largest first; a recipient without neighbours is one of its own."""
    found = nx.community.louvain_communities(projected, weight="weight", seed=SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {name: number for number, members in enumerate(ordered, start=1) for name in members}


def _betweenness(graph: nx.Graph[str]) -> Mapping[str, float]:
    sources = None if len(graph) <= EXACT else SAMPLE
    return nx.betweenness_centrality(graph, k=sources, seed=SEED)


def _parts(bipartite: nx.Graph[str]) -> Counter[str]:
    """For each node, into how many parts what it is connected with would fall without it."""
    blocks: Iterable[set[str]] = nx.biconnected_components(bipartite)  # type: ignore[assignment]  # stub: lists
    return Counter(node for block in blocks for node in block)


def _company(name: str) -> str:
    return f"company/{name}"
