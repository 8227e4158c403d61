"""Answering function URLs: who may, which version, streamed or in one piece."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import uuid4

from local.aws.control.permissions import allows
from local.aws.control.state import Function, Region
from local.aws.errors import AwsError
from local.aws.http import Reply, Request
from local.aws.running import measuring
from local.aws.running.execution import Execution, Machine, begin
from local.aws.signing import Secrets, check, signed
from local.functions.prelude import split
from local.functions.url_event import UrlRequest, url_event

PREFIX = "/lambda-url/"
_PARTS = 4

_FORBIDDEN = (
    "Forbidden. For troubleshooting Function URL authorization issues, see: "
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"
)


def answer(region: Region, machine: Machine, request: Request, secret_of: Secrets) -> Reply:
    """Answer one request to `/lambda-url/REGION/FUNCTION/QUALIFIER/...`."""
    _, _, name, qualifier, *_ = [*request.segments, "", "", ""]
    qualifier = "" if qualifier == "_" else qualifier
    function = region.functions.get(name)
    config = function.urls.get(qualifier) if function else None
    if function is None or config is None:
        return _json(404, {"Message": None})
    try:
        _permit(function, qualifier, config, request, secret_of)
        execution = begin(region, machine, function, qualifier)
    except AwsError as refused:
        reply = refused.reply()
        counted = measuring.answered(reply.status)
        data = measuring.data(name, qualifier, None, counted)
        region.services.measure(measuring.NAMESPACE, data)
        return reply
    event = url_event(_inner(request), str(uuid4()))
    if config["InvokeMode"] == "RESPONSE_STREAM":
        reply = _streamed(execution, event)
    else:
        reply = _whole(execution, b"".join(execution.pieces(event, streaming=False)))
    execution.measure(measuring.answered(reply.status))
    return reply


def region_of(request: Request) -> str | None:
    """The region of a function URL; None for any other request."""
    if not request.path.startswith(PREFIX) or len(request.segments) < _PARTS:
        return None
    return request.segments[1]


def _permit(
    function: Function,
    qualifier: str,
    config: Mapping[str, Any],
    request: Request,
    secret_of: Secrets,
) -> None:
    """Refuse who may not: both permissions must be there. Raises AwsError."""
    if config["AuthType"] == "AWS_IAM":
        claim = signed(request)
        if claim is None or claim.service != "lambda":
            raise _forbidden()
        check(request, claim, secret_of)
    given = {
        "lambda:FunctionUrlAuthType": config["AuthType"],
        "lambda:InvokedViaFunctionUrl": "true",
    }
    for action in ("lambda:InvokeFunctionUrl", "lambda:InvokeFunction"):
        if not allows(function, qualifier, action, given):
            raise _forbidden()


def _forbidden() -> AwsError:
    return AwsError("AccessDeniedException", _FORBIDDEN, 403)


def _inner(request: Request) -> UrlRequest:
    """The request as the function sees it: without what comes before its own path."""
    path = "/" + "/".join(request.path.split("/")[_PARTS + 1 :])
    path = f"{path}?{request.query}" if request.query else path
    return UrlRequest(request.method, path, request.headers, request.body)


def _streamed(execution: Execution, event: bytes) -> Reply:
    kept: list[bytes] = []
    pieces = execution.pieces(event, streaming=True)
    try:
        head, body = split(_noted(pieces, kept))
    except ValueError:
        if execution.failure is not None:
            return _failed()
        return Reply(200, b"".join(kept), {"Content-Type": "application/octet-stream"})
    return Reply(head.status, body, head.headers, head.cookies)


def _noted(pieces: Iterable[bytes], kept: list[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        kept.append(piece)
        yield piece


def _whole(execution: Execution, payload: bytes) -> Reply:
    """The answer that a payload stands for; one without a status is the body itself."""
    if execution.failure is not None:
        return _failed()
    try:
        content = json.loads(payload)
    except ValueError:
        content = None
    if not isinstance(content, dict) or "statusCode" not in content:
        return Reply(200, payload, {"Content-Type": "application/json"})
    body = str(content.get("body") or "").encode()
    headers = {str(key): str(each) for key, each in (content.get("headers") or {}).items()}
    return Reply(
        int(content["statusCode"]),
        base64.b64decode(body) if content.get("isBase64Encoded") else body,
        {"Content-Type": "application/json", **headers},
        tuple(content.get("cookies") or ()),
    )


def _failed() -> Reply:
    return _json(502, {"Message": "Internal Server Error"})


def _json(status: int, body: Mapping[str, Any]) -> Reply:
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json"})
