"""The command in this process, and two real servers, started here where they are installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from tests.build.helpers import POLICIES, built

from practicegraph.cli.app import group
from practicegraph.cli.faults import run
from practicegraph.servers.credentials import PASSWORD, TOKEN, USER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Seconds in which a server must have started.
STARTING = 60.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


class Command(Protocol):
    """Runs the command line in this process."""

    def __call__(self, *arguments: object) -> Ended: ...


@dataclass(frozen=True, slots=True)
class Real:
    """A real server: where it takes graphs, and where questions."""

    name: str
    graphs: str
    questions: str


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> Ended:
        capfd.readouterr()
        status = run(group, [str(argument) for argument in arguments])
        return Ended(status, *capfd.readouterr())

    return call


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credentials of this machine's, and no waiting between tries."""
    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setattr("urllib3.util.Retry.sleep", lambda *_: None)


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    store = tmp_path_factory.mktemp("servers") / "store"
    assert built(POLICIES, store).status == 0
    return store


@pytest.fixture
def store(ready: Path, tmp_path: Path) -> Path:
    """A copy of that store that a test may change."""
    return Path(shutil.copytree(ready, tmp_path / "store"))


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """Oxigraph's own server, whose default graph is empty."""
    with _oxigraph(tmp_path_factory.mktemp("oxigraph")) as real:
        yield real


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """The same for one test alone, which need not clean up."""
    with _oxigraph(tmp_path_factory.mktemp("empty")) as real:
        yield real


@pytest.fixture(scope="session")
def union(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """The same, with the union of all graphs as its default graph."""
    with _oxigraph(tmp_path_factory.mktemp("union"), "--union-default-graph") as real:
        yield real


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """Virtuoso, whose default graph is the union of all graphs."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    folder, port, inner = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(port=port, inner=inner))
    address = f"http://127.0.0.1:{port}/sparql"
    with started([program, "-f", "-c", "virtuoso.ini"], folder, f"{address}?query=ASK%7B%7D"):
        graphs = f"http://dba:dba@127.0.0.1:{port}/sparql-graph-crud-auth"
        yield Real("virtuoso", graphs, address)


@pytest.fixture(params=["oxigraph", "union", "virtuoso"])
def real(request: pytest.FixtureRequest) -> Real:
    """Each real server in turn."""
    server: Real = request.getfixturevalue(request.param)
    return server


@contextmanager
def _oxigraph(folder: Path, *options: str) -> Iterator[Real]:
    program = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.skip("Oxigraph's server is not installed: pip install oxigraph")
    address = f"http://127.0.0.1:{(port := free_port())}"
    arguments = [program, "serve", "--bind", f"127.0.0.1:{port}", "--timeout-s", "3", *options]
    with started(arguments, folder, f"{address}/query"):
        yield Real("oxigraph", f"{address}/store", f"{address}/query")


@contextmanager
def started(arguments: Sequence[str], folder: Path, sign: str) -> Iterator[None]:
    """A process that is there once it answers at the address `sign`, and ends with the block."""
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(arguments, cwd=folder, stdout=log, stderr=log)
    try:
        until = time.monotonic() + STARTING
        while not _answers(sign):
            assert process.poll() is None, (folder / "output.log").read_text("utf-8", "replace")
            assert time.monotonic() < until, f"{arguments[0]} did not start within {STARTING:g} s"
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # a server of our own
            return True
    except OSError:
        return False


_SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{inner}
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 20000
MaxQueryExecutionTime = 60
"""
