"""What a build leaves in a store, however often, with however many workers and however it was stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from tests.build.helpers import POLICIES, built, dump

from practicegraph.build import BuildOptions, Why
from practicegraph.store import check_quotes, read_store

if TYPE_CHECKING:
    from pathlib import Path

COUNT = len(list(POLICIES.iterdir()))


def test_there_are_policies() -> None:
    assert COUNT >= 4


def test_every_quote_stands_in_its_text(ready: Path) -> None:
    with read_store(ready) as opened:
        checked = check_quotes(opened)
    assert checked.snapshots == COUNT
    assert checked.quotes > COUNT
    assert checked.faults == ()


def test_dated_texts_of_one_service_are_snapshots_of_one_policy(ready: Path) -> None:
    with read_store(ready) as opened:
        rows = [row for row in opened.snapshots() if row.document.startswith("harbourcandle")]
    assert len({row.policy for row in rows}) == 1
    assert [row.date for row in rows] == ["2024-03-01", "2025-03-01"]


def test_building_twice_changes_nothing(store: Path) -> None:
    before, files = dump(store), _contents(store / "statements")
    report = built(POLICIES, store)
    assert (report.read, report.unchanged) == (0, COUNT)
    assert dump(store) == before
    assert _contents(store / "statements") == files


def test_two_workers_give_the_bytes_of_one(ready: Path, tmp_path: Path) -> None:
    assert built(POLICIES, tmp_path / "two", BuildOptions(workers=2)).status == 0
    assert dump(tmp_path / "two") == dump(ready)
    assert _contents(tmp_path / "two" / "statements") == _contents(ready / "statements")


def test_a_changed_text_replaces_its_snapshot(policies: Path, store: Path) -> None:
    page = policies / "fernhill-pottery.md"
    page.write_text(page.read_text() + "\nWe share your postal address with Royal Mail.\n")
    report = built(policies, store)
    assert (report.read, report.unchanged) == (1, COUNT - 1)
    with read_store(store) as opened:
        rows = [row for row in opened.snapshots() if row.document == "fernhill-pottery"]
        assert len(rows) == 1
        assert opened.text(rows[0].text_digest).endswith("Royal Mail.\n")
    assert len(list((store / "texts").iterdir())) == COUNT
    assert len(_contents(store / "statements")) == COUNT


def test_what_vanished_is_removed_when_asked(policies: Path, store: Path) -> None:
    (policies / "quaymaps.html").unlink()
    assert built(policies, store).removed == 0
    assert built(policies, store, BuildOptions(prune=True)).removed == 1
    with read_store(store) as opened:
        assert "quaymaps" not in {row.document for row in opened.snapshots()}


def test_two_texts_of_one_policy_and_day_are_both_kept_in_either_order(
    policies: Path, tmp_path: Path
) -> None:
    first = policies / "harbourcandle__privacy-policy__2024-03-01.txt"
    second = policies / "a__harbourcandle__privacy-policy__2024-03-01.txt"
    text = first.read_text() + "\nWe collect your phone number.\n"
    later, earlier = tmp_path / "later", tmp_path / "earlier"
    for store, texts in ((later, (first, second)), (earlier, (second, first))):
        for path in (first, second):
            path.unlink(missing_ok=True)
        for path in texts:
            path.write_text(text if path == second else text.replace("We collect your phone number.", ""))
            assert built(policies, store).status == 0
    assert dump(later) == dump(earlier)
    with read_store(later) as opened:
        assert sum("harbourcandle/2024-03-01" in row.graph.value for row in opened.snapshots()) == 2


def test_the_same_text_twice_is_said_and_no_finding(policies: Path, store: Path) -> None:
    first = policies / "harbourcandle__privacy-policy__2024-03-01.txt"
    (policies / "z__harbourcandle__privacy-policy__2024-03-01.txt").write_bytes(first.read_bytes())
    report = built(policies, store)
    assert [refused.why for refused in report.refused] == [Why.DUPLICATE]
    assert report.status == 0


def test_bad_documents_are_refused_and_the_others_built(policies: Path, tmp_path: Path) -> None:
    (policies / "empty.txt").write_bytes(b"")
    (policies / "picture.txt").write_bytes(bytes(range(256)) * 40)
    report = built(policies, tmp_path / "store")
    assert report.read == COUNT
    assert {refused.name for refused in report.refused} == {"empty", "picture"}
    assert report.status == 2
    again = built(policies, tmp_path / "store")
    assert (again.read, again.unchanged, again.status) == (0, COUNT, 2)
    assert [r.reason for r in again.refused] == [r.reason for r in report.refused]


def test_a_refused_document_that_was_mended_is_built(policies: Path, store: Path) -> None:
    bad = policies / "mended.txt"
    bad.write_bytes(b"")
    assert built(policies, store).status == 2
    bad.write_text((policies / "fernhill-pottery.md").read_text())
    report = built(policies, store)
    assert (report.read, report.status) == (1, 0)
    with read_store(store) as opened:
        assert opened.refusals() == ()


@pytest.mark.parametrize("moment", [0.0, 0.15, 0.4])
def test_a_build_killed_at_any_moment_goes_on_to_the_same_bytes(
    moment: float, ready: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    command = [sys.executable, "-m", "practicegraph", "build", str(POLICIES), "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    _wait_for(store / "statements", process)
    sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert built(POLICIES, store).status == 0
    assert dump(store) == dump(ready)
    assert _contents(store / "statements") == _contents(ready / "statements")


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + 120
    while not path.exists() and process.poll() is None and monotonic() < deadline:
        sleep(0.01)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
