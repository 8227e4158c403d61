"""Requests to the API server; answers are plain dicts, refusals are ApiError."""

import json
import time
import urllib.parse
from collections.abc import Mapping
from typing import Any

import httpx

from local.providers.kubernetes.credentials import Bearer, tls
from local.providers.kubernetes.kubeconfig import Access, KubeconfigError
from local.providers.kubernetes.manifest import Object, at

_SECONDS = httpx.Timeout(60, connect=10)
"""Slow admission webhooks answer within 30 s; an API server that is away does not connect."""

_CONNECTIONS = httpx.Limits(max_connections=64, max_keepalive_connections=16)

_BUSY = (429, 503)
_RETRIES = 5
_LONGEST_RETRY_SECONDS = 10

APPLY = "application/apply-patch+yaml"
JSON_PATCH = "application/json-patch+json"

NOT_FOUND = 404
CONFLICT = 409
INVALID = 422
FORBIDDEN = 403
BAD_REQUEST = 400


class ApiError(Exception):
    """The API server refused; `status` is its Status object, the message its sentence."""

    def __init__(self, code: int, status: Mapping[str, Any]) -> None:
        super().__init__(str(status.get("message") or f"the API server answered {code}"))
        self.code = code
        self.status = status

    @property
    def reason(self) -> str:
        """The machine-readable reason, such as `AlreadyExists`."""
        return str(self.status.get("reason") or "")

    @property
    def missing_kind(self) -> str:
        """The plural of what was not found, empty when it is not said."""
        return str(at(dict(self.status), "details", "kind") or "")


class UnreachableError(Exception):
    """The API server did not answer; the message is one sentence with server and context."""


class Client:
    """A connection pool to one API server, safe to use from many threads."""

    def __init__(self, access: Access) -> None:
        self.access = access
        host = urllib.parse.urlsplit(access.server).hostname or ""
        self._extensions = {"sni_hostname": access.server_name} if access.server_name else {}
        self._http = httpx.Client(
            base_url=access.server,
            auth=Bearer(access),
            verify=tls(access),
            proxy=access.proxy,
            trust_env=host not in ("localhost", "127.0.0.1", "::1"),
            timeout=_SECONDS,
            limits=_CONNECTIONS,
            headers={"Accept": "application/json", "User-Agent": "pulumi-kubernetes"},
        )

    def get(self, path: str, **query: str) -> Object:
        """Read an object or a list."""
        return self._send("GET", path, query)

    def post(self, path: str, body: Object, **query: str) -> Object:
        """Create an object in the collection at a path."""
        return self._send("POST", path, query, body)

    def put(self, path: str, body: Object, **query: str) -> Object:
        """Replace an object."""
        return self._send("PUT", path, query, body)

    def patch(self, path: str, body: Any, kind: str, **query: str) -> Object:
        """Patch an object; `kind` is the patch's content type."""
        return self._send("PATCH", path, query, body, kind)

    def delete(self, path: str, policy: str) -> Object:
        """Ask for an object's deletion with a propagation policy."""
        options = {"apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": policy}
        return self._send("DELETE", path, {}, options)

    def close(self) -> None:
        """Close the pool."""
        self._http.close()

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Any = None,
        kind: str = "application/json",
    ) -> Object:
        request = self._http.build_request(
            method,
            path,
            params=dict(query),
            content=None if body is None else json.dumps(body),
            headers={} if body is None else {"Content-Type": kind},
            extensions=self._extensions,
        )
        try:
            response = self._patiently(request)
        except (httpx.HTTPError, KubeconfigError) as error:
            raise UnreachableError(unreachable(self.access, error)) from error
        answer = _answer(response)
        if response.is_error:
            raise ApiError(response.status_code, answer)
        return answer

    def _patiently(self, request: httpx.Request) -> httpx.Response:
        """A server that is busy or just starting names the seconds after which to come again."""
        response = self._http.send(request)
        for _ in range(_RETRIES):
            seconds = response.headers.get("Retry-After", "")
            if response.status_code not in _BUSY or not seconds.isdigit():
                break
            time.sleep(min(int(seconds), _LONGEST_RETRY_SECONDS))
            response = self._http.send(request)
        return response


def unreachable(access: Access, error: Exception) -> str:
    """The sentence for a server that does not answer."""
    where = f"{access.server} (context {access.context!r})"
    return f"the Kubernetes API server {where} cannot be reached: {error or type(error).__name__}"


def _answer(response: httpx.Response) -> Object:
    try:
        answer = response.json()
    except ValueError:
        answer = None
    return answer if isinstance(answer, dict) else {"message": response.text.strip()[:500]}
