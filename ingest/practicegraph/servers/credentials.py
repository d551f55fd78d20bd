"""Who we are to a server: from the address, the environment or netrc, and given only when it is asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_netrc_auth

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

USER: Final = "PRACTICEGRAPH_SERVER_USER"
PASSWORD: Final = "PRACTICEGRAPH_SERVER_PASSWORD"  # noqa: S105  # the variable's name
TOKEN: Final = "PRACTICEGRAPH_SERVER_TOKEN"  # noqa: S105  # as above
#: What a secret must at least have for its every occurrence to be hidden in what a server says.
_TELLING: Final = 4


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a token; all empty where there is neither."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


def credentials_for(url: str) -> Credentials:
    """What the address itself says, else the environment, else netrc."""
    parts = urlsplit(url)
    if parts.username:
        return Credentials(unquote(parts.username), unquote(parts.password or ""))
    if token := os.environ.get(TOKEN):
        return Credentials(token=token)
    if user := os.environ.get(USER):
        return Credentials(user, os.environ.get(PASSWORD, ""))
    user, password = get_netrc_auth(url) or ("", "")
    return Credentials(user, password)


def without_secrets(text: str, url: str, credentials: Credentials) -> str:
    """Text from a server, in which it may have repeated what it was told."""
    values = [value for _, value in parse_qsl(urlsplit(url).query)]
    for secret in (credentials.password, credentials.token, *values):
        if len(secret) >= _TELLING:
            text = text.replace(secret, "…")
    return text


class WhenAsked(AuthBase):
    """Sends a token always; a user and password once a server has said in which way it wants them.

    So a password never goes in the clear to a server that would take a digest of it.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._way: HTTPBasicAuth | HTTPDigestAuth | None = None

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """The request with what is known to be wanted."""
        if self._credentials.token:
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
        return self._way(request) if self._way else request

    def takes(self, response: Response) -> bool:
        """Whether it is worth asking again, since the server said only now how it wants to be told."""
        if self._way or not self._credentials.user:
            return False
        wanted = response.headers.get("WWW-Authenticate", "").lower()
        user, password = self._credentials.user, self._credentials.password
        way = HTTPDigestAuth if "digest" in wanted else HTTPBasicAuth
        self._way = way(user, password)
        return True
