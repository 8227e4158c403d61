"""Versions of a function: one that is well, and those with each fault."""

import json
from collections.abc import Callable, Iterable, Iterator

from tests.collect.live.aws.account import Event, Failure, Refusal, prelude, slowly

Service = Callable[[Event], Iterable[bytes | Failure] | Refusal]
REQUEST = "8f507cfc-0123-4567-89ab-b12ca5eda2c4"
EVENTS = [b'data: {"type":"text-delta","delta":"%d "}\n\n' % number for number in range(10)]


def healthy(event: Event) -> bool:
    """Whether it is asked for its health."""
    return bool(event["rawPath"] == "/health/ready")


def well(event: Event) -> Iterable[bytes | Failure]:
    """Well, and it streams."""
    if healthy(event):
        return [prelude(200, content_type="application/json"), b'{"status":"ok"}']
    return _streamed()


def _streamed() -> Iterator[bytes]:
    yield prelude(200, content_type="text/event-stream")
    yield from slowly(EVENTS)


def at_once(event: Event) -> Iterable[bytes | Failure]:
    """Well, and it waits for the whole answer before it sends any of it."""
    return well(event) if healthy(event) else _kept()


def _kept() -> Iterator[bytes]:
    whole = b"".join(slowly(EVENTS))
    yield prelude(200, content_type="text/event-stream")
    yield whole


def buffered(event: Event) -> Iterable[bytes | Failure]:
    """Behind an adapter that isn't told to stream."""
    body = '{"status":"ok"}' if healthy(event) else b"".join(slowly(EVENTS, 0.02)).decode()
    headers = {"content-type": "text/event-stream"}
    return [json.dumps({"statusCode": 200, "headers": headers, "body": body}).encode()]


def unwell(_: Event) -> Iterable[bytes | Failure]:
    """It runs, and its health says no."""
    return [prelude(503, content_type="application/json"), b'{"failing":["model_provider"]}']


def crashing(_: Event) -> Iterable[bytes | Failure]:
    """It ends before it can be asked anything."""
    message = f"RequestId: {REQUEST} Error: Runtime exited with error: exit status 1"
    log = f"Error: Cannot find module 'express'\nRequestId: {REQUEST} Error: Runtime exited\n"
    return [Failure("Runtime.ExitError", message, log)]


def late(_: Event) -> Iterable[bytes | Failure]:
    """It is cut off by its timeout."""
    message = f"RequestId: {REQUEST} Error: Task timed out after 3.00 seconds"
    log = (
        f"2026-11-25T10:00:00.000Z {REQUEST} Task timed out after 3.00 seconds\n"
        f"REPORT RequestId: {REQUEST}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\t"
        "Memory Size: 1024 MB\tMax Memory Used: 90 MB\tStatus: timeout\n"
    )
    return [Failure("Sandbox.Timedout", message, log)]


def failing_midway(event: Event) -> Iterable[bytes | Failure]:
    """Well, and its stream tells of an error."""
    error = b'data: {"type":"error","errorText":"provider_failed"}\n\n'
    return (
        well(event) if healthy(event) else [prelude(200, content_type="text/event-stream"), error]
    )


def throttled(_: Event) -> Refusal:
    """No instance may start."""
    return Refusal(429, "TooManyRequestsException", "Rate Exceeded.")


class Pending:
    """Made ready by AWS after the first question."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, event: Event) -> Iterable[bytes | Failure] | Refusal:
        """Refuse once."""
        self.asked += 1
        if self.asked == 1:
            said = "The operation cannot be performed: the function is in the state Pending"
            return Refusal(409, "ResourceConflictException", said)
        return well(event)
