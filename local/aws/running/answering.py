"""Invoke and InvokeWithResponseStream, as the Lambda service answers them."""

import base64
import json
import threading
from collections.abc import Iterator
from typing import Any

from local.aws import eventstream
from local.aws.control import finding
from local.aws.control.state import Region
from local.aws.http import Reply
from local.aws.protocol import Parameters
from local.aws.running import retrying
from local.aws.running.execution import Execution, Machine, begin

_TAIL = "Tail"


def invoke(region: Region, machine: Machine, parameters: Parameters) -> Reply:
    """Invoke: at once, later (Event), or not at all (DryRun)."""
    kind = parameters.get("InvocationType", "RequestResponse")
    event = parameters.get("Payload") or b"{}"
    function, qualifier = finding.qualified(region, parameters)
    if kind == "DryRun":
        return Reply(204)
    if kind == "Event":
        wanted = retrying.Wanted(region, machine, function, qualifier, event)
        threading.Thread(target=retrying.run, args=(wanted,), daemon=True).start()
        return Reply(202)
    execution = begin(region, machine, function, qualifier)
    payload = b"".join(execution.pieces(event, streaming=False))
    return buffered(execution, payload, tail=parameters.get("LogType") == _TAIL)


def stream(region: Region, machine: Machine, parameters: Parameters) -> Reply:
    """InvokeWithResponseStream: events in frames, each sent when its piece comes."""
    function, qualifier = finding.qualified(region, parameters)
    execution = begin(region, machine, function, qualifier)
    event = parameters.get("Payload") or b"{}"
    return Reply(
        200,
        _frames(execution, event, tail=parameters.get("LogType") == _TAIL),
        {
            "Content-Type": eventstream.CONTENT_TYPE,
            "X-Amz-Executed-Version": execution.version,
            "x-amzn-RequestId": execution.request_id,
        },
    )


def buffered(execution: Execution, payload: bytes, *, tail: bool) -> Reply:
    """The whole answer of an invocation that is over."""
    headers = {
        "Content-Type": "application/json",
        "X-Amz-Executed-Version": execution.version,
        "x-amzn-RequestId": execution.request_id,
    }
    if execution.failure is not None:
        headers["X-Amz-Function-Error"] = "Unhandled"
    if tail:
        headers["X-Amz-Log-Result"] = encoded(execution.tail)
    return Reply(200, told(execution, payload), headers)


def told(execution: Execution, payload: bytes) -> bytes:
    """The payload: the runtime's own words about an error, or else the service's."""
    failure = execution.failure
    if failure is None or _is_error(payload):
        return payload
    return json.dumps({"errorType": failure.kind, "errorMessage": failure.message}).encode()


def encoded(tail: str) -> str:
    """The end of the log as it goes into a header."""
    return base64.b64encode(tail.encode()).decode()


def _frames(execution: Execution, event: bytes, *, tail: bool) -> Iterator[bytes]:
    for piece in execution.pieces(event, streaming=True):
        yield eventstream.chunk(piece)
    failure = execution.failure
    details = None
    if failure is not None:
        details = json.dumps({"errorType": failure.kind, "errorMessage": failure.message})
    log = encoded(execution.tail) if tail else None
    yield eventstream.complete(failure.kind if failure else None, details, log)


def _is_error(payload: bytes) -> bool:
    try:
        found: Any = json.loads(payload)
    except ValueError:
        return False
    return isinstance(found, dict) and "errorMessage" in found
