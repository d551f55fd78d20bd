"""One address of a SPARQL server: what is asked there, within which time, and what goes wrong, in words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import Retry

from practicegraph.errors import ServerUnavailable
from practicegraph.servers.credentials import TOKEN, USER, WhenAsked, credentials_for, without_secrets

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

#: Seconds in which a server must accept a connection.
CONNECTING: Final = 10.0
#: Seconds that an answer may take unless the caller says otherwise.
TIME_LIMIT: Final = 60.0
#: Bytes that an answer may have.
SIZE_LIMIT: Final = 256 * 1024**2
#: A server that is busy or behind a gateway is asked again: all that we ask can be asked twice.
_BUSY: Final = (502, 503, 504)
_AGAIN: Final = Retry(
    total=4, connect=0, read=False, redirect=0, other=0, status=4, status_forcelist=_BUSY, allowed_methods=None,
    backoff_factor=0.5, retry_after_max=30, raise_on_status=False,
)  # fmt: skip
_PIECE: Final = 1 << 16
_WORDS: Final = 300
_REDIRECT: Final = 300
_UNAUTHORIZED: Final = 401
_REASONS: Final = {
    _UNAUTHORIZED: ("wants to know who asks", f"put user and password into the address, or set {USER} or {TOKEN}"),
    403: ("does not allow this", "ask its keeper for the right to do it"),
    404: ("knows no such address", "see docs/servers.md for the addresses of each make of server"),
    405: ("does not take this at this address", "see docs/servers.md for the addresses of each make of server"),
    413: ("finds it too large", "raise the server's limit on requests"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with a status below 300, or one that was said to be fine; `kind` is its media type."""

    status: int
    kind: str
    headers: Mapping[str, str]
    content: bytes


class Server:
    """An address of a server; `address` is how messages call it, without user, password or token."""

    def __init__(self, url: str, time_limit: float = TIME_LIMIT) -> None:
        self.address = shown(url)
        self.time_limit = time_limit
        self._url = _checked(url, self.address)
        #: What tells this address from every other one.
        self.digest = hashlib.sha256(self._url.encode()).hexdigest()[:16]
        self._secrets = credentials_for(url)
        self._auth = WhenAsked(self._secrets)
        self._session = requests.Session()
        self._session.auth = self._auth
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=_AGAIN))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up the connection."""
        self._session.close()

    def request(
        self,
        method: str,
        *,
        parameters: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | Mapping[str, str] | None = None,
        fine: Container[int] = (),
    ) -> Answer:
        """Ask, and wait for the whole answer; the statuses in `fine` are answers as well.

        Raises:
            ServerUnavailable: No whole answer came in time, or the server refused.
        """
        until = monotonic() + self.time_limit
        response = self._sent(method, parameters, headers, body, until)
        if response.status_code == _UNAUTHORIZED and self._auth.takes(response):
            response.close()
            response = self._sent(method, parameters, headers, body, until)
        with response:
            content = self._content(response, until)
        if response.status_code < _REDIRECT or response.status_code in fine:
            kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(response.status_code, kind, response.headers, content)
        raise self._refusal(response, content)

    def words(self, content: bytes) -> str:
        """What a server said, on one line, cut short, and without what it was told in confidence."""
        text = re.sub(
            r"<(script|style)\b.*?</\1>|<[^>]*>", " ", content.decode("utf-8", "replace"), flags=re.DOTALL
        )
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        text = without_secrets(text, self._url, self._secrets)
        return text if len(text) <= _WORDS else f"{text[:_WORDS]}…"

    def unavailable(self, reason: str, remedy: str = "") -> ServerUnavailable:
        """The error for this address."""
        return ServerUnavailable(self.address, reason, remedy)

    def _sent(
        self,
        method: str,
        parameters: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        body: bytes | Mapping[str, str] | None,
        until: float,
    ) -> requests.Response:
        left = max(0.1, until - monotonic())
        try:
            return self._session.request(
                method, self._url, params=parameters, headers=headers, data=body, stream=True,
                allow_redirects=False, timeout=(min(CONNECTING, left), left),
            )  # fmt: skip
        except requests.RequestException as error:
            raise self._silence(error) from error

    def _content(self, response: requests.Response, until: float) -> bytes:
        try:
            return b"".join(self._pieces(response, until))
        except ReadTimeoutError as error:
            raise self._too_slow() from error
        except (HTTPError, OSError) as error:
            raise self.unavailable("broke off in the middle of its answer", "ask again") from error

    def _pieces(self, response: requests.Response, until: float) -> Iterator[bytes]:
        size = 0
        while piece := response.raw.read1(_PIECE, decode_content=True):
            size += len(piece)
            if size > SIZE_LIMIT:
                raise self.unavailable(
                    f"answers with more than {SIZE_LIMIT:,} bytes", "add LIMIT to the query"
                )
            if monotonic() > until:
                raise self._too_slow()
            yield piece

    def _too_slow(self) -> ServerUnavailable:
        return self.unavailable(
            f"did not answer within {self.time_limit:g} s", "allow it more time with --timeout"
        )

    def _silence(self, error: requests.RequestException) -> ServerUnavailable:
        match error:
            case requests.ConnectTimeout():
                return self.unavailable(
                    "cannot be reached in time", "see that it runs and that the address is right"
                )
            case requests.Timeout():
                return self._too_slow()
            case requests.exceptions.SSLError():
                reason = f"cannot be trusted: {_cause(error)}"
                return self.unavailable(reason, "name its authority's certificate in REQUESTS_CA_BUNDLE")
            case _:
                reason = f"cannot be reached: {_cause(error)}"
                return self.unavailable(reason, "see that it runs and that the address is right")

    def _refusal(self, response: requests.Response, content: bytes) -> ServerUnavailable:
        status, said = response.status_code, self.words(content)
        words = f' and says "{said}"' if said else ""
        if response.is_redirect:
            return self.unavailable(f"has moved ({status})", f"use {shown(response.headers['Location'])}")
        if status == _UNAUTHORIZED and self._secrets:
            return self.unavailable(
                f"does not accept the user, password or token ({status}){words}", "check them"
            )
        if status in _BUSY:
            return self.unavailable(
                f"is busy or not ready ({status}), after {_AGAIN.status} more tries{words}", "try later"
            )
        reason, remedy = _REASONS.get(status, ("answers with an error", ""))
        return self.unavailable(f"{reason} ({status}){words}", remedy)


def connect(url: str, time_limit: float = TIME_LIMIT) -> Server:
    """An address of a server, with what the environment and netrc say of it; nothing is sent yet.

    Raises:
        ServerUnavailable: It is no address over HTTP.
    """
    return Server(url, time_limit)


def shown(url: str) -> str:
    """An address as it may be printed: without user and password, and without parameters, which hold tokens."""
    return re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*://)?[^/?#]*@", r"\1", url).partition("?")[0].partition("#")[0]


def _checked(url: str, address: str) -> str:
    """The address without user and password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ServerUnavailable(
            address, f"is no address: {error}", "write it as https://HOST/PATH"
        ) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ServerUnavailable(address, "is no address over HTTP", "write it as https://HOST/PATH")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, parts.path or "/", parts.query, ""))


def _cause(error: BaseException) -> str:
    """What the system said at the bottom of an error that several libraries have wrapped."""
    while inner := _inner(error):
        error = inner
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text or type(error).__name__


def _inner(error: BaseException) -> BaseException | None:
    found = (getattr(error, "reason", None), *error.args, error.__cause__)
    return next((one for one in found if isinstance(one, BaseException)), None)
