"""A stack of the Lambda target's types, with the real engine and the stand-in as its plugin."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local.aws.account import client_environment
from local.host.plugins import Plugin, ensure_plugin
from local.paths import Paths
from local.providers.aws import MESSAGE, VERSION
from local.providers.protocol.install import executable
from tests.engine_fixture import Engine
from tests.local.providers.aws.account import ACCOUNT, REGION, Aws, digest_of

pytestmark = pytest.mark.engine

_YAML = f"""runtime:
  name: python
  options:
    virtualenv: {sys.prefix}
"""
_PROGRAM = """
import json
import pulumi
import pulumi_aws as aws

config = pulumi.Config()
trust = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "lambda.amazonaws.com"},
        }
    ],
}
repository = aws.ecr.Repository("images", name="svc", force_delete=True)
role = aws.iam.Role("runner", assume_role_policy=json.dumps(trust))
key = aws.secretsmanager.Secret("key", recovery_window_in_days=0)
aws.secretsmanager.SecretVersion(
    "value", secret_id=key.id, secret_string=config.require_secret("key")
)
aws.iam.RolePolicy(
    "reading",
    role=role.name,
    policy={
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": key.arn}
        ],
    },
)
logs = aws.cloudwatch.LogGroup("logs", name="/aws/lambda/svc", retention_in_days=14)
function = aws.lambda_.Function(
    "function",
    name="svc",
    package_type="Image",
    image_uri=config.require("image"),
    role=role.arn,
    timeout=config.get_int("timeout"),
    publish=True,
    environment={"variables": {"KEY": key.arn}},
    logging_config={"log_format": "JSON", "log_group": logs.name},
    opts=pulumi.ResourceOptions(depends_on=[repository]),
)
alias = aws.lambda_.Alias(
    "live", name="live", function_name=function.name, function_version=function.version
)
allowed = aws.lambda_.Permission(
    "allowed",
    action="lambda:InvokeFunctionUrl",
    function=function.name,
    qualifier=alias.name,
    principal=aws.get_caller_identity().account_id,
    function_url_auth_type="AWS_IAM",
)
url = aws.lambda_.FunctionUrl(
    "url",
    function_name=function.name,
    qualifier=alias.name,
    authorization_type="AWS_IAM",
    invoke_mode="RESPONSE_STREAM",
    opts=pulumi.ResourceOptions(depends_on=[allowed]),
)
pulumi.export("role", role.name)
pulumi.export("version", function.version)
pulumi.export("url", url.function_url)
pulumi.export("image", repository.repository_url)
"""


@dataclass
class Stack:
    """One project with one stack `dev`, in the account of the tests."""

    engine: Engine
    folder: Path
    aws: Aws

    def run(self, *arguments: str, check: bool = True) -> str:
        """Run the engine; all that it said."""
        done = self.engine.pulumi(self.folder, *arguments, check=check)
        return done.stdout + done.stderr

    def set(self, **values: str) -> None:
        """Configure the program."""
        for name, value in values.items():
            self.run("config", "set", name, value)

    def preview(self) -> dict[str, int]:
        """What would be done, by operation."""
        done = self.engine.pulumi(self.folder, "preview", "--json")
        counts: dict[str, int] = json.loads(done.stdout)["changeSummary"]
        return counts

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        said: dict[str, Any] = json.loads(
            self.engine.pulumi(self.folder, "stack", "output", "--json").stdout
        )
        return said


@pytest.fixture
def stack(engine: Engine, aws: Aws, tmp_path: Path) -> Stack:
    """A stack that makes a function in an empty account."""
    own = engine.with_environment(**client_environment(aws.url, REGION))
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    plugin = Plugin("aws", VERSION, executable(paths, "aws"))
    ensure_plugin(Path(own.environment["PULUMI_HOME"]), plugin, own.environment)
    made = Stack(own, own.project("onlambda", _PROGRAM, _YAML), aws)
    made.run("stack", "init", "dev")
    made.run("config", "set", "--secret", "key", "sk-fake-of-the-model")
    made.set(image=f"{aws.registry}/svc@{digest_of('1')}")
    return made


def test_a_function_from_its_first_version_to_its_end(stack: Stack) -> None:
    """Up, a clean refresh, a change by hand put right, a second version, destroyed."""
    assert stack.preview() == {"create": 11}
    said = stack.run("up", "--yes", "--skip-preview")
    assert MESSAGE in said
    outputs = stack.outputs()
    assert outputs["role"].startswith("runner-")
    assert outputs == {
        "role": outputs["role"],
        "version": "1",
        "url": f"{stack.aws.url}/lambda-url/{REGION}/svc/live/",
        "image": f"{stack.aws.registry}/svc",
    }
    stack.run("refresh", "--yes", "--expect-no-changes")
    stack.run("preview", "--expect-no-changes")
    assert "sk-fake-of-the-model" not in stack.run("stack", "export")

    functions = stack.aws.client("lambda")
    functions.update_function_configuration(FunctionName="svc", Timeout=77)
    stack.run("refresh", "--yes")
    assert stack.preview() == {"same": 9, "update": 2}
    stack.run("up", "--yes", "--skip-preview")
    assert functions.get_function_configuration(FunctionName="svc")["Timeout"] == 3
    assert stack.outputs() == outputs, "AWS publishes nothing that is as the last version is"

    stack.set(image=f"{stack.aws.registry}/svc@{digest_of('2')}", timeout="60")
    assert stack.preview() == {"same": 9, "update": 2}
    stack.run("up", "--yes", "--skip-preview")
    assert functions.get_alias(FunctionName="svc", Name="live")["FunctionVersion"] == "2"
    assert stack.outputs()["version"] == "2"
    stack.run("preview", "--expect-no-changes")

    stack.run("destroy", "--yes")
    assert functions.list_functions()["Functions"] == []
    assert stack.aws.client("iam").list_roles()["Roles"] == []


def test_lambdas_refusal_is_shown_in_its_own_words(stack: Stack) -> None:
    """As the official provider says it."""
    stack.set(image=f"{stack.aws.registry}/svc@sha256:{'0' * 64}")
    said = stack.run("up", "--yes", "--skip-preview", check=False)
    assert "creating Lambda Function (svc): operation error Lambda: CreateFunction" in said
    assert "InvalidParameterValueException: Source image" in said


def test_a_real_account_is_refused(stack: Stack) -> None:
    """Whatever the environment leads to, it must be of this machine."""
    real = stack.engine.with_environment(AWS_ENDPOINT_URL="https://lambda.us-east-1.amazonaws.com")
    said = Stack(real, stack.folder, stack.aws).run("preview", check=False)
    assert "https://lambda.us-east-1.amazonaws.com is not an address of this machine" in said
    assert "install Pulumi's own plugin" in said
    assert ACCOUNT not in said


def test_a_program_without_aws_does_not_start_it(engine: Engine, tmp_path: Path) -> None:
    """That it is installed costs the Kubernetes target nothing."""
    started = tmp_path / "started"
    telling = tmp_path / "pulumi-resource-aws"
    telling.write_text(f"#!/bin/sh\ntouch {started}\nexit 1\n")
    telling.chmod(0o755)
    plugin = Plugin("aws", VERSION, telling)
    ensure_plugin(Path(engine.environment["PULUMI_HOME"]), plugin, engine.environment)
    folder = engine.project("plain", "import pulumi\npulumi.export('a', 1)\n", _YAML)
    engine.pulumi(folder, "stack", "init", "dev")
    engine.pulumi(folder, "up", "--yes", "--skip-preview")
    assert not started.exists()
    (folder / "__main__.py").write_text("import pulumi_aws as aws\naws.sqs.Queue('q')\n")
    assert engine.pulumi(folder, "preview", check=False).returncode != 0
    assert started.exists()
