"""Resources of an account that is played by moto, in the provider's words."""

import base64
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from collect.live.aws import READERS, Asked, read_resources
from tests.collect.live.api_server import serving

REGION = "eu-west-1"
ACCOUNT = "123456789012"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
READING = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
}
PROVISIONED = "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"
ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/service/chat"
FUNCTION_ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:chat"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An account; gives what makes its clients."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        import boto3

        yield lambda service: boto3.client(service, region_name=REGION)


def code(text: str) -> bytes:
    """A zip with one handler, the same bytes for the same text."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("index.mjs"), text)
    return content.getvalue()


def sha(content: bytes) -> str:
    """The hash as Lambda writes it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def make_function(account: Any) -> None:
    """A role, and a function with all that a service needs."""
    account("iam").create_role(
        RoleName="chat",
        Path="/service/",
        AssumeRolePolicyDocument=json.dumps(TRUST),
        Description="runs chat",
        MaxSessionDuration=7200,
        Tags=[{"Key": "team", "Value": "shop"}],
    )
    account("lambda").create_function(
        FunctionName="chat",
        Runtime="nodejs22.x",
        Role=ROLE_ARN,
        Handler="index.handler",
        Code={"ZipFile": code("first")},
        Timeout=30,
        MemorySize=512,
        Description="answers",
        Architectures=["arm64"],
        Environment={"Variables": {"MODEL": "offline"}},
        EphemeralStorage={"Size": 1024},
        TracingConfig={"Mode": "Active"},
        Tags={"team": "shop"},
    )


def read(*asked: Asked) -> dict[str, Any]:
    """The live properties; nothing may be left unread."""
    found = read_resources(asked)
    assert found.unread == ()
    return {key: set_(one) for key, one in found.live.items()}


def set_(one: Any) -> Any:
    """What is set, at any depth: that which is not stands as None."""
    if isinstance(one, dict):
        return {name: set_(value) for name, value in one.items() if value is not None}
    return [set_(each) for each in one] if isinstance(one, list) else one


def test_a_function(account: Any) -> None:
    """Its settings, and the hash of the code that runs, also when somebody else uploaded it."""
    make_function(account)
    asked = Asked("f", "aws:lambda/function:Function", "chat", FUNCTION_ARN)
    found = read(asked)["f"]
    assert found.pop("lastModified")
    assert found == {
        "name": "chat",
        "arn": FUNCTION_ARN,
        "architectures": ["arm64"],
        "codeSha256": sha(code("first")),
        "description": "answers",
        "handler": "index.handler",
        "memorySize": 512,
        "packageType": "Zip",
        "role": ROLE_ARN,
        "runtime": "nodejs22.x",
        "timeout": 30,
        "version": "$LATEST",
        "ephemeralStorage": {"size": 1024},
        "tracingConfig": {"mode": "Active"},
        "environment": {"variables": {"MODEL": "offline"}},
        "snapStart": {"applyOn": "None"},
        "layers": [],
        "imageConfig": {},
        "reservedConcurrentExecutions": -1,
        "tags": {"team": "shop"},
    }
    account("lambda").update_function_code(FunctionName="chat", ZipFile=code("second"))
    account("lambda").put_function_concurrency(FunctionName="chat", ReservedConcurrentExecutions=5)
    changed = read(asked)["f"]
    assert changed["codeSha256"] == sha(code("second"))
    assert changed["reservedConcurrentExecutions"] == 5


def test_an_image_of_a_function() -> None:
    """The image as it was given, and the digest that its tag meant."""
    digest = "repo/chat@sha256:" + "0123456789abcdef" * 4
    told = {
        "Configuration": {
            "FunctionName": "chat",
            "PackageType": "Image",
            "CodeSha256": "0123",
            "ImageConfigResponse": {
                "ImageConfig": {"Command": ["serve"], "WorkingDirectory": "/app"}
            },
            "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/shop/chat"},
            "VpcConfig": {
                "SubnetIds": ["subnet-1"],
                "SecurityGroupIds": ["sg-1"],
                "VpcId": "vpc-1",
            },
            "FileSystemConfigs": [{"Arn": "arn:aws:efs", "LocalMountPath": "/mnt/model"}],
        },
        "Code": {"ImageUri": "repo/chat:1.4", "ResolvedImageUri": digest},
    }
    with serving() as server, pytest.MonkeyPatch.context() as patch:
        server.answers["/2015-03-31/functions/chat"] = (200, told)
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "fake")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        found = read(Asked("f", "aws:lambda/function:Function", "chat"))["f"]
    assert {name: found[name] for name in ("imageUri", "resolvedImageUri", "imageConfig")} == {
        "imageUri": "repo/chat:1.4",
        "resolvedImageUri": digest,
        "imageConfig": {"commands": ["serve"], "workingDirectory": "/app"},
    }
    assert found["loggingConfig"] == {"logFormat": "JSON", "logGroup": "/shop/chat"}
    assert found["vpcConfig"] == {"securityGroupIds": ["sg-1"], "subnetIds": ["subnet-1"]}
    assert found["fileSystemConfig"] == {"arn": "arn:aws:efs", "localMountPath": "/mnt/model"}


def test_an_alias_and_addresses(account: Any) -> None:
    """What is not set is None, and not left out: that would be unknown."""
    make_function(account)
    functions = account("lambda")
    version = functions.publish_version(FunctionName="chat")["Version"]
    functions.create_alias(
        FunctionName="chat",
        Name="live",
        FunctionVersion=version,
        Description="what users see",
    )
    functions.create_function_url_config(
        FunctionName="chat",
        AuthType="NONE",
        Cors={"AllowOrigins": ["https://example.com"], "MaxAge": 60},
    )
    found = read(
        Asked("a", "aws:lambda/alias:Alias", f"{FUNCTION_ARN}:live"),
        Asked("u", "aws:lambda/functionUrl:FunctionUrl", "chat", FUNCTION_ARN),
    )
    unset = read_resources([Asked("a", "aws:lambda/alias:Alias", f"{FUNCTION_ARN}:live")]).live
    assert unset["a"]
    assert unset["a"]["routingConfig"] is None
    assert found["a"] == {
        "arn": f"{FUNCTION_ARN}:live",
        "description": "what users see",
        "functionVersion": "1",
        "name": "live",
        "functionName": "chat",
    }
    url = found["u"]
    assert url.pop("functionUrl").startswith("https://")
    assert url == {
        "authorizationType": "NONE",
        "functionArn": FUNCTION_ARN,
        "functionName": "chat",
        "cors": {"allowOrigins": ["https://example.com"], "maxAge": 60},
        **({"invokeMode": url["invokeMode"]} if "invokeMode" in url else {}),
    }


def test_a_role(account: Any) -> None:
    """Who may take it; its policies only where they are declared as the role's own."""
    make_function(account)
    iam = account("iam")
    iam.put_role_policy(RoleName="chat", PolicyName="reads", PolicyDocument=json.dumps(READING))
    made = iam.create_policy(PolicyName="logs", PolicyDocument=json.dumps(READING))["Policy"]
    iam.attach_role_policy(RoleName="chat", PolicyArn=made["Arn"])
    kind = "aws:iam/role:Role"
    inputs: dict[str, Any] = {"managedPolicyArns": [], "inlinePolicies": []}
    found = read(Asked("r", kind, "chat", ROLE_ARN), Asked("p", kind, "chat", inputs=inputs))
    assert json.loads(found["r"].pop("assumeRolePolicy")) == TRUST
    assert found["r"] == {
        "arn": ROLE_ARN,
        "description": "runs chat",
        "maxSessionDuration": 7200,
        "path": "/service/",
        "name": "chat",
        "tags": {"team": "shop"},
    }
    assert found["p"]["managedPolicyArns"] == [made["Arn"]]
    (inline,) = found["p"]["inlinePolicies"]
    assert (inline["name"], json.loads(inline["policy"])) == ("reads", READING)


def test_a_repository_a_log_group_and_an_alarm(account: Any) -> None:
    """The log group by its whole name, not by its beginning."""
    account("ecr").create_repository(
        repositoryName="shop/chat",
        imageTagMutability="IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters=[{"filterType": "WILDCARD", "filter": "buildcache"}],
        imageScanningConfiguration={"scanOnPush": True},
        tags=[{"Key": "team", "Value": "shop"}],
    )
    logs = account("logs")
    for name in ("/shop/chat-old", "/shop/chat"):
        logs.create_log_group(logGroupName=name, tags={"team": "shop"})
    logs.put_retention_policy(logGroupName="/shop/chat", retentionInDays=14)
    account("cloudwatch").put_metric_alarm(
        AlarmName="errors",
        MetricName="Errors",
        Namespace="AWS/Lambda",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=5,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        Dimensions=[{"Name": "FunctionName", "Value": "chat"}],
        AlarmActions=[f"arn:aws:sns:{REGION}:{ACCOUNT}:page"],
    )
    found = read(
        Asked("e", "aws:ecr/repository:Repository", "shop/chat"),
        Asked("l", "aws:cloudwatch/logGroup:LogGroup", "/shop/chat"),
        Asked("o", "aws:cloudwatch/logGroup:LogGroup", "/shop/chat-old"),
        Asked("m", "aws:cloudwatch/metricAlarm:MetricAlarm", "errors"),
    )
    assert found["e"] == {
        "imageTagMutability": "IMMUTABLE_WITH_EXCLUSION",
        "imageTagMutabilityExclusionFilters": [{"filter": "buildcache", "filterType": "WILDCARD"}],
        "arn": f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/shop/chat",
        "name": "shop/chat",
        "repositoryUrl": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/shop/chat",
        "imageScanningConfiguration": {"scanOnPush": True},
        "encryptionConfigurations": [{"encryptionType": "AES256"}],
        "tags": {"team": "shop"},
    }
    assert (found["l"]["name"], found["l"]["retentionInDays"]) == ("/shop/chat", 14)
    assert found["l"]["tags"] == {"team": "shop"}
    assert found["o"]["retentionInDays"] == 0
    alarm = found["m"]
    assert {name: alarm[name] for name in ("metricName", "threshold", "period", "dimensions")} == {
        "metricName": "Errors",
        "threshold": 1.0,
        "period": 60,
        "dimensions": {"FunctionName": "chat"},
    }
    assert alarm["alarmActions"] == [f"arn:aws:sns:{REGION}:{ACCOUNT}:page"]


@pytest.mark.usefixtures("account")
def test_what_is_not_there_is_told_from_what_can_not_be_read() -> None:
    """Each kind is gone in its own words; a kind that we don't know is a sentence."""
    ids = dict.fromkeys(READERS, "nowhere")
    ids["aws:lambda/alias:Alias"] = f"{FUNCTION_ARN}:live"
    ids["aws:iam/rolePolicy:RolePolicy"] = "chat:reads"
    del ids[PROVISIONED]  # moto doesn't play it
    inputs = {"function": "chat", "logGroupName": "/aws/lambda/chat"}
    asked = [Asked(kind, kind, id_, inputs=inputs) for kind, id_ in ids.items()]
    topic = Asked("t", "aws:sns/topic:Topic", "page")
    found = read_resources([*asked, topic])
    assert found.live == dict.fromkeys(ids)
    assert found.unread == ("resources of aws:sns/topic:Topic can't be read",)
    assert read_resources([]).unread == ()


def test_another_account_is_not_a_missing_one(account: Any) -> None:
    """With the wrong credentials all would seem to be gone."""
    make_function(account)
    other = FUNCTION_ARN.replace(ACCOUNT, "999999999999")
    found = read_resources([Asked("f", "aws:lambda/function:Function", "chat", other)])
    assert found.live == {}
    assert found.unread == (
        f"the credentials are of account {ACCOUNT}, the resources in 999999999999",
    )


def test_a_right_that_is_missing_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many resources it concerns."""
    with serving() as server:
        for name in ("chat", "search"):
            refused = (403, {"Code": "AccessDeniedException", "message": "not authorized"})
            server.answers[f"/2015-03-31/functions/{name}"] = refused
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.port}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
        monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
        kind = "aws:lambda/function:Function"
        found = read_resources([Asked("a", kind, "chat"), Asked("b", kind, "search")])
    assert found.live == {}
    assert found.unread == (f"no right to read resources of {kind} (GetFunction)",)


def test_no_region_and_no_boto3(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence each."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    kind = "aws:lambda/function:Function"
    asked = [Asked("a", kind, "chat"), Asked("b", kind, "search")]
    assert read_resources(asked).unread == (f"resources of {kind}: You must specify a region.",)
    monkeypatch.setitem(sys.modules, "boto3.session", None)
    assert read_resources(asked).unread == (
        "AWS is asked with boto3, which is not installed here: `pip install boto3`",
    )
