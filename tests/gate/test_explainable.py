"""Which failures are explained, and what is asked for each."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diagnosis.snapshot import Platform
from gate.explainable import Failed, Place, asked, is_explained
from gate.explaining import Asked, explain

PLACE = Place("config", "prod", "shop", "evidence")
REFUSED = (
    "sdk-v2/provider2.go:572: sdk.helper_schema: creating Lambda Function (chat): operation error "
    "Lambda: CreateFunction, https response error StatusCode: 400, RequestID: "
    "5b2d7f0a-1111-4222-8333-944455556666, InvalidParameterValueException: The image manifest, "
    "config or layer media type for the source image "
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/chat@sha256:0000 is not supported.: "
    "provider=aws@7.51.1"
)
WAITED = (
    "waiting for Lambda Function (chat) create: unexpected state 'Failed', wanted target 'Active'. "
    "last error: ImageAccessDenied: Lambda does not have permission to access the ECR image."
)


def of(type_: str, inputs: dict[str, Any], error: str) -> Asked:
    """What is asked for a failure."""
    return asked(Failed(type_, "chat-child", inputs, (error,)), PLACE)


@pytest.mark.parametrize(
    "type_",
    [
        "aws:lambda/function:Function",
        "aws:iam/rolePolicy:RolePolicy",
        "docker:index/container:Container",
        "kubernetes:apps/v1:Deployment",
    ],
)
def test_what_is_explained(type_: str) -> None:
    """Of AWS everything, of Kubernetes what runs."""
    assert is_explained(type_)


@pytest.mark.parametrize(
    "type_", ["kubernetes:core/v1:ConfigMap", "docker:index/network:Network", "awsx:ecr:Image"]
)
def test_what_is_not(type_: str) -> None:
    """Nothing is attached to these."""
    assert not is_explained(type_)


def test_a_workload() -> None:
    """In its own namespace, or the provider's; it always says something."""
    wanted = Asked(
        heading="why Deployment web failed:",
        kind="Deployment",
        name="web",
        namespace="own",
        errors=("x",),
        folder="evidence",
        kubeconfig="config",
        context="prod",
    )
    metadata = {"name": "web", "namespace": "own"}
    assert of("kubernetes:apps/v1:Deployment", {"metadata": metadata}, "x") == wanted
    assert of("kubernetes:apps/v1:Deployment", {"metadata": None}, "x").name == "chat-child"
    assert of("kubernetes:apps/v1:Deployment", {}, "x").namespace == "shop"


def test_a_function_that_was_refused() -> None:
    """Is not looked at: it is not there, or it is as it was before."""
    assert of("aws:lambda/function:Function", {"name": "chat", "region": "eu-west-1"}, REFUSED) == (
        Asked(
            heading="why Function chat failed:",
            kind="Refused Function",
            name="chat",
            errors=(REFUSED,),
            folder="evidence",
            platform=Platform.LAMBDA,
            region="eu-west-1",
            quiet=True,
        )
    )


@pytest.mark.parametrize(
    ("type_", "inputs", "version"),
    [
        ("aws:lambda/function:Function", {"name": "chat"}, "$LATEST"),
        (
            "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
            {"functionName": "chat", "qualifier": "7"},
            "7",
        ),
        (
            "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
            {"functionName": "chat", "qualifier": "live"},
            "",
        ),
    ],
)
def test_a_function_that_does_not_become_active(
    type_: str, inputs: dict[str, Any], version: str
) -> None:
    """Its state is read, and what this version logged."""
    found = of(type_, inputs, WAITED)
    assert (found.kind, found.name, found.version) == ("Function", "chat", version)


@pytest.mark.parametrize(
    ("type_", "inputs", "heading"),
    [
        ("aws:lambda/alias:Alias", {"name": "live"}, "why Alias live failed:"),
        ("aws:lambda/permission:Permission", {"function": "chat"}, "why Permission chat failed:"),
        ("aws:iam/role:Role", {}, "why Role chat-child failed:"),
        ("docker:index/container:Container", {"name": "chat"}, "why Container chat failed:"),
    ],
)
def test_the_others(type_: str, inputs: dict[str, Any], heading: str) -> None:
    """Are explained by what was said."""
    found = of(type_, inputs, WAITED)
    assert (found.heading, found.quiet) == (heading, True)
    assert found.kind == type_.rpartition(":")[2]
    refused = of(type_, inputs, REFUSED)
    assert (refused.heading, refused.kind) == (heading, f"Refused {found.kind}")
    assert (found.platform is Platform.DOCKER) == (type_.startswith("docker"))


def test_what_the_api_said_is_explained() -> None:
    """Cause and way out, from the error alone."""
    question = of("aws:lambda/function:Function", {"name": "chat"}, REFUSED)
    text = explain(replace(question, folder="")).text
    assert text.startswith("why Function chat failed:")
    assert "[lambda.image_manifest," in text
    assert "--provenance=false" in text
    assert "Not read" not in text


TAKEN = (
    "Unable to create container: Error response from daemon: Conflict. The container name "
    '"/chat" is already in use by container "4f6e".'
)


def test_what_docker_refused_is_explained_without_a_look() -> None:
    """The container is not there: that it can't be read is no news."""
    question = of("docker:index/container:Container", {"name": "chat"}, TAKEN)
    text = explain(replace(question, folder="")).text
    assert "[docker.name_conflict," in text
    assert "Not read" not in text


@pytest.mark.parametrize(
    ("type_", "error"),
    [
        ("aws:lambda/function:Function", "creating Lambda Function (chat): something of its own"),
        ("aws:ecr/repository:Repository", "1 error occurred:\n\t* the moon is in the way\n"),
        ("docker:index/container:Container", "Unable to do this: something of its own"),
    ],
)
def test_where_nothing_is_known_nothing_is_said(type_: str, error: str, tmp_path: Path) -> None:
    """No empty report, and no evidence of it."""
    found = explain(replace(of(type_, {"name": "chat"}, error), folder=str(tmp_path)))
    assert (found.text, found.bundle) == ("", "")
    assert list(tmp_path.iterdir()) == []
