"""Projection and PageRank of who names whom: sparse matrices against plain networkx, side by side.

    python -m bench.graph [COMPANIES...]

The networks are made: each company names about eight of two thousand recipients, a few of which nearly
everybody names (Zipf). Times are wall-clock seconds of one run each.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from practicegraph.analyse.network import bipartite_graph, incidence, page_rank, projection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from practicegraph.analyse.network import Incidence

SIZES = (1_000, 10_000, 100_000)
RECIPIENTS = 2_000
NAMED = 8
SEED = 7
HEAD = (
    "companies",
    "links",
    "joined recipients",
    "networkx s",
    "ours s",
    "times as fast",
    "largest difference",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One size: how large it is, what both needed, and how far apart their PageRanks are at most."""

    companies: int
    links: int
    joined: int
    plain: float
    ours: float
    difference: float

    @property
    def ratio(self) -> float:
        """How many times as fast ours is."""
        return self.plain / self.ours


def made_network(companies: int) -> Incidence:
    """A network of so many companies, the same each time."""
    chance = np.random.default_rng(SEED)
    weights = 1 / np.arange(1, RECIPIENTS + 1) ** 1.05
    named = chance.choice(RECIPIENTS, size=(companies, NAMED), p=weights / weights.sum())
    return incidence(
        (f"c{row}", f"r{column:04}") for row in range(companies) for column in set(named[row].tolist())
    )


def measure(companies: int) -> Row:
    """Both ways over one network, from what each keeps it in to the ranks of the recipients."""
    incident = made_network(companies)
    graph = bipartite_graph(incident)
    theirs, plain = _timed(lambda: _plain(graph, incident))
    (together, ranks), ours = _timed(lambda: _sparse(incident))
    pairs = zip(incident.recipients, ranks.tolist(), strict=True)
    difference = max(abs(theirs[name] - rank) for name, rank in pairs)
    return Row(companies, incident.matrix.nnz, together.nnz // 2, plain, ours, difference)


def _plain(graph: nx.Graph[str], incident: Incidence) -> dict[str, float]:
    projected = nx.bipartite.weighted_projected_graph(graph, incident.recipients)
    return dict(nx.pagerank(projected, weight="weight"))


def _sparse(incident: Incidence) -> tuple[Any, Any]:
    together = projection(incident)
    return together, page_rank(together)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = perf_counter()
    done = work()
    return done, perf_counter() - started


def main(arguments: Sequence[str]) -> None:
    """Print a row for each size."""
    print(" | ".join(HEAD))
    for size in map(int, arguments) if arguments else SIZES:
        row = measure(size)
        figures = (
            f"{row.companies:,}",
            f"{row.links:,}",
            f"{row.joined:,}",
            f"{row.plain:.3f}",
            f"{row.ours:.4f}",
        )
        print(" | ".join((*figures, f"{row.ratio:.0f}", f"{row.difference:.1e}")))


if __name__ == "__main__":
    main(sys.argv[1:])
