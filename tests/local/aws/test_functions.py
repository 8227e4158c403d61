"""Functions and their versions: what the service takes, keeps and refuses."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local.aws import registry
from tests.local.aws.world import World, trust

ARN = "arn:aws:lambda:us-east-1:123456789012:function"
REVISION = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000")


def refused(call: Callable[..., Any], **parameters: Any) -> tuple[str, str]:
    """The code and the message with which a call is refused."""
    with pytest.raises(ClientError) as error:
        call(**parameters)
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def request(world: World, name: str, **settings: Any) -> dict[str, Any]:
    """What creates a function."""
    return {
        "FunctionName": name,
        "Role": world.role(f"{name}-role"),
        "PackageType": "Image",
        "Code": {"ImageUri": world.image(name)},
        **settings,
    }


def test_what_was_set_is_given_back(world: World) -> None:
    """Everything that a function was created with is in its configuration, and nothing else."""
    client = world.client("lambda")
    settings = {
        "Timeout": 120,
        "MemorySize": 1024,
        "Description": "the service",
        "Environment": {"Variables": {"A": "b"}},
        "TracingConfig": {"Mode": "Active"},
        "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:us-east-1:123456789012:dead"},
        "EphemeralStorage": {"Size": 1024},
        "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/mine"},
        "ImageConfig": {"Command": ["serve"]},
        "Architectures": ["arm64"],
    }
    wanted = request(world, "kept", **settings)
    created = client.create_function(**wanted, Tags={"team": "a"})
    assert created["State"] == "Pending"
    assert created["LastUpdateStatus"] == "InProgress"
    world.wait("kept")
    found = client.get_function(FunctionName="kept")
    shown = found["Configuration"]
    assert REVISION.fullmatch(shown.pop("RevisionId"))
    assert MODIFIED.fullmatch(shown.pop("LastModified"))
    image = wanted["Code"]["ImageUri"]
    image_config = settings.pop("ImageConfig")
    levels = {"ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO"}
    assert shown == {
        **settings,
        "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/mine", **levels},
        "FunctionName": "kept",
        "FunctionArn": f"{ARN}:kept",
        "Role": wanted["Role"],
        "CodeSize": 0,
        "CodeSha256": image.partition("@sha256:")[2],
        "Version": "$LATEST",
        "PackageType": "Image",
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
        "State": "Active",
        "LastUpdateStatus": "Successful",
        "ImageConfigResponse": {"ImageConfig": image_config},
    }
    assert found["Code"] == {
        "RepositoryType": "ECR",
        "ImageUri": image,
        "ResolvedImageUri": image,
    }
    assert found["Tags"] == {"team": "a"}


def test_versions_do_not_change_with_latest(world: World) -> None:
    """A version is what was published, whatever $LATEST becomes; each is published once."""
    client = world.function("frozen", Timeout=10, Environment={"Variables": {"A": "1"}})
    first = client.publish_version(FunctionName="frozen", Description="one")
    assert (first["Version"], first["FunctionArn"]) == ("1", f"{ARN}:frozen:1")
    assert client.publish_version(FunctionName="frozen")["Version"] == "1"
    client.update_function_configuration(
        FunctionName="frozen", Timeout=20, Environment={"Variables": {"A": "2"}}
    )
    world.wait("frozen")
    client.update_function_code(FunctionName="frozen", ImageUri=world.image("frozen", "2"))
    world.wait("frozen")
    assert client.publish_version(FunctionName="frozen")["Version"] == "2"
    versions = client.list_versions_by_function(FunctionName="frozen")["Versions"]
    shown = [
        (
            each["Version"],
            each["Timeout"],
            each["Environment"]["Variables"]["A"],
            each["CodeSha256"],
        )
        for each in versions
    ]
    old, new = world.image("frozen", "1")[-64:], world.image("frozen", "2")[-64:]
    assert shown == [("$LATEST", 20, "2", new), ("1", 10, "1", old), ("2", 20, "2", new)]
    assert versions[1]["Description"] == "one"


def test_changing_while_a_change_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second change has to wait, and an invocation has to wait for the creation."""
    monkeypatch.setattr(world.application.region("us-east-1"), "settle_seconds", 1.0)
    client = world.client("lambda")
    client.create_function(**request(world, "busy"))
    pending = (
        "ResourceConflictException",
        (
            "The operation cannot be performed at this time. "
            "The function is currently in the following state: Pending"
        ),
    )
    assert refused(client.invoke, FunctionName="busy") == pending
    assert refused(client.publish_version, FunctionName="busy") == pending
    world.wait("busy")
    client.update_function_configuration(FunctionName="busy", Timeout=9)
    change = {"FunctionName": "busy", "Timeout": 10}
    assert refused(client.update_function_configuration, **change) == (
        "ResourceConflictException",
        (
            "The operation cannot be performed at this time. "
            f"An update is in progress for resource: {ARN}:busy"
        ),
    )


def test_images_that_are_refused(world: World) -> None:
    """Pains 22 and 28: each kind of image that Lambda does not take, in its own words."""
    client = world.client("lambda")
    good = world.image("refusals")
    host, digest = world.shelf.host, good.partition("@")[2]
    index = {"schemaVersion": 2, "mediaType": registry.INDEX, "manifests": []}
    zstd = registry.manifest("refusals", "z", layer="application/vnd.oci.image.layer.v1.tar+zstd")
    artifact = registry.manifest("refusals", "a", config="application/vnd.example")
    attested, zstd_uri, artifact_uri = (
        world.shelf.put("refusals", tag, content)
        for tag, content in (("index", index), ("zstd", zstd), ("artifact", artifact))
    )
    big = world.shelf.image("refusals", "big", size=10 * 2**30 + 1)
    absent = f"{host}/refusals@sha256:{'0' * 64}"
    nowhere = world.shelf.image("not-in-ecr")
    media = (
        "The image manifest, config or layer media type for the source image {} is not supported."
    )
    missing = "Source image {} does not exist. Provide a valid source image."
    wrong = "Source image {} is not valid. Provide a valid source image."
    too_big = (
        "The size of the source image {} is 10737418241 bytes, "
        "which exceeds the maximum of 10737418240 bytes."
    )
    expected = {
        attested: media,
        zstd_uri: media,
        artifact_uri: media,
        absent: missing,
        nowhere: missing,
        f"{host}/refusals:none": missing,
        f"{host}/refusals:1@{digest}": wrong,
        f"docker.io/library/node@{digest}": wrong,
        big: too_big,
    }
    wanted = request(world, "refusals")
    for uri, words in expected.items():
        told = refused(client.create_function, **{**wanted, "Code": {"ImageUri": uri}})
        assert told == ("InvalidParameterValueException", words.format(uri))


def test_settings_that_are_refused(world: World) -> None:
    """A role that is not Lambda's, a timeout or memory over the limit, a reserved variable."""
    client = world.client("lambda")
    wanted = request(world, "settings")
    foreign = world.role("not-for-lambda", trust("ec2.amazonaws.com"))
    role = (
        "InvalidParameterValueException",
        "The role defined for the function cannot be assumed by Lambda.",
    )
    limit = (
        "1 validation error detected: Value '{}' at '{}' failed to satisfy constraint: "
        "Member must have value less than or equal to {}"
    )
    reserved = (
        "Lambda was unable to configure your environment variables because the environment "
        "variables you have provided contains reserved keys that are currently not supported for "
        "modification. Reserved keys used in this request: AWS_REGION"
    )
    subnet = (
        "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error "
        "Message: The subnet ID 'subnet-0' does not exist"
    )
    invalid, constraint = "InvalidParameterValueException", "ValidationException"
    expected: list[tuple[dict[str, Any], tuple[str, str]]] = [
        ({"Role": foreign}, role),
        ({"Role": "arn:aws:iam::123456789012:role/gone"}, role),
        ({"Timeout": 901}, (constraint, limit.format(901, "timeout", 900))),
        ({"MemorySize": 10241}, (constraint, limit.format(10241, "memorySize", 10240))),
        ({"Environment": {"Variables": {"AWS_REGION": "x"}}}, (invalid, reserved)),
        ({"VpcConfig": {"SubnetIds": ["subnet-0"], "SecurityGroupIds": []}}, (invalid, subnet)),
        (
            {"Architectures": ["amd64"]},
            (
                constraint,
                (
                    "1 validation error detected: Value 'amd64' at 'architectures.1.member' "
                    "failed to satisfy constraint: "
                    "Member must satisfy enum value set: [x86_64, arm64]"
                ),
            ),
        ),
    ]
    for change, told in expected:
        assert refused(client.create_function, **{**wanted, **change}) == told
    code, words = refused(
        client.create_function, **{**wanted, "Environment": {"Variables": {"A": "x" * 5000}}}
    )
    assert code == invalid
    assert "exceeded the 4KB limit" in words


def test_functions_of_other_regions_are_not_there(world: World) -> None:
    """A function that is in another region is not found, and the ARN says where was looked."""
    world.function("at-home")
    client = world.client("lambda", "eu-west-1")
    assert refused(client.get_function, FunctionName="at-home") == (
        "ResourceNotFoundException",
        "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:at-home",
    )


def test_deleting(world: World) -> None:
    """A version that an alias points to stays; a function goes with all of it."""
    client = world.function("leaving")
    client.publish_version(FunctionName="leaving")
    client.create_alias(FunctionName="leaving", Name="live", FunctionVersion="1")
    code, words = refused(client.delete_function, FunctionName="leaving", Qualifier="1")
    assert code == "ResourceConflictException"
    assert "Alias(es) live of function leaving point to version 1" in words
    client.delete_alias(FunctionName="leaving", Name="live")
    client.delete_function(FunctionName="leaving", Qualifier="1")
    client.delete_function(FunctionName="leaving")
    assert refused(client.get_function, FunctionName="leaving") == (
        "ResourceNotFoundException",
        f"Function not found: {ARN}:leaving",
    )


def test_tags_and_small_facts(world: World) -> None:
    """What providers read after creating a function is answered."""
    client = world.function("facts", Tags={"a": "1"})
    client.tag_resource(Resource=f"{ARN}:facts", Tags={"b": "2"})
    client.untag_resource(Resource=f"{ARN}:facts", TagKeys=["a"])
    assert client.list_tags(Resource=f"{ARN}:facts")["Tags"] == {"b": "2"}
    signing = client.get_function_code_signing_config(FunctionName="facts")
    assert signing["CodeSigningConfigArn"] == ""
    assert (
        client.get_function_recursion_config(FunctionName="facts")["RecursiveLoop"] == "Terminate"
    )
    assert client.get_account_settings()["AccountLimit"]["ConcurrentExecutions"] == 1000
