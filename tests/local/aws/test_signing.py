"""Who asks: other keys are refused in each protocol, and moto's services are reached."""

import pytest
from botocore.exceptions import ClientError

from tests.local.aws.world import World

UNKNOWN = ("UnrecognizedClientException", "The security token included in the request is invalid.")


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("lambda", "list_functions"),
        ("ecr", "describe_repositories"),
        ("logs", "describe_log_groups"),
    ],
)
def test_wrong_keys(world: World, service: str, operation: str) -> None:
    """An unknown key, and a secret that is another's."""
    stranger = world.client(service, aws_access_key_id="another-fake-key")
    with pytest.raises(ClientError) as unknown:
        getattr(stranger, operation)()
    error = unknown.value.response["Error"]
    assert (error["Code"], error["Message"]) == UNKNOWN
    liar = world.client(service, aws_secret_access_key="another-fake-secret")
    with pytest.raises(ClientError) as wrong:
        getattr(liar, operation)()
    assert wrong.value.response["Error"]["Code"] == "InvalidSignatureException"


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("sts", "get_caller_identity", "InvalidClientTokenId"),
        ("iam", "list_roles", "InvalidClientTokenId"),
        ("cloudwatch", "describe_alarms", "InvalidClientTokenId"),
        ("s3", "list_buckets", "InvalidAccessKeyId"),
    ],
)
def test_wrong_keys_in_other_protocols(
    world: World, service: str, operation: str, code: str
) -> None:
    """Services that answer in XML or CBOR refuse in it, with the code that they use."""
    stranger = world.client(service, aws_access_key_id="another-fake-key")
    with pytest.raises(ClientError) as unknown:
        getattr(stranger, operation)()
    assert unknown.value.response["Error"]["Code"] == code


def test_identity(world: World) -> None:
    """The account is the one that all ARNs name; a role's own keys are known too."""
    assert world.client("sts").get_caller_identity()["Account"] == "123456789012"
    role = world.role("assumed")
    made = world.client("sts").assume_role(RoleArn=role, RoleSessionName="me")["Credentials"]
    mine = world.client(
        "sts",
        aws_access_key_id=made["AccessKeyId"],
        aws_secret_access_key=made["SecretAccessKey"],
        aws_session_token=made["SessionToken"],
    )
    assert "assumed-role/assumed/me" in mine.get_caller_identity()["Arn"]


def test_motos_services(world: World) -> None:
    """Secrets, parameters and queues are answered by moto, signatures checked."""
    secrets = world.client("secretsmanager")
    secrets.create_secret(Name="key", SecretString="sk-fake-of-the-test")
    assert secrets.get_secret_value(SecretId="key")["SecretString"] == "sk-fake-of-the-test"
    parameters = world.client("ssm")
    parameters.put_parameter(Name="/a b/c", Value="sk-fake-too", Type="SecureString")
    found = parameters.get_parameter(Name="/a b/c", WithDecryption=True)
    assert found["Parameter"]["Value"] == "sk-fake-too"


def test_what_moto_does_not_know_either(world: World) -> None:
    """An operation that nobody here has is refused as moto refuses it, and not by a traceback."""
    with pytest.raises(ClientError):
        world.client("lambda").list_capacity_providers()
