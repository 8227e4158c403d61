"""The event that a function URL makes of an HTTP request: payload version 2.0. Pure."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

_TEXT = ("text/", "application/json", "application/javascript", "application/xml")


@dataclass(frozen=True)
class UrlRequest:
    """An HTTP request to a function URL. `path` may have a query; headers are sent once each."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def url_event(request: UrlRequest, request_id: str, at: datetime | None = None) -> bytes:
    """The event as JSON, for a URL without a custom domain."""
    moment = at or datetime.now(UTC)
    path, _, query = request.path.partition("?")
    headers = {name.lower(): value for name, value in request.headers.items()}
    cookies = [one.strip() for one in headers.pop("cookie", "").split(";") if one.strip()]
    text = _is_text(headers)
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        **({"cookies": cookies} if cookies else {}),
        "headers": headers,
        **_parameters(query),
        "requestContext": _context(request, path, headers, request_id, moment),
        **_body(request.body, text=text),
    }
    return json.dumps(event).encode()


def _context(
    request: UrlRequest, path: str, headers: Mapping[str, str], request_id: str, moment: datetime
) -> dict[str, object]:
    domain = headers.get("host", "function.lambda-url.us-east-1.on.aws")
    return {
        "accountId": "anonymous",
        "apiId": domain.partition(".")[0],
        "domainName": domain,
        "domainPrefix": domain.partition(".")[0],
        "http": {
            "method": request.method.upper(),
            "path": path,
            "protocol": "HTTP/1.1",
            "sourceIp": "127.0.0.1",
            "userAgent": headers.get("user-agent", ""),
        },
        "requestId": request_id,
        "routeKey": "$default",
        "stage": "$default",
        "time": moment.strftime("%d/%b/%Y:%H:%M:%S %z"),
        "timeEpoch": int(moment.timestamp() * 1000),
    }


def _parameters(query: str) -> dict[str, object]:
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    joined = {name: ",".join(values) for name, values in found.items()}
    return {"queryStringParameters": joined} if joined else {}


def _body(body: bytes, *, text: bool) -> dict[str, object]:
    if not body:
        return {"isBase64Encoded": False}
    if text:
        return {"body": body.decode("utf-8"), "isBase64Encoded": False}
    return {"body": base64.b64encode(body).decode("ascii"), "isBase64Encoded": True}


def _is_text(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").startswith(_TEXT)
