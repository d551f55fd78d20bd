"""The same build under Ray, on this machine alone: the same bytes, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.build.helpers import POLICIES, built, dump
from tests.cli.helpers import practicegraph

from practicegraph.build import BuildOptions, Built, Limits, Refused, Task, Why, build, cluster, find_sources
from practicegraph.build import sources as sources_module
from practicegraph.errors import EngineUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicegraph.build import Outcome

pytestmark = pytest.mark.slow
with_ray = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("ray"),
    reason="Ray is not installed: pip install 'practicegraph[cluster]'",
)


@pytest.fixture
def tasks() -> tuple[Task, ...]:
    return find_sources([POLICIES]).tasks


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """On this machine, whatever cluster it belongs to."""
    monkeypatch.delenv("RAY_ADDRESS", raising=False)


@with_ray
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_a_killed_worker_changes_no_byte(ready: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_once(outcome: Outcome | None) -> None:
        if outcome is not None and not killed:
            killed.append(next(workers_below(os.getpid())))
            os.kill(killed[0], signal.SIGKILL)

    options = BuildOptions(workers=2, engine=cluster.carry_out)
    report = build(find_sources([POLICIES]), tmp_path / "store", options, kill_once)
    assert killed
    assert (report.read, report.refused) == (len(find_sources([POLICIES]).tasks), [])
    assert dump(tmp_path / "store") == dump(ready)
    again = built(POLICIES, tmp_path / "store")
    assert (again.read, again.unchanged) == (0, report.read)


def workers_below(root: int) -> Iterator[int]:
    """The processes of Ray workers of ours that descend from a process."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
            named = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(folder.name)] = (int(words[1]), named)
    for process, (parent, named) in parents.items():
        above = parent
        while above in parents and above != root:
            above = parents[above][0]
        if above == root and named.startswith(b"ray::Worker"):
            yield process


@with_ray
def test_one_is_too_slow_one_is_gone_and_the_others_go_on(tasks: tuple[Task, ...]) -> None:
    slow = Task("slow", "slow.txt", content=b"We collect your name and email address. " * 200_000)
    gone = Task("gone", "gone.txt", Path("no") / "such" / "file")
    outcomes = {o.name: o for o in cluster.carry_out((slow, gone, *tasks[:1]), 1, Limits(seconds=12.0))}
    assert {name: (o.why, o.reason) for name, o in outcomes.items() if isinstance(o, Refused)} == {
        "slow": (Why.LIMIT, "took longer than 12 s"),
        "gone": (
            Why.UNREADABLE,
            "cannot be read: No such file or directory; check the path and its permissions",
        ),
    }
    assert isinstance(outcomes[tasks[0].name], Built)


@with_ray
def test_a_document_that_takes_too_much_memory_is_refused() -> None:
    large = Task("large", "large.txt", content=b"We collect your name and email address. " * 100_000)
    (outcome,) = cluster.carry_out([large], limits=Limits(seconds=120, memory=32 * 1024**2))
    assert isinstance(outcome, Refused)
    assert (outcome.why, outcome.reason) == (Why.LIMIT, "needs more memory than one document may take")


@with_ray
def test_files_of_parties_and_decisions_are_taken_along(tasks: tuple[Task, ...], tmp_path: Path) -> None:
    parties = tmp_path / "parties.ttl"
    parties.write_text(
        "PREFIX id: <https://w3id.org/practicegraph/id/party/>\n"
        "PREFIX pg: <https://w3id.org/practicegraph/ontology#>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        'id:stripe a pg:Company ; rdfs:label "Stripe" ; skos:altLabel "Zahlfix" .\n'
    )
    text = (
        b"Example's Privacy Policy\n\nWe share your email address with our payment processor Zahlfix, Inc.\n"
    )
    known = sources_module.Parties((parties,))
    task = Task("one", "one.txt", content=text, suffix=".txt", parties=known)
    (outcome,) = cluster.carry_out([replace(task, options=replace(tasks[0].options, name="one"))])
    assert isinstance(outcome, Built)
    assert b"party/stripe" in outcome.quads


@with_ray
def test_a_worker_that_runs_another_program_is_told(
    tasks: tuple[Task, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "program_digest", lambda: "another")
    with pytest.raises(EngineUnavailable, match="runs another practicegraph"):
        list(cluster.carry_out(tasks[:1]))


@with_ray
def test_nothing_to_do_starts_no_cluster() -> None:
    assert list(cluster.carry_out([])) == []


@with_ray
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("127.0.0.1:1", "the cluster at 127.0.0.1:1 does not answer: [Errno 111] Connection refused"),
        ("auto", "the cluster at auto does not answer"),
        ("ray://127.0.0.1:10001", "build on a machine of the cluster"),
    ],
)
def test_a_cluster_that_does_not_answer_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, told: str
) -> None:
    monkeypatch.setenv("RAY_ADDRESS", address)
    ended = practicegraph("build", POLICIES, "--store", tmp_path / "store", "--engine", "ray")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("practicegraph: ray: ")
    assert told in ended.err
    assert ended.err.count("\n") == 1


def test_without_ray_one_line_says_how_to_get_it(
    tasks: tuple[Task, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineUnavailable) as told:
        list(cluster.carry_out(tasks[:1]))
    assert str(told.value) == "ray: is not installed; install it with: pip install 'practicegraph[cluster]'"
