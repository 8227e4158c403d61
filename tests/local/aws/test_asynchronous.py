"""Events that nobody waits for: tried again, and sent where failures go."""

import json
import time
from collections.abc import Iterator
from typing import Any

from local.functions.spec import FunctionSpec
from tests.local.aws.running import Fails
from tests.local.aws.world import World


def fails(_: FunctionSpec, __: bytes) -> Iterator[bytes]:
    """Never succeed."""
    raise Fails("Runtime.ExitError", "it is gone")
    yield b""


def test_a_failed_event_goes_to_its_destination(world: World) -> None:
    """After the retries the queue has the event, how often it was tried, and why it failed."""
    client = world.function("later", fails)
    queues = world.client("sqs")
    place = queues.create_queue(QueueName="later-failures")["QueueUrl"]
    arn = "arn:aws:sqs:us-east-1:123456789012:later-failures"
    destination = {"OnFailure": {"Destination": arn}}
    client.put_function_event_invoke_config(
        FunctionName="later", MaximumRetryAttempts=1, DestinationConfig=destination
    )
    found = client.get_function_event_invoke_config(FunctionName="later")
    assert (found["MaximumRetryAttempts"], found["DestinationConfig"]) == (1, destination)
    accepted = client.invoke(FunctionName="later", InvocationType="Event", Payload=b'{"a": 1}')
    assert (accepted["StatusCode"], accepted["Payload"].read()) == (202, b"")
    message = received(queues, place)
    del message["timestamp"]
    assert message == {
        "version": "1.0",
        "requestContext": {
            "requestId": "11111111-2222-3333-4444-555555555555",
            "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:later:$LATEST",
            "condition": "RetriesExhausted",
            "approximateInvokeCount": 2,
        },
        "requestPayload": {"a": 1},
        "responseContext": {
            "statusCode": 200,
            "executedVersion": "$LATEST",
            "functionError": "Unhandled",
        },
        "responsePayload": {"errorType": "Runtime.ExitError", "errorMessage": "it is gone"},
    }


def test_dry_run(world: World) -> None:
    """A dry run says only that it could be done."""
    client = world.function("dry", fails)
    assert client.invoke(FunctionName="dry", InvocationType="DryRun")["StatusCode"] == 204
    assert world.runner.of("dry") == []


def received(queues: Any, place: str) -> dict[str, Any]:
    """The next message of a queue."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        messages = queues.receive_message(QueueUrl=place).get("Messages", [])
        if messages:
            return dict(json.loads(messages[0]["Body"]))
        time.sleep(0.05)
    raise AssertionError("nothing came")
