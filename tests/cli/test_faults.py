"""What goes wrong is said in one line, with the exit status that fits."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from tests.cli.helpers import practicegraph

from practicegraph.cli.faults import run
from practicegraph.store import open_store

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("faults.toml").read_text(encoding="utf-8")
)


def test_there_are_cases() -> None:
    assert len(CASES) > 20


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_the_user_is_one_line_and_status_2(name: str, tmp_path: Path, store: Path) -> None:
    case = CASES[name]
    for path, content in case.get("files", {}).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content)
    before = _files(tmp_path)
    ended = practicegraph(*(a.format(store=store) for a in case["arguments"]), cwd=tmp_path)
    assert case["says"] in ended.err
    assert len(ended.err.splitlines()) == 1
    assert (ended.status, ended.out) == (2, "")
    assert not _files(tmp_path) - before - {"new"}


def test_documents_that_cannot_be_read_are_named_one_a_line_and_the_others_built(tmp_path: Path) -> None:
    _write_bad_documents(tmp_path)
    good = Path(__file__).parents[1] / "build" / "policies" / "fernhill-pottery.md"
    ended = practicegraph("build", good, "bad", "--store", "store", cwd=tmp_path)
    assert ended.status == 2
    assert ended.out.startswith("documents   1 read, 0 unchanged, 3 refused, 0 not conforming\n")
    named = {Path(line.split(":")[0]).name for line in ended.err.splitlines()}
    assert named == {"binary.txt", "empty.txt", "german.txt"}
    again = practicegraph("build", good, "bad", "--store", "store", cwd=tmp_path)
    assert again.out.startswith("documents   0 read, 1 unchanged, 3 refused, 0 not conforming\n")
    assert (again.status, again.err) == (2, ended.err)


def _write_bad_documents(folder: Path) -> None:
    (folder / "bad").mkdir()
    (folder / "bad/empty.txt").write_text("")
    (folder / "bad/binary.txt").write_bytes(bytes(range(256)) * 40)
    sentence = "Wir erheben Ihren Namen und Ihre Anschrift, damit wir Ihnen die bestellten Waren schicken. "
    (folder / "bad/german.txt").write_text(sentence * 20)


def test_a_store_that_is_being_written_is_said(store: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "locked"):
        ended = practicegraph("build", store.parent, "--store", tmp_path / "locked")
    assert (ended.status, len(ended.err.splitlines())) == (2, 1)
    assert "is open for writing already; wait until" in ended.err


def test_a_fault_of_the_program_is_one_line_that_names_a_log(capfd: pytest.CaptureFixture[str]) -> None:
    @click.command
    def broken() -> None:
        raise KeyError("inner\nworkings")

    assert run(broken, []) == 3
    said = capfd.readouterr().err
    assert said.startswith(
        "practicegraph: a fault of the program (KeyError); please report it with the file "
    )
    log = Path(said.split()[-1])
    assert "inner" in log.read_text()
    log.unlink()


def test_an_interrupted_command_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    @click.command
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert run(interrupted, []) == 130
    assert capfd.readouterr().err == "practicegraph: stopped; run the same command again to go on\n"


def test_a_pipe_that_nobody_reads_is_no_fault() -> None:
    command = [sys.executable, "-m", "practicegraph", "parties", "list", "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
