"""The preload that fetches secrets on AWS Lambda, against AWS' own signing code and stores.

moto serves the stores' API as boto3's own model describes it, but checks no signature; botocore's
signer says what the signature must be.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import botocore.auth
import pytest
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto.server import ThreadedMotoServer

from .test_app import APP, dependencies

__all__ = ["dependencies"]

REGION = "eu-west-1"
ROLE = {"AWS_ACCESS_KEY_ID": "AKIDFAKE", "AWS_SECRET_ACCESS_KEY": "fake/secret+key"}
AT = datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=UTC)
TELL = "console.log(JSON.stringify(process.env))"
SIGN = """
const { signedHeaders } = await import("./src/preload/signature.ts");
const [call, credentials, time] = JSON.parse(process.env.ASKED);
const signed = { ...call, endpoint: new URL(call.endpoint) };
console.log(JSON.stringify(signedHeaders(signed, credentials, new Date(time))));
"""


def run_node(
    code: str, environment: Mapping[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    """A piece of code under the service's own Node."""
    found = subprocess.run(
        ["node", "node22/run.mjs", "-p", "process.execPath"],
        cwd=APP, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return subprocess.run(
        [found.stdout.strip(), *options, "--input-type=module", "-e", code],
        cwd=APP, env=dict(environment), capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def printed(done: subprocess.CompletedProcess[str]) -> Any:
    """The JSON that it printed; the test fails with its errors when it ended badly."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def aws() -> Iterator[str]:
    """An AWS with both stores; its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def preload() -> Path:
    """The built file, as the image holds it."""
    subprocess.run(["node", "node22/run.mjs", "build.mjs"], cwd=APP, timeout=120, check=True)
    return APP / "dist" / "secrets.mjs"


def client(service: str, endpoint: str) -> Any:
    """A client of the stand-in."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=ROLE["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROLE["AWS_SECRET_ACCESS_KEY"],
    )


@pytest.mark.parametrize("token", [None, "fake-session-token//=="])
@pytest.mark.parametrize(
    ("service", "target", "endpoint"),
    [
        ("secretsmanager", "secretsmanager.GetSecretValue", "https://sm.eu-west-1.example.com"),
        ("ssm", "AmazonSSM.GetParameters", "http://127.0.0.1:4566"),
        ("ssm", "AmazonSSM.GetParameters", "http://localhost:4566/below/a-path"),
    ],
)
def test_the_signature_is_botocores(
    service: str, target: str, endpoint: str, token: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last digit: same request, same time, same credentials."""
    body = json.dumps({"SecretId": "arn:aws:ssm:€", "WithDecryption": True})
    call = {
        "endpoint": endpoint, "region": REGION, "service": service, "target": target, "body": body
    }  # fmt: skip
    role = {
        "accessKeyId": ROLE["AWS_ACCESS_KEY_ID"],
        "secretAccessKey": ROLE["AWS_SECRET_ACCESS_KEY"],
        **({"sessionToken": token} if token else {}),
    }
    asked = {"ASKED": json.dumps([call, role, AT.isoformat()])}
    ours = printed(run_node(SIGN, asked, "--no-warnings"))

    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: AT)
    headers = {"content-type": ours["content-type"], "x-amz-target": target}
    request = AWSRequest("POST", endpoint if "/below" in endpoint else f"{endpoint}/", headers)
    request.data = body.encode()
    credentials = Credentials(role["accessKeyId"], role["secretAccessKey"], token)
    botocore.auth.SigV4Auth(credentials, service, REGION).add_auth(request)

    theirs = {name.lower(): value for name, value in request.headers.items()}
    assert ours.pop("host") == endpoint.split("/")[2]
    assert ours == theirs


def test_secrets_of_both_stores_reach_the_service(aws: str, preload: Path) -> None:
    """Read by AWS' own model of the API; a SecureString comes decrypted, the map does not stay."""
    secrets, parameters = client("secretsmanager", aws), client("ssm", aws)
    kept = {
        "OPENAI_API_KEY": "sk-fake-0123456789abcdef0123",
        "DATABASE_URL": 'postgres://app:"pässword"\\@db/app',
        "CACHE_URL": "redis://cache",
    }
    arns = {
        name: secrets.create_secret(Name=f"app/{name}", SecretString=kept[name])["ARN"]
        for name in ("OPENAI_API_KEY", "DATABASE_URL")
    }
    parameters.put_parameter(Name="/app/cache", Value=kept["CACHE_URL"], Type="SecureString")
    arns["CACHE_URL"] = parameters.get_parameter(Name="/app/cache")["Parameter"]["ARN"]

    asked = {"SHIPSHAPE_SECRETS": json.dumps(arns), "AWS_ENDPOINT_URL": aws, **ROLE}
    found = printed(run_node(TELL, asked, f"--import={preload}"))
    assert {name: found.get(name) for name in kept} == kept
    assert "SHIPSHAPE_SECRETS" not in found


def test_the_reason_is_the_stores_own(aws: str, preload: Path) -> None:
    """What isn't there, in both stores: names, reasons, and nothing started."""
    arns = {
        "OPENAI_API_KEY": f"arn:aws:secretsmanager:{REGION}:123456789012:secret:gone",
        "CACHE_URL": f"arn:aws:ssm:{REGION}:123456789012:parameter/gone",
    }
    asked = {"SHIPSHAPE_SECRETS": json.dumps(arns), "AWS_ENDPOINT_URL": aws, **ROLE}
    done = run_node(TELL, asked, f"--import={preload}")
    assert (done.returncode, done.stdout) == (78, "")
    record = json.loads(done.stderr)
    assert [(each["variable"], each["code"]) for each in record["problems"]] == [
        ("OPENAI_API_KEY", "ResourceNotFoundException"),
        ("CACHE_URL", "ParameterNotFound"),
    ]
