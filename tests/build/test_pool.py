"""Workers that are too slow, too greedy or killed, and the documents that they were at."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace

import pytest
from tests.build.helpers import POLICIES

from practicegraph.build import Built, Limits, Refused, Task, Why, carry_out, find_sources, in_order
from practicegraph.build import pool as pool_module
from practicegraph.build.worker import Ready


@pytest.fixture
def tasks() -> tuple[Task, ...]:
    return tuple(replace(task, statements_only=True) for task in find_sources([POLICIES]).tasks)


def test_outcomes_come_in_the_order_of_their_tasks(tasks: tuple[Task, ...]) -> None:
    outcomes = list(in_order(tasks, carry_out(tasks, workers=2)))
    assert [outcome.name for outcome in outcomes] == [task.name for task in tasks]
    assert all(isinstance(outcome, Built) for outcome in outcomes)


def test_a_document_that_takes_too_long_is_refused_and_the_others_go_on(tasks: tuple[Task, ...]) -> None:
    slow = Task("slow", "slow.txt", content=b"We collect your name and email address. " * 200_000)
    outcomes = {o.name: o for o in carry_out((slow, *tasks[:1]), limits=Limits(seconds=12.0))}
    refused = outcomes["slow"]
    assert isinstance(refused, Refused)
    assert (refused.why, refused.reason) == (Why.LIMIT, "took longer than 12 s")
    assert isinstance(outcomes[tasks[0].name], Built)


def test_a_document_that_takes_too_much_memory_is_refused(tasks: tuple[Task, ...]) -> None:
    (outcome,) = carry_out(tasks[:1], limits=Limits(memory=1))
    assert isinstance(outcome, Refused)
    assert outcome.why is Why.LIMIT


def test_a_killed_worker_loses_nothing(tasks: tuple[Task, ...]) -> None:
    outcomes = []
    for outcome in carry_out(tasks):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            for child in multiprocessing.active_children():
                child.kill()
    assert sorted(o.name for o in outcomes) == sorted(task.name for task in tasks)
    assert all(isinstance(outcome, Built) for outcome in outcomes)


def test_a_document_whose_worker_ends_every_time_is_refused(
    tasks: tuple[Task, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "work", _dies_at_work)
    (outcome,) = carry_out(tasks[:1])
    assert isinstance(outcome, Refused)
    assert outcome.reason == "ended its worker 2 times, last with status 7; it may need too much memory"


def test_a_worker_that_cannot_start_is_a_fault(
    tasks: tuple[Task, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "work", _dies_at_once)
    with pytest.raises(RuntimeError, match="before it was ready, with status 7"):
        list(carry_out(tasks))


def _dies_at_once(connection: object, memory: int) -> None:  # noqa: ARG001  # a worker's signature
    raise SystemExit(7)


def _dies_at_work(connection: object, memory: int) -> None:  # noqa: ARG001  # a worker's signature
    connection.send(Ready())  # type: ignore[attr-defined]  # multiprocessing's connections have no common type
    connection.recv()  # type: ignore[attr-defined]  # as above
    raise SystemExit(7)
