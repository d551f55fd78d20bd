"""The columns hold what the graph holds: after a change, a removal, a stop, and whatever came first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.helpers import practicegraph
from tests.columns import generated

from practicegraph.columns import open_columns, outdated, run_on_columns, sync, update_columns
from practicegraph.errors import InvalidQuery, StoreUnavailable
from practicegraph.lift import snapshot_iri
from practicegraph.query import load_query, parse_query
from practicegraph.store import infer, load_knowledge, open_store

if TYPE_CHECKING:
    from pathlib import Path

COUNT = len(generated.COMPANIES) * len(generated.DATES)
QUESTION = load_query("widely-shared-data")


def update(path: Path) -> int:
    with open_store(path) as store:
        return update_columns(store)


def contents(path: Path) -> dict[str, bytes]:
    """The manifest and the Parquet files, without what tells of times."""
    root = path / "columns"
    files = [root / "manifest.json", *root.glob("*/*.parquet")]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def held(path: Path) -> set[str]:
    with open_columns(path) as tables:
        return {snapshot for (snapshot,) in tables.execute("SELECT snapshot FROM snapshots").fetchall()}


def test_nothing_is_read_again_where_nothing_changed(store: Path) -> None:
    before = contents(store)
    assert update(store) == 0
    assert contents(store) == before


def test_the_same_graphs_give_the_same_bytes_in_any_order(ready: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with open_store(other) as store:
        for date in reversed(generated.DATES):
            for company in generated.COMPANIES:
                generated.put(store, generated.document(company, date))
            update_columns(store)
        load_knowledge(store)
        infer(store)
        update_columns(store)
    assert contents(other) == contents(ready)


def test_a_replaced_snapshot_has_its_new_rows_alone(store: Path, tmp_path: Path) -> None:
    changed = generated.document("Dune", "2021-05-01", edition=1)
    with open_store(store) as opened:
        generated.put(opened, changed)
        infer(opened)
        assert outdated(opened) == 1
        assert update_columns(opened) == 1
    with open_columns(store) as tables:
        rows = tables.execute(
            "SELECT digest FROM snapshots WHERE snapshot = $one", {"one": snapshot_iri(changed).value}
        ).fetchall()
    assert rows == [(changed.digest,)]
    anew = tmp_path / "anew"
    with open_store(anew) as opened:
        load_knowledge(opened)
        for company in generated.COMPANIES:
            for date in generated.DATES:
                edition = int((company, date) == ("Dune", "2021-05-01"))
                generated.put(opened, generated.document(company, date, edition))
        infer(opened)
        update_columns(opened)
    assert contents(anew) == contents(store)


def test_a_removed_snapshot_is_gone_from_every_table(store: Path) -> None:
    gone = snapshot_iri(generated.document("Dune", None))
    with open_store(store) as opened:
        opened.remove_graph(gone)
        assert update_columns(opened) == 0
    assert len(held(store)) == COUNT - 1
    with open_columns(store) as tables:
        for table in sync.TABLES:
            rows = tables.table(table).filter(f"snapshot = '{gone.value}'")
            assert rows.fetchall() == []


def test_more_snapshots_go_into_more_shards_and_back(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(store)
    monkeypatch.setattr(sync, "SIZE", 7)
    assert update(store) == 0
    assert len(list((store / "columns").glob("shard*"))) == 4
    assert len(held(store)) == COUNT
    monkeypatch.undo()
    assert update(store) == 0
    assert contents(store) == before


def test_an_update_that_is_stopped_goes_on(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "SIZE", 7)
    update(store)
    whole = contents(store)
    shutil.rmtree(store / "columns")
    seen: list[None] = []

    def stop_late() -> None:
        seen.append(None)
        if len(seen) == COUNT - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), open_store(store) as opened:
        update_columns(opened, stop_late)
    assert 0 < update(store) < COUNT - 1
    assert contents(store) == whole


@pytest.mark.slow
def test_an_update_that_is_killed_goes_on_and_leaves_nothing(store: Path, ready: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from practicegraph.columns import update_columns; "
        "from practicegraph.store import open_store\n"
        "seen = iter(range(int(sys.argv[2])))\n"
        "update_columns(open_store(Path(sys.argv[1])), lambda: next(seen, None) is None and os.kill(os.getpid(), 9))"
    )
    shutil.rmtree(store / "columns")
    for moment in (0, 5, COUNT - 2):
        ended = subprocess.run([sys.executable, "-c", script, str(store), str(moment)], check=False)
        assert ended.returncode == -9
        with pytest.raises(StoreUnavailable, match="practicegraph columns"):
            open_columns(store)
    update(store)
    assert contents(store) == contents(ready)
    assert not (store / "columns" / ".aside").exists()


def test_columns_that_are_out_of_date_are_not_asked(store: Path) -> None:
    with open_store(store) as opened:
        generated.put(opened, generated.document("Ember", None))
    with pytest.raises(StoreUnavailable, match="bring them up to date with: practicegraph columns --store"):
        run_on_columns(QUESTION, store)


def test_a_store_without_columns_says_how_to_make_them(tmp_path: Path) -> None:
    with open_store(tmp_path / "bare"):
        pass
    with pytest.raises(StoreUnavailable, match="has no columns; make them with: practicegraph columns"):
        run_on_columns(QUESTION, tmp_path / "bare")


def test_columns_that_are_damaged_say_how_to_make_them_anew(store: Path) -> None:
    for path in (store / "columns").glob("*/flows.parquet"):
        path.write_bytes(b"PAR1")
    with pytest.raises(StoreUnavailable, match="remove the folder columns and make it anew"):
        run_on_columns(QUESTION, store)


def test_another_question_is_not_asked_of_columns_for_its_name(store: Path) -> None:
    other = parse_query(QUESTION.name, QUESTION.text.replace("HAVING", "# HAVING"))
    with pytest.raises(InvalidQuery, match="only stored questions"):
        run_on_columns(other, store)


def test_a_wrong_parameter_is_named(store: Path) -> None:
    with pytest.raises(InvalidQuery, match="many"):
        run_on_columns(QUESTION, store, {"more": "many"})


def test_without_duckdb_one_line_says_what_to_install(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = store.parent / "hidden" / "duckdb"
    hidden.mkdir(parents=True)
    hidden.joinpath("__init__.py").write_text("raise ImportError('hidden')\n")
    monkeypatch.setenv("PYTHONPATH", str(hidden.parent), prepend=":")
    for arguments in (
        ["columns", "--store", store],
        ["build", store, "--store", store.parent / "new", "--columns"],
        ["query", QUESTION.name, "--store", store, "--engine", "columns"],
    ):
        ended = practicegraph(*arguments)
        assert (ended.status, ended.out) == (2, "")
        assert ended.err == (
            "practicegraph: columns: need DuckDB, which is not installed; "
            "install it with: pip install 'practicegraph[columns]'\n"
        )
    assert not (store.parent / "new").exists()


def test_commands_make_keep_and_ask_columns(tmp_path: Path) -> None:
    policy, store = tmp_path / "tern__privacy-policy__2024-01-01.txt", tmp_path / "store"
    policy.write_text("Privacy policy of Tern Ltd\n\nWe share your email address with advertisers.\n")
    assert practicegraph("build", policy, "--store", store, "--columns", "-q").status == 0
    ask = ("query", "unconditional-sharing", "--store", store, "--format", "csv")
    first = practicegraph(*ask, "--engine", "columns")
    assert first == practicegraph(*ask)
    assert "EmailAddress" in first.out
    # What has columns is kept up, without being asked again.
    policy.write_text("Privacy policy of Tern Ltd\n\nWe share your phone number with advertisers.\n")
    assert practicegraph("build", policy, "--store", store, "-q").status == 0
    second = practicegraph(*ask, "--engine", "columns")
    assert second == practicegraph(*ask)
    assert "PhoneNumber" in second.out
    assert (
        practicegraph("columns", "--store", store).out
        == "columns     1 snapshots, of which 0 were read anew\n"
    )
