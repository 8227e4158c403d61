"""The stand-in with real images: the embedded platform's registry, containerd and emulator.

The image is the platform's own base image of Node; what it runs is a small
client of Lambda's runtime interface, given as the function's entry point.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from local import registry
from local.aws.account import ACCESS_KEY, REGION, SECRET_KEY
from local.aws.serving import Aws, stand_in
from local.paths import default_paths
from tests.local.aws.world import TRUST
from tests.rust import require_cargo

pytestmark = pytest.mark.cluster

SERVICE = """
const http = require("node:http");
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const call = (method, path, headers) => {
  path = "/2018-06-01/runtime/" + path;
  const request = http.request({ host, port, method, path, headers });
  return [request, new Promise((done) => request.on("response", done))];
};
(async () => {
  if (process.env.CRASH) { console.log("no key in the environment"); process.exit(78); }
  for (;;) {
    const [next, answered] = call("GET", "invocation/next", {});
    next.end();
    const response = await answered;
    let event = "";
    for await (const data of response) event += data;
    const id = response.headers["lambda-runtime-aws-request-id"];
    console.log("asked for " + (JSON.parse(event).rawPath ?? event));
    if (event.includes("hang")) await pause(60000);
    if (event.includes("die")) process.exit(1);
    const [out, done] = call("POST", "invocation/" + id + "/response", {
      "Content-Type": "application/vnd.awslambda.http-integration-response",
      "Lambda-Runtime-Function-Response-Mode": "streaming",
      "Transfer-Encoding": "chunked",
    });
    out.setNoDelay(true);
    const headers = { "content-type": "text/plain" };
    const head = { statusCode: 200, headers, cookies: [] };
    out.write(JSON.stringify(head));
    out.write("\\0".repeat(8));
    for (const word of ["one ", "two ", "three"]) { out.write(word); await pause(150); }
    out.end();
    (await done).resume();
  }
})();
"""


@pytest.fixture(scope="module")
def aws() -> Iterator[Aws]:
    """A stand-in in a process of its own."""
    require_cargo()
    with stand_in(default_paths(), registry.NAME, period_scale=0.05) as running:
        yield running


@pytest.fixture(scope="module")
def service(aws: Aws) -> Any:
    """A client of Lambda, with a function `real` behind the alias `live` and its URL."""
    client = _client(aws, "lambda")
    _client(aws, "ecr").create_repository(repositoryName="shipshape/runtime")
    _create(aws, "real", {})
    client.publish_version(FunctionName="real")
    client.create_alias(FunctionName="real", Name="live", FunctionVersion="1")
    for action, condition in (
        ("InvokeFunctionUrl", {"FunctionUrlAuthType": "AWS_IAM"}),
        ("InvokeFunction", {"InvokedViaFunctionUrl": True}),
    ):
        client.add_permission(
            FunctionName="real",
            Qualifier="live",
            StatementId=action,
            Action=f"lambda:{action}",
            Principal="123456789012",
            **condition,
        )
    client.create_function_url_config(
        FunctionName="real", Qualifier="live", AuthType="AWS_IAM", InvokeMode="RESPONSE_STREAM"
    )
    return client


def test_stream_of_a_real_function(aws: Aws, service: Any) -> None:
    """Chunks arrive as the function made them; what it did is in logs and metrics."""
    answer = service.invoke_with_response_stream(
        FunctionName="real", Qualifier="live", Payload=b'{"rawPath": "/words"}', LogType="Tail"
    )
    came = [(time.monotonic(), event) for event in answer["EventStream"]]
    chunks = [(at, each["PayloadChunk"]["Payload"]) for at, each in came if "PayloadChunk" in each]
    text = b"".join(data for _, data in chunks)
    assert text.partition(b"\0" * 8)[2] == b"one two three"
    words = [at for at, data in chunks if data.endswith((b"one ", b"two ", b"three"))]
    assert len(words) == 3
    assert all(0.1 < after - before < 0.3 for before, after in pairwise(words))
    assert answer["ExecutedVersion"] == "1"
    assert _records(aws, "real") == [
        "platform.initStart",
        "platform.start",
        "asked for /words",
        "platform.report",
    ]


def test_function_url(aws: Aws, service: Any) -> None:
    """A signed request to the URL gets status, type and body, piece by piece; others get 403."""
    url = service.get_function_url_config(FunctionName="real", Qualifier="live")["FunctionUrl"]
    request = AWSRequest("GET", f"{url}a/b?c=d")
    SigV4Auth(Credentials(ACCESS_KEY, SECRET_KEY), "lambda", REGION).add_auth(request)
    with httpx.stream("GET", request.url, headers=dict(request.headers.items())) as answer:
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain")
        came = [(time.monotonic(), piece) for piece in answer.iter_raw()]
    assert b"".join(piece for _, piece in came) == b"one two three"
    assert came[-1][0] - came[0][0] > 0.25
    assert httpx.get(url).status_code == 403
    assert "asked for /a/b" in _records(aws, "real")


def test_crash_in_init(aws: Aws, service: Any) -> None:
    """A service that ends before its first event is told with its exit status and its words."""
    _create(aws, "crashes", {"CRASH": "1"})
    answer = service.invoke(FunctionName="crashes", Payload=b"{}", LogType="Tail")
    assert answer["FunctionError"] == "Unhandled"
    told = json.loads(answer["Payload"].read())
    assert told["errorType"] == "Runtime.ExitError"
    assert told["errorMessage"].endswith("Error: Runtime exited with error: exit status 78")
    assert "no key in the environment" in _records(aws, "crashes")


def test_timeout_and_death(aws: Aws, service: Any) -> None:
    """An event that takes too long, or that kills the process; the next one gets a new instance."""
    for event, kind in (("hang", "Sandbox.Timedout"), ("die", "Runtime.ExitError")):
        answer = service.invoke(FunctionName="real", Payload=json.dumps(event).encode())
        assert json.loads(answer["Payload"].read())["errorType"] == kind
    answer = service.invoke(FunctionName="real", Payload=b'"words"')
    assert "FunctionError" not in answer
    del aws


def test_nothing_is_left_running() -> None:
    """When the stand-in is told to end, its instances end before it."""
    require_cargo()
    with stand_in(default_paths(), registry.NAME) as running:
        _client(running, "ecr").create_repository(repositoryName="shipshape/runtime")
        _create(running, "left-running", {})
        _client(running, "lambda").invoke(FunctionName="left-running", Payload=b'"words"')
        assert _processes("left-running") > 0
    assert _processes("left-running") == 0


def test_reaching_the_account_from_inside(aws: Aws, service: Any) -> None:
    """What runs in a function reaches the stand-in: its secrets are read from within."""
    del service
    source = """
    const url = new URL(process.env.AWS_ENDPOINT_URL);
    fetch(url, { method: "POST", body: "{}" }).then((answer) => {
      console.log("answered " + answer.status);
      process.exit(1);
    });
    """
    _create(aws, "inside", {}, source)
    _client(aws, "lambda").invoke(FunctionName="inside", Payload=b"{}")
    assert any(line.startswith("answered ") for line in _records(aws, "inside"))


def _processes(name: str) -> int:
    """How many processes of a function are there."""
    wanted = f"AWS_LAMBDA_FUNCTION_NAME={name}".encode()
    found = 0
    for file in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            found += wanted in file.read_bytes().split(b"\0")
    return found


def _client(aws: Aws, service: str) -> Any:
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=aws.url,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        config=Config(retries={"total_max_attempts": 1}),
    )


def _create(aws: Aws, name: str, variables: dict[str, str], source: str = SERVICE) -> None:
    role = _client(aws, "iam").create_role(
        RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST)
    )
    client = _client(aws, "lambda")
    client.create_function(
        FunctionName=name,
        Role=role["Role"]["Arn"],
        PackageType="Image",
        Code={"ImageUri": os.environ["SHIPSHAPE_RUNTIME_IMAGE"]},
        ImageConfig={"EntryPoint": ["/nodejs/bin/node", "-e"], "Command": [source]},
        MemorySize=256,
        Timeout=3,
        Environment={"Variables": variables},
        LoggingConfig={"LogFormat": "JSON"},
    )
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})


def _records(aws: Aws, name: str) -> list[str]:
    """The log's events in order: the type of a platform's record, or the line itself."""
    events = _client(aws, "logs").filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    return [_kind(event["message"]) for event in events]


def _kind(message: str) -> str:
    return str(json.loads(message)["type"]) if message.startswith("{") else message
