"""Aliases, and the traffic that they share out."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.functions.spec import FunctionSpec
from tests.local.aws.test_functions import ARN, refused
from tests.local.aws.world import World


def tells_version(spec: FunctionSpec, _: bytes) -> Iterator[bytes]:
    """Answer with the version that runs."""
    yield f'"{spec.version}"'.encode()


@pytest.fixture
def two(world: World, request: pytest.FixtureRequest) -> tuple[Any, str]:
    """A function with two versions and the alias `live` on the first."""
    name = request.node.name.replace("_", "-")
    client = world.function(name, tells_version)
    client.publish_version(FunctionName=name)
    client.update_function_configuration(FunctionName=name, Timeout=9)
    world.wait(name)
    client.publish_version(FunctionName=name)
    client.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    world.wait(name)
    while client.get_function_configuration(FunctionName=name, Qualifier="2")["State"] != "Active":
        pass
    return client, name


def shown(answer: dict[str, Any]) -> dict[str, Any]:
    """An alias without what differs every time."""
    return {key: answer[key] for key in answer.keys() - {"ResponseMetadata", "RevisionId"}}


def asked(client: Any, name: str, times: int = 1) -> set[str]:
    """The versions that answer behind the alias."""
    answers = [client.invoke(FunctionName=name, Qualifier="live") for _ in range(times)]
    return {answer["ExecutedVersion"] for answer in answers}


def test_moving_an_alias(two: tuple[Any, str]) -> None:
    """Traffic goes where the alias points; weights share it out, an empty RoutingConfig ends it."""
    client, name = two
    before = {"AliasArn": f"{ARN}:{name}:live", "Name": "live", "FunctionVersion": "1"}
    assert shown(client.get_alias(FunctionName=name, Name="live")) == {**before, "Description": ""}
    assert asked(client, name) == {"1"}
    weights = {"AdditionalVersionWeights": {"2": 0.5}}
    moved = client.update_alias(FunctionName=name, Name="live", RoutingConfig=weights)
    assert shown(moved) == {**before, "Description": "", "RoutingConfig": weights}
    assert asked(client, name, times=30) == {"1", "2"}
    ended: dict[str, dict[str, float]] = {"AdditionalVersionWeights": {}}
    client.update_alias(FunctionName=name, Name="live", FunctionVersion="2", RoutingConfig=ended)
    assert asked(client, name, times=5) == {"2"}
    assert "RoutingConfig" not in client.get_alias(FunctionName=name, Name="live")


def test_what_an_alias_cannot_be(two: tuple[Any, str]) -> None:
    """A version that is not there, weights with $LATEST, a change planned on another state."""
    client, name = two
    alias = {"FunctionName": name, "Name": "live"}
    assert refused(client.update_alias, **alias, FunctionVersion="7") == (
        "ResourceNotFoundException",
        f"Function not found: {ARN}:{name}:7",
    )
    weights = {"AdditionalVersionWeights": {"2": 0.5}}
    code, _ = refused(
        client.update_alias, **alias, FunctionVersion="$LATEST", RoutingConfig=weights
    )
    assert code == "InvalidParameterValueException"
    assert refused(client.get_alias, FunctionName=name, Name="gone") == (
        "ResourceNotFoundException",
        f"Cannot find alias arn: {ARN}:{name}:gone",
    )


def test_a_version_is_measured_apart_only_beside_another(
    world: World, two: tuple[Any, str]
) -> None:
    """CloudWatch has figures by executed version for an alias with two of them, and else none."""
    client, name = two
    asked(client, name)
    watch = world.client("cloudwatch")
    by_version = [{"Name": "ExecutedVersion"}, {"Name": "FunctionName", "Value": name}]
    assert watch.list_metrics(Namespace="AWS/Lambda", Dimensions=by_version)["Metrics"] == []
    client.update_alias(
        FunctionName=name, Name="live", RoutingConfig={"AdditionalVersionWeights": {"2": 1.0}}
    )
    asked(client, name)
    found = world.application.region("us-east-1").services.measured(
        "AWS/Lambda",
        "Invocations",
        {"FunctionName": name, "Resource": f"{name}:live", "ExecutedVersion": "2"},
    )
    assert [value for _, value in found] == [1.0]


def test_an_alias_that_somebody_else_has_moved(two: tuple[Any, str]) -> None:
    """Every move gives it another revision; one that was planned on an earlier is refused."""
    client, name = two
    alias = {"FunctionName": name, "Name": "live"}
    seen = client.get_alias(**alias)["RevisionId"]
    moved = client.update_alias(**alias, FunctionVersion="2", RevisionId=seen)["RevisionId"]
    again = client.update_alias(**alias, FunctionVersion="2", RevisionId=moved)["RevisionId"]
    assert len({seen, moved, again}) == 3
    with pytest.raises(ClientError) as error:
        client.update_alias(**alias, FunctionVersion="1", RevisionId=seen)
    told = error.value.response
    assert told["Error"]["Code"] == "PreconditionFailedException"
    assert told["ResponseMetadata"]["HTTPStatusCode"] == 412
    assert client.get_alias(**alias)["FunctionVersion"] == "2"
