"""One conversation with a registry: who asks, how much is read, and where an answer may send us.

Credentials go to the registry, and to the token server that it names, and nowhere else.
"""

from types import TracebackType
from typing import Self

import httpx

from . import facts
from .challenge import Challenge, read_challenge
from .credentials import Credentials, credentials_for
from .errors import NoFacts, NotAllowed, NotInRegistry
from .facts import read_object
from .reference import Reference, is_loopback

_SECONDS = 10.0
_REDIRECTS = 3
_TOKEN_BYTES = 2**16
_ACCEPT = ", ".join(sorted(facts.MANIFESTS | facts.INDEXES))
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _TOO_MANY = 401, 403, 404, 429


class Session:
    """Asks for documents of one repository."""

    def __init__(self, reference: Reference, auth: Credentials | None) -> None:
        self._reference = reference
        self._auth = auth
        self._authorization = ""
        # A proxy of the machine's is no way to the machine itself.
        self._client = httpx.Client(timeout=_SECONDS, trust_env=not reference.is_local)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, path: str, limit: int) -> tuple[bytes, str]:
        """A document and its media type. Raises NoFacts, NotInRegistry and httpx's errors."""
        url = httpx.URL(f"{self._reference.address}/{path}")
        answer, content = self._asked(url, limit)
        if answer.status_code == _UNAUTHORIZED and not self._authorization:
            self._authorization = self._authorized(answer)
            answer, content = self._asked(url, limit)
        self._require(answer, content)
        return content, answer.headers.get("content-type", "")

    def _asked(self, url: httpx.URL, limit: int) -> tuple[httpx.Response, bytes]:
        """The answer, redirects followed: another host gets no credentials."""
        for _ in range(_REDIRECTS + 1):
            headers = {"Accept": _ACCEPT}
            if self._authorization and _origin(url) == _origin(httpx.URL(self._reference.address)):
                headers["Authorization"] = self._authorization
            answer, content = self._read(url, headers, limit)
            if answer.next_request is None:
                return answer, content
            url = self._followed(answer.next_request.url)
        raise NoFacts(f"the registry {self._reference.host} redirects without an end")

    def _followed(self, url: httpx.URL) -> httpx.URL:
        if not _is_private(url):
            raise NoFacts(
                f"the registry {self._reference.host} redirects to plain HTTP ({url.host})"
            )
        return url

    def _read(
        self, url: httpx.URL, headers: dict[str, str], limit: int
    ) -> tuple[httpx.Response, bytes]:
        with self._client.stream("GET", url, headers=headers) as answer:
            content = bytearray()
            for part in answer.iter_bytes():
                content += part
                if len(content) > limit:
                    raise NoFacts(f"{url.host} answers with more than {limit} bytes")
        return answer, bytes(content)

    def _authorized(self, answer: httpx.Response) -> str:
        """The Authorization that the registry asks for."""
        challenge = read_challenge(answer.headers.get("www-authenticate", ""))
        auth = self._auth or credentials_for(self._reference.host)
        if challenge.scheme == "basic":
            if auth is None:
                raise NotAllowed(
                    f"the registry {self._reference.host} wants a user and a password, and this "
                    "machine knows none: docker login"
                )
            return _basic(auth)
        if challenge.scheme == "bearer":
            return f"Bearer {self._token(challenge, auth)}"
        raise NoFacts(
            f"the registry {self._reference.host} refuses, and does not say what it wants"
        )

    def _token(self, challenge: Challenge, auth: Credentials | None) -> str:
        realm = httpx.URL(challenge.parameters.get("realm", ""))
        if not _is_private(realm):
            raise NoFacts(f'the token server "{realm}" of {self._reference.host} is not HTTPS')
        asked = {"scope": f"repository:{self._reference.repository}:pull"}
        if service := challenge.parameters.get("service"):
            asked["service"] = service
        headers = {"Authorization": _basic(auth)} if auth else {}
        answer, content = self._read(realm.copy_merge_params(asked), headers, _TOKEN_BYTES)
        self._require(answer, content)
        told = read_object(content, "token")
        token = told.get("token") or told.get("access_token")
        if not isinstance(token, str):
            raise NoFacts(f"the token server of {self._reference.host} gives no token")
        return token

    def _require(self, answer: httpx.Response, content: bytes) -> None:
        code, host = answer.status_code, self._reference.host
        if code == httpx.codes.OK:
            return
        if code == _NOT_FOUND:
            is_new = b"NAME_UNKNOWN" in content
            why = f": {host} has no repository {self._reference.repository}" if is_new else ""
            raise NotInRegistry(f"{self._reference} is not in the registry{why}")
        if code in (_UNAUTHORIZED, _FORBIDDEN):
            raise NotAllowed(
                f"the registry {host} refuses to show {self._reference.repository} ({code}): it is "
                "not there, or this machine's credentials may not pull it"
            )
        if code == _TOO_MANY:
            raise NoFacts(
                f"the registry {host} limits how often it is asked (429); try again later"
            )
        raise NoFacts(f"the registry {host} answers {code}")


def _basic(auth: Credentials) -> str:
    request = httpx.Request("GET", "http://localhost")
    return next(httpx.BasicAuth(*auth).auth_flow(request)).headers["Authorization"]


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _is_private(url: httpx.URL) -> bool:
    """Whether nobody on the way can read what is sent."""
    return url.scheme == "https" or (url.scheme == "http" and is_loopback(url.host))
