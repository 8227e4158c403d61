"""Configurations: whose account, whose machine, which region."""

import json
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.aws import MESSAGE, VERSION
from local.providers.protocol.properties import decode, encode
from tests.local.providers.aws.account import ACCOUNT, REGION
from tests.local.providers.aws.conftest import Served

_ELSEWHERE = (
    "the stand-in AWS provider works with the stand-in AWS of this machine only; for a real "
    "account install Pulumi's own plugin (`pulumi plugin install resource aws`)"
)


def _refusal(served: Served, **settings: str) -> str:
    with pytest.raises(grpc.RpcError) as refused:
        served.configure(**settings)
    return str(refused.value.details())


def test_the_provider_introduces_itself(unconfigured: Served) -> None:
    """With the version of the program's SDK, and a schema without types."""
    from importlib import metadata

    assert metadata.version("pulumi-aws") == VERSION
    assert unconfigured.stub.GetPluginInfo(empty_pb2.Empty()).version == VERSION
    schema = unconfigured.stub.GetSchema(proto.GetSchemaRequest()).schema
    assert json.loads(schema) == {"name": "aws", "version": VERSION}


def test_it_announces_itself_once(unconfigured: Served) -> None:
    """However many provider resources a program has."""
    unconfigured.configure()
    unconfigured.configure(region="eu-west-1")
    assert unconfigured.log.lines == [MESSAGE]


@pytest.mark.parametrize(
    "address", ["https://lambda.eu-central-1.amazonaws.com", "http://10.0.0.1:4566", "http://a.b"]
)
def test_no_address_but_this_machines_is_taken(
    unconfigured: Served, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """A stand-in must not touch a real account, whoever leads it there."""
    listed = json.dumps([{"lambda": address}])
    expected = f"{address} is not an address of this machine: {_ELSEWHERE}"
    assert _refusal(unconfigured, endpoints=listed) == expected
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    assert _refusal(unconfigured) == expected
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    assert _refusal(unconfigured) == f"AWS_ENDPOINT_URL is not set: {_ELSEWHERE}"


def test_endpoints_of_the_program_are_enough(
    unconfigured: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Services that it leaves out are not asked at AWS instead."""
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    url = unconfigured.aws.url
    unconfigured.configure(endpoints=json.dumps([{"sts": url, "ecr": url}]))
    unconfigured.create("aws:ecr/repository:Repository", {"name": "svc"})
    with pytest.raises(grpc.RpcError) as refused:
        unconfigured.create("aws:iam/role:Role", {"name": "svc", "assumeRolePolicy": "{}"})
    assert refused.value.details() == f"`endpoints` says nothing of iam: {_ELSEWHERE}"


def test_the_region_may_come_from_the_environment(
    unconfigured: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the official provider reads it; without one it is one sentence."""
    checked = unconfigured.stub.CheckConfig(proto.CheckRequest(news=encode({"profile": "x"})))
    assert decode(checked.inputs) == {"profile": "x", "region": REGION}
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name)
    checked = unconfigured.stub.CheckConfig(proto.CheckRequest(news=encode({})))
    assert decode(checked.inputs) == {}
    assert _refusal(unconfigured, region="") == (
        "the AWS region is not set: `pulumi config set aws:region <region>`, or AWS_REGION"
    )


def test_wrong_credentials_are_told_at_once(unconfigured: Served) -> None:
    """Before anything is changed, in AWS' own words."""
    said = _refusal(unconfigured, accessKey="fake", secretKey="fake")
    assert said.startswith("AWS did not accept the credentials: operation error STS: GetCaller")


def test_missing_credentials_are_told_at_once(
    unconfigured: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    assert _refusal(unconfigured) == "STS: Unable to locate credentials"
    assert _refusal(unconfigured, profile="nobody") == (
        "AWS cannot be asked: The config profile (nobody) could not be found"
    )


def test_an_aws_that_does_not_answer(unconfigured: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is named."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert _refusal(unconfigured) == (
        'STS: Could not connect to the endpoint URL: "http://127.0.0.1:1/"'
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"allowedAccountIds": json.dumps(["210987654321"])},
        {"forbiddenAccountIds": json.dumps([ACCOUNT])},
    ],
)
def test_an_account_that_is_not_meant_is_refused(
    unconfigured: Served, settings: dict[str, str]
) -> None:
    """The official provider's sentence."""
    assert _refusal(unconfigured, **settings) == f"AWS account ID not allowed: {ACCOUNT}"
    unconfigured.configure(allowedAccountIds=json.dumps([ACCOUNT]))


def test_default_tags_are_put_on_what_takes_tags(unconfigured: Served) -> None:
    """The program's own win."""
    unconfigured.configure(defaultTags=json.dumps({"tags": {"team": "a", "owner": "x"}}))
    token = "aws:ecr/repository:Repository"
    checked = unconfigured.checked(token, {"name": "svc", "tags": {"owner": "y"}})
    assert checked["tags"] == {"team": "a", "owner": "y"}
    _, outputs = unconfigured.create(token, checked)
    assert outputs["tagsAll"] == {"team": "a", "owner": "y"}
    policy = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
    assert "tags" not in unconfigured.checked(policy, {"repository": "svc", "policy": "{}"})


def test_another_configuration_replaces_nothing(unconfigured: Served) -> None:
    """It is used for what comes."""
    message = proto.DiffRequest(olds=encode({"region": "a"}), news=encode({"region": "b"}))
    answer = unconfigured.stub.DiffConfig(message)
    assert (answer.changes, list(answer.diffs), list(answer.replaces)) == (
        answer.DIFF_SOME,
        ["region"],
        [],
    )
    same = proto.DiffRequest(olds=encode({"region": "a"}), news=encode({"region": "a"}))
    assert unconfigured.stub.DiffConfig(same).changes == answer.DIFF_NONE


def test_nothing_is_asked_before_it_is_configured(unconfigured: Served) -> None:
    """A preview of a provider whose settings are not known yet still plans."""
    inputs: dict[str, Any] = {"name": "svc"}
    with pytest.raises(grpc.RpcError) as refused:
        unconfigured.create("aws:ecr/repository:Repository", inputs)
    assert refused.value.details() == "the provider is not configured yet"
    _, planned = unconfigured.create("aws:ecr/repository:Repository", inputs, preview=True)
    assert planned["name"] == "svc"
