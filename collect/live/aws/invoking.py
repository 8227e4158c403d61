"""Invoking a function as its URL would, and what came back, piece by piece."""

import base64
import json
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from collect.parsing.fields import text
from collect.parsing.function_answer import FunctionAnswer, Piece

from .session import MISSING, Clients, code_of, words_of

FEWEST = 5
ENOUGH = 5.0
"""Pieces, and seconds of them, that tell how a stream comes: nobody needs all of a long answer."""

_HOST = "release.invalid"
_CALLER = {
    "accountId": "anonymous",
    "apiId": "release",
    "domainName": _HOST,
    "domainPrefix": "release",
    "requestId": "release",
    "routeKey": "$default",
    "stage": "$default",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A request as an HTTP client would send it; `path` may carry a query."""

    method: str = "GET"
    path: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Invoked:
    """What an invocation came to.

    `status` is the service's own, 0 if it gave none; header names are in small letters.
    `streamed` tells that the answer came as a stream and not as one document. `error_type` and
    `error` are the function's failure, `log` is the end of what the invocation logged. `refused`
    is AWS's own no, or how the way to it broke, and `code` the name of that. `seconds` is all the
    time that it took.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()
    streamed: bool = False
    error_type: str = ""
    error: str = ""
    log: str = ""
    refused: str = ""
    code: str = ""
    seconds: float = 0.0

    @property
    def body(self) -> str:
        """The body as text."""
        return b"".join(piece.content for piece in self.pieces).decode(errors="replace")


def invoke(function: str, qualifier: str, request: Request, region: str, seconds: float) -> Invoked:
    """Invoke a version or an alias. Never raises: the answer says what went wrong.

    It is asked once, for an invocation costs money and may change things. `seconds` is the longest
    silence, and how long an answer is read: of one that goes on, what came until then is kept.
    """
    began = time.monotonic()
    try:
        client = Clients(region, silence=seconds, attempts=1)("lambda")
        began = time.monotonic()
        answer = client.invoke_with_response_stream(
            FunctionName=function,
            Qualifier=qualifier,
            LogType="Tail",
            Payload=json.dumps(event(request)).encode(),
        )
        found = _read(answer["EventStream"], began, seconds)
    except ImportError:
        found = Invoked(refused=MISSING, code="ImportError")
    except Exception as error:  # noqa: BLE001  # no rights, no network, no such version: all told
        found = _refused(Invoked(), error)
    return replace(found, seconds=time.monotonic() - began)


def event(request: Request) -> dict[str, Any]:
    """The event that a function URL sends: payload format 2.0."""
    path, _, query = request.path.partition("?")
    now = time.time()
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"host": _HOST, **{name.lower(): one for name, one in request.headers.items()}},
        "requestContext": {
            **_CALLER,
            "http": {
                "method": request.method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": "shipshape",
            },
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
            "timeEpoch": int(now * 1000),
        },
        **({"body": request.body} if request.body else {}),
        "isBase64Encoded": False,
    }


def _read(events: Any, began: float, seconds: float) -> Invoked:
    """All that came until the end, until there is enough of it, or until it broke off."""
    answer, ended = FunctionAnswer(), None
    with closing(events):
        try:
            for one in events:
                at = time.monotonic() - began
                if "PayloadChunk" in one:
                    answer.feed(one["PayloadChunk"].get("Payload", b""), at)
                ended = one.get("InvokeComplete", ended)
                if at > seconds or _is_enough(answer):
                    break
        except Exception as error:  # noqa: BLE001  # what came before is worth telling
            return _refused(_invoked(answer, ended), error)
    found = _invoked(answer, ended)
    late = ended is None and not found.status
    return replace(found, refused=f"no answer within {seconds:g} s", code="Late") if late else found


def _refused(found: Invoked, error: Exception) -> Invoked:
    return replace(found, refused=words_of(error), code=code_of(error) or type(error).__name__)


def _is_enough(answer: FunctionAnswer) -> bool:
    pieces = answer.pieces
    return len(pieces) >= FEWEST and pieces[-1].at - pieces[0].at >= ENOUGH


def _invoked(answer: FunctionAnswer, ended: Mapping[str, Any] | None) -> Invoked:
    """The answer, and how the invocation ended: None if it has not."""
    failed = text(ended, "ErrorCode")
    kind, error = "", ""
    if failed:
        said = text(ended, "ErrorDetails") or answer.body.decode(errors="replace")
        kind, error = _failure(said)
    elif ended is not None:
        answer.end()
    return Invoked(
        status=answer.status,
        headers=answer.headers,
        pieces=tuple(answer.pieces) if answer.status else (),
        streamed=answer.streamed,
        error_type=kind or failed,
        error=error,
        log=_tail(text(ended, "LogResult")),
    )


def _failure(details: str) -> tuple[str, str]:
    """Type and message of a function's failure; runtimes write them as JSON."""
    try:
        told = json.loads(details)
    except ValueError:
        return "", details
    return text(told, "errorType"), text(told, "errorMessage") or details


def _tail(encoded: str) -> str:
    """The last 4 KiB of the invocation's log."""
    try:
        return base64.b64decode(encoded).decode(errors="replace")
    except ValueError:
        return ""
