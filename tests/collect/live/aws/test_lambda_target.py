"""What hangs on a function, its role, its repository: read from the stand-in of AWS."""

import json
from typing import Any

import pytest

from collect.live.aws import Asked, read_resources
from local.aws.account import client_environment
from tests.collect.live.aws.test_reading import READING, set_
from tests.local.aws.conftest import world
from tests.local.aws.world import World

__all__ = ["world"]  # the fixture

PERMISSION = "aws:lambda/permission:Permission"
EVENTS = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
PROVISIONED = "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"
ACCOUNT = "123456789012"


@pytest.fixture(autouse=True)
def asks_the_stand_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything asks the stand-in."""
    for name, value in client_environment(world.url).items():
        monkeypatch.setenv(name, value)


def read(kind: str, id_: str, **inputs: Any) -> Any:
    """The live properties that are set; None where it is not there."""
    found = read_resources([Asked("it", kind, id_, inputs=inputs)])
    assert found.unread == ()
    return set_(found.live["it"])


@pytest.fixture(scope="module")
def service(world: World) -> Any:
    """A function with a version and an alias; gives its client."""
    client = world.function("read-service")
    client.publish_version(FunctionName="read-service")
    world.wait("read-service")
    while (
        client.get_function_configuration(FunctionName="read-service", Qualifier="1")["State"]
        != "Active"
    ):
        pass
    client.create_alias(FunctionName="read-service", Name="live", FunctionVersion="1")
    return client


def test_permissions(service: Any) -> None:
    """Each by its own statement, with what limits it; another's qualifier has none of them."""
    of = {"FunctionName": "read-service", "Qualifier": "live"}
    service.add_permission(
        **of,
        StatementId="url",
        Action="lambda:InvokeFunctionUrl",
        Principal="*",
        FunctionUrlAuthType="NONE",
    )
    service.add_permission(
        **of,
        StatementId="invoke",
        Action="lambda:InvokeFunction",
        Principal=ACCOUNT,
        InvokedViaFunctionUrl=True,
    )
    service.add_permission(
        **of,
        StatementId="topic",
        Action="lambda:InvokeFunction",
        Principal="sns.amazonaws.com",
        SourceArn="arn:aws:sns:us-east-1:123456789012:page",
        SourceAccount=ACCOUNT,
    )
    known = {"function": "read-service", "qualifier": "live"}
    assert read(PERMISSION, "url", **known, principal="*") == {
        **known,
        "statementId": "url",
        "action": "lambda:InvokeFunctionUrl",
        "principal": "*",
        "functionUrlAuthType": "NONE",
    }
    assert read(PERMISSION, "invoke", **known, principal=ACCOUNT) == {
        **known,
        "statementId": "invoke",
        "action": "lambda:InvokeFunction",
        "principal": ACCOUNT,
        "invokedViaFunctionUrl": True,
    }
    assert read(PERMISSION, "topic", **known, principal="sns.amazonaws.com") == {
        **known,
        "statementId": "topic",
        "action": "lambda:InvokeFunction",
        "principal": "sns.amazonaws.com",
        "sourceArn": "arn:aws:sns:us-east-1:123456789012:page",
        "sourceAccount": ACCOUNT,
    }
    assert read(PERMISSION, "other", **known) is None
    assert read(PERMISSION, "url", function="read-service") is None


def test_events_and_warm_instances(service: Any, world: World) -> None:
    """With their qualifier; what is not there is gone."""
    known = {"functionName": "read-service", "qualifier": "live"}
    assert read(EVENTS, "read-service:live", **known) is None
    assert read(PROVISIONED, "read-service,live", **known) is None
    queue = world.client("sqs").create_queue(QueueName="read-failures")["QueueUrl"]
    arn = world.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    target = arn["Attributes"]["QueueArn"]
    service.put_function_event_invoke_config(
        FunctionName="read-service",
        Qualifier="live",
        MaximumRetryAttempts=1,
        DestinationConfig={"OnFailure": {"Destination": target}},
    )
    service.put_provisioned_concurrency_config(
        FunctionName="read-service", Qualifier="live", ProvisionedConcurrentExecutions=2
    )
    assert read(EVENTS, "read-service:live", **known) == {
        **known,
        "destinationConfig": {"onFailure": {"destination": target}},
        "maximumRetryAttempts": 1,
    }
    assert read(PROVISIONED, "read-service,live", **known) == {
        **known,
        "provisionedConcurrentExecutions": 2,
    }


def test_a_queue(world: World) -> None:
    """Numbers are numbers, though SQS says all in text."""
    sqs = world.client("sqs")
    attributes = {"MessageRetentionPeriod": "1209600", "SqsManagedSseEnabled": "true"}
    url = sqs.create_queue(QueueName="read-queue", Attributes=attributes, tags={"team": "a"})
    found = read("aws:sqs/queue:Queue", url["QueueUrl"])
    assert found["messageRetentionSeconds"] == 1209600
    assert found["sqsManagedSseEnabled"] is True
    assert (found["fifoQueue"], found["visibilityTimeoutSeconds"]) == (False, 30)
    assert (found["name"], found["tags"]) == ("read-queue", {"team": "a"})
    assert found["arn"].endswith(":read-queue")
    assert read("aws:sqs/queue:Queue", url["QueueUrl"] + "-none") is None


def test_policies(world: World) -> None:
    """Of a role and of a repository, as documents."""
    world.role("read-role")
    document = json.dumps(READING)
    world.client("iam").put_role_policy(
        RoleName="read-role", PolicyName="reads", PolicyDocument=document
    )
    found = read("aws:iam/rolePolicy:RolePolicy", "read-role:reads")
    assert json.loads(found.pop("policy")) == READING
    assert found == {"name": "reads", "role": "read-role"}
    assert read("aws:iam/rolePolicy:RolePolicy", "read-role:none") is None

    kinds = ("aws:ecr/lifecyclePolicy:LifecyclePolicy", "aws:ecr/repositoryPolicy:RepositoryPolicy")
    world.repository("read-images")
    assert [read(kind, "read-images") for kind in kinds] == [None, None]
    rule = {
        "rulePriority": 1,
        "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 20},
        "action": {"type": "expire"},
    }
    ecr = world.client("ecr")
    ecr.put_lifecycle_policy(
        repositoryName="read-images", lifecyclePolicyText=json.dumps({"rules": [rule]})
    )
    ecr.set_repository_policy(repositoryName="read-images", policyText=document)
    lifecycle, pulls = (read(kind, "read-images") for kind in kinds)
    assert json.loads(lifecycle["policy"]) == {"rules": [rule]}
    assert json.loads(pulls["policy"])["Statement"] == READING["Statement"]


def test_a_metric_filter(world: World) -> None:
    """By its whole name."""
    logs = world.client("logs")
    logs.create_log_group(logGroupName="/read/chat")
    for name in ("init-old", "init"):
        logs.put_metric_filter(
            logGroupName="/read/chat",
            filterName=name,
            filterPattern="{ $.type = platform.initReport }",
            metricTransformations=[
                {"metricName": name, "metricNamespace": "Shop", "metricValue": "1"}
            ],
        )
    kind = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
    assert read(kind, "init", logGroupName="/read/chat") == {
        "name": "init",
        "logGroupName": "/read/chat",
        "pattern": "{ $.type = platform.initReport }",
        "metricTransformation": {"name": "init", "namespace": "Shop", "value": "1"},
    }
    assert read(kind, "ini", logGroupName="/read/chat") is None


def test_secrets_are_read_without_their_values(world: World) -> None:
    """Name, key and tags; the value is not asked for, and nowhere in what is read."""
    store, ssm = world.client("secretsmanager"), world.client("ssm")
    tags = [{"Key": "team", "Value": "a"}]
    made = store.create_secret(
        Name="read/key", SecretString="fake-value", Description="of chat", Tags=tags
    )
    ssm.put_parameter(
        Name="/read/key", Value="fake-value", Type="SecureString", Description="of chat", Tags=tags
    )
    secret = read("aws:secretsmanager/secret:Secret", made["ARN"])
    version = read(
        "aws:secretsmanager/secretVersion:SecretVersion", f"{made['ARN']}|{made['VersionId']}"
    )
    parameter = read("aws:ssm/parameter:Parameter", "/read/key")
    assert secret == {
        "arn": made["ARN"],
        "name": "read/key",
        "description": "of chat",
        "tags": {"team": "a"},
    }
    assert version == {
        "secretId": made["ARN"],
        "versionId": made["VersionId"],
        "versionStages": ["AWSCURRENT"],
    }
    assert (parameter["type"], parameter["name"]) == ("SecureString", "/read/key")
    assert (parameter["description"], parameter["tags"]) == ("of chat", {"team": "a"})
    assert "fake-value" not in repr((secret, version, parameter))
    store.delete_secret(SecretId=made["ARN"])
    assert read("aws:secretsmanager/secret:Secret", made["ARN"]) is None
    assert read("aws:ssm/parameter:Parameter", "/read/none") is None
