"""Invoke and InvokeWithResponseStream, as clients see them."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

import pytest
from botocore.exceptions import ClientError

from local.errors import CannotDo
from local.functions.spec import FunctionSpec
from tests.local.aws.running import Fails, Instance, Runner
from tests.local.aws.world import World

LOG = (
    "START RequestId: 11111111-2222-3333-4444-555555555555 Version: $LATEST\n"
    "one line of the function\n"
    "END RequestId: 11111111-2222-3333-4444-555555555555\n"
    "REPORT RequestId: 11111111-2222-3333-4444-555555555555\tDuration: 250.00 ms\n"
)


def echo(_: FunctionSpec, event: bytes) -> Iterator[bytes]:
    """Answer with the event."""
    yield event


def slow(_: FunctionSpec, __: bytes) -> Iterator[bytes]:
    """Three pieces, a tenth of a second apart."""
    for word in (b"one ", b"two ", b"three"):
        yield word
        time.sleep(0.1)


def breaks(_: FunctionSpec, __: bytes) -> Iterator[bytes]:
    """A piece, and then the process is gone."""
    yield b"one "
    raise Fails("Runtime.ExitError", "RequestId: x Error: Runtime exited with error: exit status 1")


def test_invoke(world: World) -> None:
    """The answer comes back with the version that gave it and the end of the log."""
    client = world.function("echo", echo)
    answer = client.invoke(FunctionName="echo", Payload=b'{"a": 1}', LogType="Tail")
    assert answer["StatusCode"] == 200
    assert answer["ExecutedVersion"] == "$LATEST"
    assert "FunctionError" not in answer
    assert json.loads(answer["Payload"].read()) == {"a": 1}
    assert base64.b64decode(answer["LogResult"]).decode() == LOG


def test_stream_comes_piece_by_piece(world: World) -> None:
    """Each piece arrives when the function makes it, not all at the end."""
    client = world.function("slow", slow)
    answer = client.invoke_with_response_stream(FunctionName="slow", LogType="Tail")
    came = [(time.monotonic(), event) for event in answer["EventStream"]]
    assert [event for _, event in came] == [
        {"PayloadChunk": {"Payload": b"one "}},
        {"PayloadChunk": {"Payload": b"two "}},
        {"PayloadChunk": {"Payload": b"three"}},
        {"InvokeComplete": {"LogResult": base64.b64encode(LOG.encode()).decode()}},
    ]
    assert all(0.08 < after - before < 0.3 for (before, _), (after, _) in pairwise(came))


def test_stream_that_breaks(world: World) -> None:
    """What came before the failure is kept, and the failure is told at the end."""
    client = world.function("breaks", breaks)
    answer = client.invoke_with_response_stream(FunctionName="breaks")
    assert list(answer["EventStream"]) == [
        {"PayloadChunk": {"Payload": b"one "}},
        {
            "InvokeComplete": {
                "ErrorCode": "Runtime.ExitError",
                "ErrorDetails": '{"errorType": "Runtime.ExitError", "errorMessage": '
                '"RequestId: x Error: Runtime exited with error: exit status 1"}',
            }
        },
    ]


def test_as_many_at_once_as_are_reserved(world: World) -> None:
    """A second event beside the first gets an instance of its own, if there is room for it."""
    client = world.function("crowded", slow)

    def beside() -> int:
        """The status of an invocation while another one streams."""
        events = iter(client.invoke_with_response_stream(FunctionName="crowded")["EventStream"])
        next(events)
        try:
            return int(client.invoke(FunctionName="crowded")["StatusCode"])
        except client.exceptions.TooManyRequestsException as refused:
            return int(refused.response["ResponseMetadata"]["HTTPStatusCode"])
        finally:
            assert "InvokeComplete" in list(events)[-1]

    client.put_function_concurrency(FunctionName="crowded", ReservedConcurrentExecutions=1)
    assert beside() == 429
    client.delete_function_concurrency(FunctionName="crowded")
    assert beside() == 200
    assert [each.stopped for each in world.runner.of("crowded")] == [False, True]


def test_a_listener_who_leaves(world: World) -> None:
    """The function goes on to its end, is written down, and answers the next event."""
    client = world.function("left", slow)
    answer = client.invoke_with_response_stream(FunctionName="left")
    next(iter(answer["EventStream"]))
    answer["EventStream"].close()
    logs = world.client("logs")
    deadline = time.monotonic() + 5
    told: list[str] = []
    while len(told) < LOG.count("\n") and time.monotonic() < deadline:
        with suppress(logs.exceptions.ResourceNotFoundException):
            found = logs.filter_log_events(logGroupName="/aws/lambda/left")["events"]
            told = [event["message"] for event in found]
        time.sleep(0.05)
    assert "\n".join(told) + "\n" == LOG
    client.invoke(FunctionName="left")
    assert len(world.runner.of("left")) == 1


def test_a_machine_that_cannot_run_functions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with this machine, and not the function, is told as the service's fault."""
    client = world.function("unlucky", echo)
    client.put_function_concurrency(FunctionName="unlucky", ReservedConcurrentExecutions=1)

    def start(*_: object) -> Instance:
        raise CannotDo("containerd does not run: `make up` starts it.")

    monkeypatch.setattr(Runner, "__call__", start)
    for _ in range(2):  # the failed one takes up no room
        told = json.loads(client.invoke(FunctionName="unlucky")["Payload"].read())
        assert told == {
            "errorType": "ServiceException",
            "errorMessage": "containerd does not run: `make up` starts it.",
        }


def test_init_failure(world: World) -> None:
    """An image that can't start is a function error in the service's words."""
    client = world.function("no-entry-point")
    answer = client.invoke(FunctionName="no-entry-point")
    assert answer["FunctionError"] == "Unhandled"
    told = json.loads(answer["Payload"].read())
    request_id = answer["ResponseMetadata"]["RequestId"]
    assert told == {
        "errorType": "Runtime.InvalidEntrypoint",
        "errorMessage": f"RequestId: {request_id} Error: fork/exec /app: exec format error",
    }


def test_reserved_concurrency_throttles(world: World) -> None:
    """Without room there is no invocation, and the answer says why."""
    client = world.function("throttled", echo)
    client.put_function_concurrency(FunctionName="throttled", ReservedConcurrentExecutions=0)
    with pytest.raises(ClientError) as refused:
        client.invoke(FunctionName="throttled")
    error = refused.value.response
    assert error["Error"] == {"Code": "TooManyRequestsException", "Message": "Rate Exceeded."}
    assert error["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 429
