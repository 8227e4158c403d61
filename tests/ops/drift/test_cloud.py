"""AWS resources of a stack against an account that is played by moto."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from moto import mock_aws

from drift.context import Context
from drift.model import Class, Resource
from ops.drift.cloud import compare_cloud

REGION, ACCOUNT = "eu-west-1", "123456789012"
NOW = Context(datetime(2026, 11, 23, tzinfo=UTC))
TRUST = {"Version": "2012-10-17", "Statement": []}
ROLE = f"arn:aws:iam::{ACCOUNT}:role/chat"
ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:chat"


def code(text: str) -> bytes:
    """A zip with one handler."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("index.mjs"), text)
    return content.getvalue()


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An account with a role, a function, its log group; gives what makes clients."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        import boto3

        def client(service: str) -> Any:
            return boto3.client(service, region_name=REGION)

        client("iam").create_role(RoleName="chat", AssumeRolePolicyDocument=json.dumps(TRUST))
        client("lambda").create_function(
            FunctionName="chat",
            Runtime="nodejs22.x",
            Role=ROLE,
            Handler="index.handler",
            Code={"ZipFile": code("first")},
            Timeout=30,
            Environment={"Variables": {"MODEL": "offline"}},
        )
        client("logs").create_log_group(logGroupName="/aws/lambda/chat")
        client("logs").put_retention_policy(logGroupName="/aws/lambda/chat", retentionInDays=14)
        yield client


def declared(account: Any) -> list[Resource]:
    """What a state holds of them after an update."""
    deployed = account("lambda").get_function(FunctionName="chat")["Configuration"]
    function = {
        "__defaults": ["memorySize"],
        "code": {"path": "./function.zip"},
        "environment": {"__defaults": [], "variables": {"MODEL": "offline"}},
        "handler": "index.handler",
        "memorySize": 128,
        "name": "chat",
        "publish": False,
        "role": ROLE,
        "runtime": "nodejs22.x",
        "timeout": 30,
        "tagsAll": {},
    }
    known = {"arn": ARN, "codeSha256": deployed["CodeSha256"]}
    group = {"name": "/aws/lambda/chat", "retentionInDays": 14, "skipDestroy": False}
    role = {"assumeRolePolicy": json.dumps(TRUST), "name": "chat", "forceDetachPolicies": False}
    return [
        Resource("aws:lambda/function:Function", "chat", function, "urn:function", known),
        Resource("aws:cloudwatch/logGroup:LogGroup", "/aws/lambda/chat", group, "urn:group"),
        Resource("aws:iam/role:Role", "chat", role, "urn:role", {"arn": ROLE}),
    ]


def test_nothing_differs_after_an_update(account: Any) -> None:
    """All is read and compared."""
    report, unread = compare_cloud(declared(account), NOW)
    assert (report.differences, report.faults, unread) == ((), (), ())
    assert report.compared == 3
    assert compare_cloud([], NOW)[0].compared == 0


def test_code_settings_and_what_is_gone(account: Any) -> None:
    """Code that somebody uploaded, a setting, a log group: by object and path, and when."""
    resources = declared(account)
    functions = account("lambda")
    functions.update_function_code(FunctionName="chat", ZipFile=code("second"))
    functions.update_function_configuration(FunctionName="chat", Timeout=900)
    account("logs").delete_log_group(logGroupName="/aws/lambda/chat")
    report, unread = compare_cloud(resources, NOW)
    assert unread == ()
    assert sorted((one.object, one.path, one.cls) for one in report.differences) == [
        ("aws:cloudwatch/logGroup:LogGroup//aws/lambda/chat", "", Class.MISSING),
        ("aws:lambda/function:Function/chat", "codeSha256", Class.DRIFT),
        ("aws:lambda/function:Function/chat", "timeout", Class.DRIFT),
    ]
    modified = functions.get_function(FunctionName="chat")["Configuration"]["LastModified"]
    assert {one.time for one in report.differences if one.cls is Class.DRIFT} == {modified}


def test_another_account_is_unread_and_not_missing(account: Any) -> None:
    """One sentence; nothing is called gone."""
    (function, *_) = declared(account)
    other = Resource(
        function.type, "chat", function.inputs, "urn:x", {"arn": ARN.replace("123456", "999999")}
    )
    report, unread = compare_cloud([other], NOW)
    assert report.differences == ()
    assert unread == (f"the credentials are of account {ACCOUNT}, the resources in 999999789012",)


def test_a_release_moves_an_alias_and_is_no_drift(account: Any) -> None:
    """The state knows the version that it moved to; a person who moves it differs from that."""
    functions = account("lambda")
    first, second = (functions.publish_version(FunctionName="chat")["Version"], "2")
    functions.update_function_code(FunctionName="chat", ZipFile=code("second"), Publish=True)
    functions.create_alias(FunctionName="chat", Name="live", FunctionVersion=first)
    functions.update_alias(FunctionName="chat", Name="live", FunctionVersion=second)
    inputs = {"functionName": "chat", "functionVersion": second, "name": "live"}
    arn = f"{ARN}:live"
    alias = Resource("aws:lambda/alias:Alias", arn, inputs, "urn:alias", {"arn": arn})
    report, unread = compare_cloud([alias], NOW)
    assert (report.differences, report.faults, unread) == ((), (), ())
    functions.update_alias(FunctionName="chat", Name="live", FunctionVersion=first)
    (moved,) = compare_cloud([alias], NOW)[0].differences
    assert (moved.path, moved.desired, moved.live) == ("functionVersion", second, first)


def test_secrets_are_compared_without_their_values(account: Any) -> None:
    """What may be known of them differs or doesn't; a value is neither read nor missed."""
    made = account("secretsmanager").create_secret(Name="chat/key", SecretString="fake-first")
    account("ssm").put_parameter(Name="/chat/key", Value="fake-first", Type="SecureString")
    secret = Resource(
        "aws:secretsmanager/secret:Secret",
        made["ARN"],
        {"name": "chat/key", "description": "of chat", "recoveryWindowInDays": 7},
        "urn:secret",
    )
    version = Resource(
        "aws:secretsmanager/secretVersion:SecretVersion",
        f"{made['ARN']}|{made['VersionId']}",
        {"secretId": made["ARN"], "secretString": "fake-other"},
        "urn:version",
    )
    parameter = Resource(
        "aws:ssm/parameter:Parameter",
        "/chat/key",
        {"name": "/chat/key", "type": "SecureString", "value": "fake-other"},
        "urn:parameter",
    )
    report, unread = compare_cloud([secret, version, parameter], NOW)
    assert (report.faults, unread, report.compared) == ((), (), 3)
    (difference,) = report.differences
    assert (difference.object, difference.path) == (str(secret), "description")
