"""A function's logs, in an account that is played by moto."""

import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from moto import mock_aws

from collect.live.lambda_ import snapshot
from tests.collect.live.api_server import serving

REGION = "eu-west-1"
GROUP = "/aws/lambda/chat"
REQUEST = "8f507cfc-0123-4567-89ab-b12ca5eda2c4"
TIMED_OUT = f"""\
START RequestId: {REQUEST} Version: 3
asking the model
2026-11-25T10:00:00.000Z {REQUEST} Task timed out after 3.00 seconds
REPORT RequestId: {REQUEST}\tDuration: 3000.00 ms\tMemory Size: 128 MB\tMax Memory Used: 127 MB"""
RECORD = (
    '{"time":"2026-11-25T10:00:00Z","type":"platform.report","record":{"requestId":"r-1",'
    '"status":"error","errorType":"Runtime.OutOfMemory","metrics":{"durationMs":12.5}}}'
)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An account with the function's log group; gives a client of CloudWatch Logs."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    with mock_aws():
        import boto3

        logs = boto3.client("logs", region_name=REGION)
        logs.create_log_group(logGroupName=GROUP)
        yield logs


def write(logs: Any, stream: str, lines: list[str], age: timedelta = timedelta()) -> None:
    """Let an instance of the function log."""
    logs.create_log_stream(logGroupName=GROUP, logStreamName=stream)
    start = int((time.time() - age.total_seconds()) * 1000) - len(lines)
    logs.put_log_events(
        logGroupName=GROUP,
        logStreamName=stream,
        logEvents=[
            {"timestamp": start + number, "message": f"{line}\n"}
            for number, line in enumerate(lines)
        ],
    )


def test_what_the_newest_instances_logged(account: Any) -> None:
    """Lines by stream, invocations out of text and JSON; nothing older than asked for."""
    write(account, "new", TIMED_OUT.splitlines())
    write(account, "json", [RECORD])
    write(account, "old", ["long ago"], timedelta(hours=5))
    found = snapshot("chat", REGION)
    assert {one.origin: one.text for one in found.logs} == {
        "CloudWatch new": TIMED_OUT,
        "CloudWatch json": RECORD,
    }
    assert {one.request: (one.status, one.memory_used) for one in found.invocations} == {
        REQUEST: ("timeout", 127),
        "r-1": ("error", None),
    }
    assert found.looked_at == ("function chat: 2 log streams",)


def test_one_version_alone(account: Any) -> None:
    """Every stream bears the version of its instance; those of the others are left alone."""
    for version in ("6", "7", "77", "$LATEST"):
        write(account, f"2026/11/25/[{version}]0123456789abcdef", [f"said by {version}"])
    assert [one.text for one in snapshot("chat", REGION, version="7").logs] == ["said by 7"]
    assert len(snapshot("chat", REGION).logs) == 4


@pytest.mark.usefixtures("account")
def test_a_function_that_is_not_there() -> None:
    """By name or ARN; its log group may be there without it."""
    for name in ("chat", f"arn:aws:lambda:{REGION}:123456789012:function:chat:live"):
        found = snapshot(name, REGION)
        assert found.unread == ()
        (said,) = found.statements
        assert said.text.startswith("ResourceNotFoundException: Function not found: ")
    found = snapshot("other", REGION)
    assert [one.partition(":")[0] for one in found.unread] == ["log group /aws/lambda/other"]


def test_a_function_that_can_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lambda's own reasons, and the log group that the function was given."""
    told = {
        "FunctionName": "chat",
        "State": "Failed",
        "StateReason": "Error pulling the image",
        "StateReasonCode": "ImageAccessDenied",
        "LastUpdateStatus": "Successful",
        "LoggingConfig": {"LogGroup": "/shop/chat"},
    }
    with serving() as server:
        server.answers["/2015-03-31/functions/chat/configuration"] = (200, told)
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.port}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
        found = snapshot("chat", REGION)
    assert [one.text for one in found.statements] == ["ImageAccessDenied: Error pulling the image"]
    assert [one.partition(":")[0] for one in found.unread] == ["log group /shop/chat"]


def test_no_region_and_no_boto3(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing that is missing is named."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    assert snapshot("chat").unread == (
        "function chat: You must specify a region.",
        "log group /aws/lambda/chat: You must specify a region.",
    )
    monkeypatch.setitem(sys.modules, "boto3.session", None)
    assert snapshot("chat").unread == (
        "AWS is asked with boto3, which is not installed here: `pip install boto3`",
    )
