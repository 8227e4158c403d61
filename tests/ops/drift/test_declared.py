"""What a stack declares, from recorded resources of a state."""

import json
from pathlib import Path
from typing import Any

import pytest

from collect.rollout import Access
from drift.model import Desired
from ops.drift.declared import Declared, declared
from tests.ops.engine.test_values import SECRET, UNKNOWN

FOLDER = Path("/project")
URN = "urn:pulumi:dev::shop"
PROVIDER = f"{URN}::pulumi:providers:kubernetes::far"


def resource(token: str, name: str, inputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A resource as a state has it."""
    return {
        "urn": f"{URN}::{token}::{name}",
        "type": token,
        "custom": True,
        "inputs": inputs,
        **more,
    }


def config_map(name: str = "web", **more: Any) -> dict[str, Any]:
    """A ConfigMap in the namespace shop."""
    inputs = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": name, "namespace": "shop"},
        "data": {"a": "b"},
    }
    return resource("kubernetes:core/v1:ConfigMap", name, inputs, **more)


def provider(**inputs: Any) -> dict[str, Any]:
    """A provider, with the reference that its resources have to it."""
    return resource("pulumi:providers:kubernetes", "far", inputs, id="1f")


def objects(found: Declared) -> list[Desired]:
    """All that is declared in clusters."""
    return [one for each in found.clusters.values() for one in each]


def test_an_object_as_it_was_applied() -> None:
    """What was applied last is the same, and its field manager is known."""
    found = declared([config_map(outputs={"__fieldManager": "pulumi-kubernetes-1"})], FOLDER)
    [one] = objects(found)
    assert one.object == {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "web", "namespace": "shop"},
        "data": {"a": "b"},
    }
    assert one.last is one.object
    assert found.managers == {one.urn: "pulumi-kubernetes-1"}


def test_a_secret_is_opened_and_its_place_known() -> None:
    """Its value is compared in memory; the report will mask it."""
    inputs = {
        "metadata": {"name": "keys"},
        "stringData": {**SECRET, "plaintext": json.dumps({"TOKEN": "not-a-real-token"})},
    }
    [one] = objects(declared([resource("kubernetes:core/v1:Secret", "keys", inputs)], FOLDER))
    assert one.object["stringData"] == {"TOKEN": "not-a-real-token"}
    assert one.secrets == {("stringData",)}


def test_names_that_the_provider_gave() -> None:
    """They stand in the outputs; its own note on that is no annotation of the object."""
    inputs = {
        "metadata": {"annotations": {"pulumi.com/autonamed": "true", "team": "shop"}},
        "__internal": 1,
    }
    live = {"metadata": {"name": "web-1a2b", "namespace": "default", "uid": "7"}}
    given = resource("kubernetes:apps/v1:Deployment", "web", inputs, outputs=live)
    [one] = objects(declared([given], FOLDER))
    assert one.object == {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {
            "name": "web-1a2b",
            "namespace": "default",
            "annotations": {"team": "shop"},
        },
    }


@pytest.mark.parametrize("metadata", [None, "text", 7, {"name": UNKNOWN}, {"annotations": None}])
def test_metadata_that_is_none(metadata: Any) -> None:
    """Nothing raises: the comparison will say that it has no name."""
    given = resource("kubernetes:core/v1:ConfigMap", "web", {"metadata": metadata})
    [one] = objects(declared([given], FOLDER))
    assert "name" not in one.object["metadata"]


def test_what_is_no_object_of_ours_is_left_out() -> None:
    """Charts, groups of files, patches, components, what is only read, and what is going."""
    patched = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}
    given = [
        resource("kubernetes:helm.sh/v3:Release", "chart", {}),
        resource("kubernetes:yaml/v2:ConfigGroup", "group", {}),
        resource("kubernetes:core/v1:ConfigMapPatch", "patch", patched),
        {**config_map("component"), "custom": False},
        config_map("read", external=True),
        config_map("going", delete=True),
        resource("random:index/randomId:RandomId", "id", {}),
        resource("pulumi:pulumi:Stack", "shop-dev", {}),
    ]
    assert not declared(given, FOLDER)


def test_a_kind_that_is_called_a_patch_is_an_object() -> None:
    """What the provider patches has the kind that it patches in its inputs."""
    inputs = {"apiVersion": "example.com/v1", "kind": "RoutePatch", "metadata": {"name": "x"}}
    [one] = objects(
        declared([resource("kubernetes:example.com/v1:RoutePatch", "x", inputs)], FOLDER)
    )
    assert (one.object["apiVersion"], one.object["kind"]) == ("example.com/v1", "RoutePatch")


@pytest.mark.parametrize(
    ("inputs", "access"),
    [
        ({}, Access()),
        ({"kubeconfig": "far.yaml", "context": "prod"}, Access("/project/far.yaml", "prod")),
        ({"kubeconfig": "/etc/far.yaml"}, Access("/etc/far.yaml")),
        (
            {"kubeconfig": "apiVersion: v1\nkind: Config\n"},
            Access("apiVersion: v1\nkind: Config\n"),
        ),
        (
            {"kubeconfig": {**SECRET, "plaintext": json.dumps('{"kind": "Config"}')}},
            Access('{"kind": "Config"}'),
        ),
    ],
)
def test_the_cluster_of_a_provider(inputs: dict[str, Any], access: Access) -> None:
    """A path from the project's folder, or the contents, also as a secret."""
    far = config_map(provider=f"{PROVIDER}::1f")
    found = declared([provider(**inputs), config_map("near"), far], FOLDER)
    assert {
        key: [one.object["metadata"]["name"] for one in each]
        for key, each in found.clusters.items()
    } == (
        {Access(): ["near", "web"]} if access == Access() else {Access(): ["near"], access: ["web"]}
    )


def test_beside_a_program_the_state_is_what_was_applied() -> None:
    """What the state does not have was never applied."""
    new, old = config_map("new"), config_map()
    found = declared([new, old], FOLDER, {old["urn"]: {**old["inputs"], "data": {"a": "before"}}})
    applied = [one.last and one.last["data"] for one in objects(found)]
    assert applied == [None, {"a": "before"}]


def test_resources_of_aws() -> None:
    """With the outputs that only the state knows; a secret's place is below the inputs."""
    inputs = {"name": "chat", "environment": {**SECRET, "plaintext": '{"KEY": "not-a-real-key"}'}}
    token = "aws:lambda/function:Function"
    [one] = declared(
        [resource(token, "chat", inputs, id="chat-1", outputs={"arn": "arn:aws:x"})], FOLDER
    ).resources
    assert (one.type, one.name, one.outputs) == (token, "chat-1", {"arn": "arn:aws:x"})
    assert one.inputs["environment"] == {"KEY": "not-a-real-key"}
    assert one.secrets == {("environment",)}
