"""Which tasks go to one worker, and that none is lost or done twice."""

from __future__ import annotations

from random import Random

import pytest

from practicegraph.build import Task
from practicegraph.build.bundles import TOGETHER, bundled


def _tasks(*names: str) -> list[Task]:
    return [Task(name, f"{name}.md") for name in names]


def test_snapshots_of_a_policy_go_to_one_worker() -> None:
    names = (
        "alder__notice__2019-01-02",
        "alder__notice__2020-05-06",
        "birch/2021-03-04",
        "birch/2022-03-04",
        "elm",
    )
    bundles = bundled(_tasks(*names))
    first, second = bundles.take(), bundles.take()
    assert first is not None
    assert second is not None
    assert [task.name for task in first] == list(names[:2])
    assert [task.name for task in second] == list(names[2:4])


def test_a_bundle_has_an_end() -> None:
    bundle = bundled(_tasks(*map(str, range(1000, 1000 + 3 * TOGETHER)))).take()
    assert bundle is not None
    assert len(bundle) == TOGETHER


def test_who_has_nothing_left_takes_the_last_of_the_longest_bundle() -> None:
    bundles = bundled(_tasks("alder-1", "alder-2", "alder-3", "birch-1"))
    long, short = bundles.take(), bundles.take()
    assert long is not None
    assert short is not None
    long.popleft()
    short.popleft()
    other = bundles.following(short)
    assert other is not None
    assert [task.name for task in other] == ["alder-3"]
    assert [task.name for task in long] == ["alder-2"]


def test_whether_another_worker_has_something_to_do() -> None:
    bundles = bundled(_tasks("alder-1", "alder-2", "birch-1"))
    assert bundles.ahead(1) == 1
    assert bundles.ahead(3) == 2
    bundle = bundles.take()
    assert bundle is not None
    assert [task.name for task in bundle] == ["alder-1", "alder-2"]
    assert bundles.ahead(1) == 1 + 2
    bundle.clear()
    assert bundles.following(bundle) is not None
    assert bundles.first() is None


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_whatever_workers_do_each_task_is_done_once(workers: int) -> None:
    chance = Random(workers)  # noqa: S311  # not for secrets, and the same each time
    names = [f"policy{letter}-{number}" for letter in "abcde" for number in range(chance.randrange(1, 40))]
    bundles, done = bundled(_tasks(*names)), []
    at = [bundle for bundle in (bundles.take() for _ in range(workers)) if bundle]
    while at:
        bundle = chance.choice(at)
        at = [one for one in at if one is not bundle]
        if chance.random() < 0.1:
            bundles.bring_back(bundle)
            following = bundles.take()
        else:
            following = bundles.following(bundle)
            if following is bundle or following:
                done.append(following.popleft().name)
        if following is not None:
            at.append(following)
    assert sorted(done) == sorted(names)
