"""A request read once, and an answer that is written whole or piece by piece."""

import http
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(frozen=True)
class Request:
    """One request: the path and query as they were sent (still encoded), names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def parameters(self) -> dict[str, str]:
        """The query's parameters, decoded."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    @property
    def segments(self) -> list[str]:
        """The path's parts, decoded."""
        return [unquote(part) for part in self.path.strip("/").split("/")]


@dataclass(frozen=True)
class Reply:
    """One answer. A body that is an iterator is sent and flushed piece by piece."""

    status: int = 200
    body: bytes | Iterator[bytes] = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()


def read(environ: "WSGIEnvironment") -> Request:
    """Read a request whole, and leave its body in place for whoever reads it next."""
    path, _, query = str(environ.get("RAW_URI", environ["PATH_INFO"])).partition("?")
    body = _body(environ)
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return Request(str(environ["REQUEST_METHOD"]), path, query, _headers(environ), body)


def write(reply: Reply, start: "StartResponse") -> Iterable[bytes]:
    """Answer a WSGI server with `reply`."""
    headers = list(reply.headers.items())
    headers += [("Set-Cookie", cookie) for cookie in reply.cookies]
    if isinstance(reply.body, bytes) and reply.status != http.HTTPStatus.NO_CONTENT:
        headers.append(("Content-Length", str(len(reply.body))))
    start(f"{reply.status} {_reason(reply.status)}", headers)
    return [reply.body] if isinstance(reply.body, bytes) else reply.body


def _body(environ: Mapping[str, Any]) -> bytes:
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        return bytes(stream.read())
    return bytes(stream.read(int(environ.get("CONTENT_LENGTH") or 0)))


def _headers(environ: Mapping[str, Any]) -> dict[str, str]:
    found = {
        name[5:].replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            found[name.replace("_", "-").lower()] = str(environ[name])
    return found


def _reason(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
