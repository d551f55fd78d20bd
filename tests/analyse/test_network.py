"""The sparse way gives what networkx gives."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicegraph.analyse.network import (
    bipartite_graph,
    incidence,
    page_rank,
    projected_graph,
    projection,
)

PAIRS = st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("stuvwxyz")), min_size=1, max_size=40)


@given(PAIRS)
def test_the_projection_is_that_of_networkx(pairs: set[tuple[str, str]]) -> None:
    incident = incidence(pairs)
    ours = projected_graph(incident, projection(incident))
    theirs = nx.bipartite.weighted_projected_graph(bipartite_graph(incident), incident.recipients)
    assert set(ours) == set(theirs)
    assert {frozenset((a, b)): w for a, b, w in ours.edges(data="weight")} == {
        frozenset((a, b)): w for a, b, w in theirs.edges(data="weight")
    }


@given(PAIRS)
def test_the_ranks_are_those_of_networkx(pairs: set[tuple[str, str]]) -> None:
    incident = incidence(pairs)
    together = projection(incident)
    ours = dict(zip(incident.recipients, page_rank(together).tolist(), strict=True))
    theirs = nx.pagerank(projected_graph(incident, together), weight="weight")
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_companies_are_never_projected_onto() -> None:
    incident = incidence([("one", "party/x"), ("two", "party/x"), ("two", "party/y")])
    assert set(projected_graph(incident, projection(incident))) == {"party/x", "party/y"}


def test_a_recipient_and_a_company_of_one_name_stay_two() -> None:
    graph = bipartite_graph(incidence([("acorn", "acorn")]))
    assert {data["bipartite"] for _, data in graph.nodes(data=True)} == {0, 1}
