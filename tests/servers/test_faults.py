"""Whatever a server does: one line with its own words, exit status 2, nothing on standard output."""

from __future__ import annotations

import socket
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.servers.fake import JSON, ROWS, Asked, Said, serving

from practicegraph.errors import ServerUnavailable
from practicegraph.query import parse_query
from practicegraph.servers import ask, connect
from practicegraph.servers import http as http_module
from practicegraph.servers.credentials import PASSWORD, TOKEN, USER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.conftest import Command

FAULTS = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))
QUESTION = parse_query(
    "one",
    "# # One\n#\n# **Question:** One?\n#\n# **Reads as:** one\n#\n# **Parameters:** none\n\nSELECT ?x {}\n",
)


def always(said: Said) -> Callable[[Asked], Said]:
    return lambda _: said


def test_there_are_faults() -> None:
    assert FAULTS


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_one_line(command: Command, name: str) -> None:
    fault = FAULTS[name]
    told = fault.pop("told")
    said = Said(**{**fault, "body": fault["body"].encode()} if "body" in fault else fault)
    with serving(always(said)) as fake:
        done = command("query", "overview", "--endpoint", fake.address)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"practicegraph: {fake.address}: ")
    assert done.err.count("\n") == 1
    assert done.err[:-1].isprintable()
    assert "hunter" not in done.err
    assert [words for words in told if words not in done.err] == []


def test_nobody_listens(command: Command) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        done = command("query", "overview", "--endpoint", f"http://127.0.0.1:{free.getsockname()[1]}/sparql")
    assert done.status == 2
    assert "cannot be reached: Connection refused" in done.err


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "sparql", "http://", "http://[::1", "http://x:99999/"]
)
def test_what_is_no_address_is_refused_before_anything_is_sent(command: Command, address: str) -> None:
    done = command("query", "overview", "--endpoint", address)
    assert done.status == 2
    assert "write it as https://HOST/PATH" in done.err


def test_a_server_that_never_ends_its_answer_is_left_in_time(command: Command) -> None:
    with serving(always(Said(slow=0.2))) as fake:
        done = command("query", "overview", "--endpoint", fake.address, "--timeout", "0.5")
    assert done.status == 2
    assert "did not answer within 0.5 s" in done.err


def test_a_silent_server_is_left_in_time(command: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        done = command("query", "overview", "--endpoint", address, "--timeout", "0.3")
    assert done.status == 2
    assert "did not answer within 0.3 s" in done.err


def test_an_answer_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_module, "SIZE_LIMIT", 50)
    with serving(always(Said())) as fake, pytest.raises(ServerUnavailable, match="more than 50 bytes"):
        ask(QUESTION, connect(fake.address))


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_busy_server_is_asked_again(status: int) -> None:
    answers = iter([Said(status, b"busy", headers={"Retry-After": "1"}), Said(status, b"busy"), Said()])
    with serving(lambda _: next(answers)) as fake, connect(fake.address) as server:
        assert len(ask(QUESTION, server).rows) == 1
        assert fake.methods() == ["POST"] * 3


def test_a_server_that_stays_busy_is_given_up() -> None:
    with serving(always(Said(503, b"starting up", "text/plain"))) as fake, connect(fake.address) as server:
        with pytest.raises(
            ServerUnavailable, match=r"busy or not ready \(503\), after 4 more tries .*starting up"
        ):
            ask(QUESTION, server)
        assert len(fake.asked) == 5


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_what_would_only_fail_again_is_asked_once(status: int) -> None:
    with serving(always(Said(status))) as fake, connect(fake.address) as server:
        with pytest.raises(ServerUnavailable):
            ask(QUESTION, server)
        assert len(fake.asked) == 1


def test_a_limit_on_rows_that_was_not_reached_is_none() -> None:
    with serving(always(Said(headers={"X-SPARQL-MaxRows": "2"}))) as fake, connect(fake.address) as server:
        assert len(ask(QUESTION, server).rows) == 1


def guarded(way: str) -> Callable[[Asked], Said]:
    def say(asked: Asked) -> Said:
        if "Authorization" in asked.headers:
            return Said()
        return Said(401, b"who?", headers={"WWW-Authenticate": way})

    return say


@pytest.mark.parametrize(
    ("way", "sent"),
    [('Basic realm="x"', "Basic dXNlcjpodW50ZXIy"), ('Digest realm="x", nonce="n", qop="auth"', "Digest ")],
)
def test_the_address_says_who_asks(way: str, sent: str) -> None:
    with serving(guarded(way)) as fake:
        with connect(fake.address.replace("//", "//user:hunter2@")) as server:
            assert len(ask(QUESTION, server).rows) == 1
            ask(QUESTION, server)
        assert "Authorization" not in fake.asked[0].headers
        assert fake.asked[-1].headers["Authorization"].startswith(sent)
        assert "hunter2" not in str(fake.asked)


def test_the_environment_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "user")
    monkeypatch.setenv(PASSWORD, "hunter2")
    with serving(guarded("Basic")) as fake, connect(fake.address) as server:
        assert len(ask(QUESTION, server).rows) == 1


def test_a_token_goes_with_the_first_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "hunter2")
    with serving(guarded("Bearer")) as fake, connect(fake.address) as server:
        assert len(ask(QUESTION, server).rows) == 1
        assert [asked.headers["Authorization"] for asked in fake.asked] == ["Bearer hunter2"]


def test_netrc_says_who_asks(tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login user password hunter2\n")
    (tmp_path / "netrc").chmod(0o600)
    with serving(guarded("Basic")) as fake, connect(fake.address) as server:
        assert len(ask(QUESTION, server).rows) == 1


def test_what_was_told_in_confidence_is_never_shown(command: Command) -> None:
    say = always(Said(500, b"user:hunter2 may not, nor hunter3", "text/plain"))
    with serving(say) as fake:
        address = fake.address.replace("//", "//user:hunter2@") + "/?access-token=hunter3"
        done = command("query", "overview", "--endpoint", address)
        wrong = command("query", "overview", "--endpoint", address.replace("http:", "httq:"))
    assert done.status == wrong.status == 2
    assert "may not" in done.err
    assert "hunter" not in done.err + wrong.err


def test_a_wrong_password_is_told(command: Command) -> None:
    say = always(Said(401, b"no", "text/plain", headers={"WWW-Authenticate": 'Digest realm="x", nonce="n"'}))
    with serving(say) as fake:
        done = command("query", "overview", "--endpoint", fake.address.replace("//", "//user:hunter2@"))
    assert done.status == 2
    assert "does not accept the user, password or token (401)" in done.err


def test_either_a_store_or_a_server_is_asked(command: Command, tmp_path: Path) -> None:
    done = command("query", "overview", "--endpoint", "http://127.0.0.1:1/", "--store", str(tmp_path))
    assert done.status == 2
    assert "--store and --endpoint" in done.err


def test_every_format_comes_from_a_server_too(command: Command, tmp_path: Path) -> None:
    with serving(always(Said())) as fake:
        shown = {
            kind: command("query", "overview", "--endpoint", fake.address, "--format", kind).out
            for kind in KINDS
        }
        command("query", "overview", "--endpoint", fake.address, "-o", str(tmp_path / "x.json"))
    assert shown == KINDS
    assert (tmp_path / "x.json").read_bytes() == ROWS + b"\n"
    assert {asked.headers["Accept"].partition(",")[0] for asked in fake.asked} == {JSON}


KINDS = {
    "csv": "x\none\n".replace("\n", "\r\n"),
    "json": ROWS.decode() + "\n",
    "table": "x\n---\none\n",
    "tsv": '?x\n"one"\n',
}
