"""Asynchronous invocations: tried again after a failure, then sent to where failures go."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.aws.control.describing import stamp
from local.aws.control.state import Function, Region
from local.aws.errors import AwsError
from local.aws.running.execution import Execution, Machine, begin

RETRIES = 2
"""How often a failed event is tried again unless configured (AWS, "Asynchronous invocation")."""

PAUSE_SECONDS = 0.1
"""Between attempts. AWS waits one minute, then two: nothing here is worth waiting that long for."""


@dataclass(frozen=True)
class Wanted:
    """An event that was accepted, and the function it is for."""

    region: Region
    machine: Machine
    function: Function
    qualifier: str
    event: bytes


def run(wanted: Wanted) -> None:
    """Run the event until it succeeds or the attempts are used up."""
    config = wanted.function.destinations.get(wanted.qualifier, {})
    attempts = int(config.get("MaximumRetryAttempts", RETRIES)) + 1
    execution, payload = None, b""
    for attempt in range(attempts):
        time.sleep(PAUSE_SECONDS if attempt else 0)
        try:
            execution = begin(wanted.region, wanted.machine, wanted.function, wanted.qualifier)
        except AwsError:
            continue
        payload = b"".join(execution.pieces(wanted.event, streaming=False))
        if execution.failure is None:
            _send(wanted, config, "OnSuccess", record(wanted, execution, payload, attempt + 1))
            return
    _dead(wanted)
    _send(wanted, config, "OnFailure", record(wanted, execution, payload, attempts))


def record(
    wanted: Wanted, execution: Execution | None, payload: bytes, attempts: int
) -> dict[str, Any]:
    """What a destination is told about an event."""
    failed = execution is None or execution.failure is not None
    answer = {
        "statusCode": 200,
        "executedVersion": execution.version if execution else wanted.function.latest.version,
    }
    failure = execution.failure if execution else None
    if failure is not None:
        answer["functionError"] = "Unhandled"
        told: object = {"errorType": failure.kind, "errorMessage": failure.message}
    else:
        told = _read(payload)
    return {
        "version": "1.0",
        "timestamp": stamp(datetime.now(UTC)).replace("+0000", "Z"),
        "requestContext": {
            "requestId": execution.request_id if execution else "",
            "functionArn": f"{wanted.function.arn}:{wanted.qualifier or '$LATEST'}",
            "condition": "RetriesExhausted" if failed else "Success",
            "approximateInvokeCount": attempts,
        },
        "requestPayload": _read(wanted.event),
        "responseContext": answer,
        "responsePayload": told,
    }


def _send(wanted: Wanted, config: Mapping[str, Any], when: str, message: dict[str, Any]) -> None:
    target = config.get("DestinationConfig", {}).get(when, {}).get("Destination", "")
    if ":sqs:" in target:
        wanted.region.services.send(target, json.dumps(message))


def _dead(wanted: Wanted) -> None:
    queue = wanted.function.latest.settings.get("DeadLetterConfig", {}).get("TargetArn") or ""
    if ":sqs:" in queue:
        wanted.region.services.send(queue, wanted.event.decode(errors="replace"))


def _read(text: bytes) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text.decode(errors="replace")
