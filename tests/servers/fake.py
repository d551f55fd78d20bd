"""A small server that answers just as a test tells it to, and remembers what it was asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"one"}}]}}'
JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what was sent, and to which graph."""

    method: str
    graph: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """One answer; `promised` is how long it says to be, `slow` seconds pass before each of its bytes."""

    status: int = 200
    body: bytes = ROWS
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int | None = None
    slow: float = 0.0


@dataclass(slots=True)
class Fake:
    """The server's address, and what it was asked so far."""

    address: str
    asked: list[Asked] = field(default_factory=list)

    def methods(self) -> list[str]:
        """The methods of all requests, in order."""
        return [asked.method for asked in self.asked]

    def graphs(self, method: str) -> list[str]:
        """The graphs that one method was asked of."""
        return [asked.graph for asked in self.asked if asked.method == method]


@contextmanager
def serving(say: Callable[[Asked], Said]) -> Iterator[Fake]:
    """A server that says what the function makes of each request."""
    ending = Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(self.command, query.get("graph", [""])[0], dict(self.headers), body)
            fake.asked.append(asked)
            said = say(asked)
            self.send_response(said.status)
            for name, value in {"Content-Type": said.kind, **said.headers}.items():
                self.send_header(name, value)
            self.send_header(
                "Content-Length", str(len(said.body) if said.promised is None else said.promised)
            )
            self.end_headers()
            if self.command != "HEAD":
                self.write(said)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815  # http.server's names

        def write(self, said: Said) -> None:
            if not said.slow:
                self.wfile.write(said.body)
            for byte in said.body if said.slow else b"":
                if ending.wait(said.slow):
                    break
                self.wfile.write(bytes([byte]))
            if said.promised is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that leave are meant to
        fake = Fake(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield fake
        finally:
            ending.set()
            server.shutdown()
