"""Function URLs: who may call them, and how they answer."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from local.aws.account import ACCESS_KEY, REGION, SECRET_KEY
from local.functions.spec import FunctionSpec
from tests.local.aws.running import Fails
from tests.local.aws.world import World

FORBIDDEN = (
    "Forbidden. For troubleshooting Function URL authorization issues, see: "
    "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"
)
PERMISSIONS: dict[str, dict[str, Any]] = {
    "InvokeFunctionUrl": {"FunctionUrlAuthType": "NONE"},
    "InvokeFunction": {"InvokedViaFunctionUrl": True},
}


def streams(_: FunctionSpec, event: bytes) -> Iterator[bytes]:
    """Answer as the web adapter does: a prelude, then the body in pieces."""
    request = json.loads(event)
    head = {"statusCode": 201, "headers": {"content-type": "text/plain"}, "cookies": ["a=b"]}
    yield json.dumps(head).encode() + b"\0" * 8
    yield f"{request['requestContext']['http']['method']} {request['rawPath']} ".encode()
    time.sleep(0.2)
    yield request["rawQueryString"].encode()


def buffers(_: FunctionSpec, event: bytes) -> Iterator[bytes]:
    """Answer in one document."""
    body = json.loads(event).get("body", "")
    yield json.dumps({"statusCode": 202, "headers": {"x-a": "b"}, "body": f"got {body}"}).encode()


def dies(_: FunctionSpec, __: bytes) -> Iterator[bytes]:
    """Fail before anything is answered."""
    raise Fails("Runtime.ExitError", "it is gone")
    yield b""


def url(world: World, name: str, program: Any, **settings: Any) -> str:
    """A function behind an alias with a URL, and both permissions unless told otherwise."""
    permissions = settings.pop("permissions", PERMISSIONS)
    client = world.function(name, program)
    client.publish_version(FunctionName=name)
    client.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    for action, condition in permissions.items():
        client.add_permission(
            FunctionName=name,
            Qualifier="live",
            StatementId=action,
            Action=f"lambda:{action}",
            Principal="*",
            **condition,
        )
    made = client.create_function_url_config(
        FunctionName=name, Qualifier="live", **{"AuthType": "NONE", **settings}
    )
    while client.get_function_configuration(FunctionName=name, Qualifier="1")["State"] != "Active":
        time.sleep(0.01)
    return str(made["FunctionUrl"])


def test_streamed(world: World) -> None:
    """Status, headers and cookies come from the prelude, the body in pieces as they are made."""
    place = url(world, "streams", streams, InvokeMode="RESPONSE_STREAM")
    assert place == f"{world.url}/lambda-url/us-east-1/streams/live/"
    with httpx.stream("POST", f"{place}a%20b?c=d") as answer:
        came = [(time.monotonic(), piece) for piece in answer.iter_raw()]
    assert answer.status_code == 201
    assert answer.headers["content-type"] == "text/plain"
    assert answer.headers["set-cookie"] == "a=b"
    assert [piece for _, piece in came] == [b"POST /a%20b ", b"c=d"]
    assert came[1][0] - came[0][0] > 0.15


def test_buffered(world: World) -> None:
    """A document with a status is the answer that it describes."""
    place = url(world, "buffers", buffers)
    answer = httpx.post(place, json={"a": 1})
    assert (answer.status_code, answer.headers["x-a"]) == (202, "b")
    assert answer.text == 'got {"a":1}'


def test_buffered_url_before_a_streaming_function(world: World) -> None:
    """Pain 31: with the pair at odds the client gets the prelude as text, as on AWS."""
    place = url(world, "at-odds", streams)
    answer = httpx.get(place)
    assert answer.status_code == 200
    assert answer.content.partition(b"\0" * 8)[2] == b"GET / "


@pytest.mark.parametrize("mode", ["BUFFERED", "RESPONSE_STREAM"])
def test_failed(world: World, mode: str) -> None:
    """A function that fails before it answers is a bad gateway, and tells the client no more."""
    place = url(world, f"dies-{mode.lower()}", dies, InvokeMode=mode)
    answer = httpx.get(place)
    assert (answer.status_code, answer.json()) == (502, {"Message": "Internal Server Error"})


@pytest.mark.parametrize("missing", PERMISSIONS)
def test_a_missing_permission_is_403(world: World, missing: str) -> None:
    """Pain 30: since October 2025 both permissions are needed."""
    kept = {action: each for action, each in PERMISSIONS.items() if action != missing}
    place = url(world, f"without-{missing.lower()}", streams, permissions=kept)
    answer = httpx.get(place)
    assert (answer.status_code, answer.json()["Message"]) == (403, FORBIDDEN)


def test_iam(world: World) -> None:
    """With AWS_IAM a request must be signed, for Lambda, with a key that fits."""
    permissions = {**PERMISSIONS, "InvokeFunctionUrl": {"FunctionUrlAuthType": "AWS_IAM"}}
    place = url(world, "iam", buffers, AuthType="AWS_IAM", permissions=permissions)

    def status(key: str, secret: str, service: str) -> int:
        request = AWSRequest(
            "GET", f"{place}a%20b/%C3%A9?d=e%20f&b", headers={"x-custom": "two   words"}
        )
        SigV4Auth(Credentials(key, secret), service, REGION).add_auth(request)
        return httpx.get(request.url, headers=dict(request.headers.items())).status_code

    assert httpx.get(place).status_code == 403
    assert status(ACCESS_KEY, SECRET_KEY, "lambda") == 202
    assert status(ACCESS_KEY, "another-fake-secret", "lambda") == 403
    assert status("another-key", SECRET_KEY, "lambda") == 403
    assert status(ACCESS_KEY, SECRET_KEY, "execute-api") == 403


def test_policies_are_those_of_the_alias(world: World) -> None:
    """A permission for an alias is in the alias's policy alone, with its conditions."""
    url(world, "policies", streams)
    client = world.client("lambda")
    policy = json.loads(client.get_policy(FunctionName="policies", Qualifier="live")["Policy"])
    resource = "arn:aws:lambda:us-east-1:123456789012:function:policies:live"
    base = {"Effect": "Allow", "Principal": "*", "Resource": resource}
    assert policy == {
        "Version": "2012-10-17",
        "Id": "default",
        "Statement": [
            {
                **base,
                "Sid": "InvokeFunctionUrl",
                "Action": "lambda:InvokeFunctionUrl",
                "Condition": {"StringEquals": {"lambda:FunctionUrlAuthType": "NONE"}},
            },
            {
                **base,
                "Sid": "InvokeFunction",
                "Action": "lambda:InvokeFunction",
                "Condition": {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}},
            },
        ],
    }
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_policy(FunctionName="policies")
    client.remove_permission(
        FunctionName="policies", Qualifier="live", StatementId="InvokeFunctionUrl"
    )
    assert httpx.get(f"{world.url}/lambda-url/us-east-1/policies/live/").status_code == 403


def test_answers_are_counted(world: World) -> None:
    """By what the caller got, for the alias the URL belongs to; a refusal counts, too."""

    def answers(_: FunctionSpec, event: bytes) -> Iterator[bytes]:
        path = json.loads(event)["rawPath"]
        yield json.dumps({"statusCode": int(path.strip("/")), "body": ""}).encode()

    place = url(world, "counted", answers)
    for status in (200, 404, 500, 503):
        assert httpx.get(f"{place}{status}").status_code == status
    world.client("lambda").remove_permission(
        FunctionName="counted", Qualifier="live", StatementId="InvokeFunction"
    )
    assert httpx.get(f"{place}200").status_code == 403
    services = world.application.region(REGION).services
    where = {"FunctionName": "counted", "Resource": "counted:live"}
    found = {
        name: sum(value for _, value in services.measured("AWS/Lambda", name, where))
        for name in ("UrlRequestCount", "Url4xxCount", "Url5xxCount")
    }
    assert found == {"UrlRequestCount": 5.0, "Url4xxCount": 2.0, "Url5xxCount": 2.0}
