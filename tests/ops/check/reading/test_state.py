"""Pulumi states: Kubernetes objects as declared, other resources as they are."""

import json

from ops.check.reading.json import read_json
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import Object
from policies.rules.unknown import is_unknown

SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}
STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"
SERVICE = "urn:pulumi:dev::shop::shipshape:index:KubernetesService::web"
STATE = {
    "version": 3,
    "deployment": {
        "resources": [
            {"urn": STACK, "type": "pulumi:pulumi:Stack", "outputs": {"url": "http://x"}},
            {"urn": SERVICE, "type": "shipshape:index:KubernetesService", "parent": STACK},
            {
                "urn": f"{SERVICE}$kubernetes:apps/v1:Deployment::web",
                "type": "kubernetes:apps/v1:Deployment",
                "custom": True,
                "parent": SERVICE,
                "inputs": {
                    "spec": {"replicas": 2},
                    "key": {**SECRET, "ciphertext": "v1:abc"},
                    "open": {**SECRET, "plaintext": '"told"'},
                    "__fieldManager": "x",
                },
                "outputs": {
                    "metadata": {"name": "web-1a2b", "namespace": "shop", "uid": "1"},
                    "status": {"replicas": 2},
                },
            },
            {"urn": "u::old", "type": "kubernetes:core/v1:Pod", "delete": True, "inputs": {"a": 1}},
            {"urn": "u::p", "type": "kubernetes:apps/v1:DeploymentPatch", "inputs": {"a": 1}},
            {"urn": "u::r", "type": "kubernetes:helm.sh/v3:Release", "inputs": {"chart": "x"}},
            {"urn": "u::pod", "type": "kubernetes:core/v1:Pod", "inputs": {"metadata": {}}},
            {
                "urn": "u::f",
                "type": "aws:lambda/function:Function",
                "parent": STACK,
                "inputs": {
                    "timeout": 3,
                    "environment": {"variables": {"KEY": {**SECRET, "ciphertext": "v1:x"}}},
                },
            },
            "nonsense",
            {"type": 5},
        ]
    },
}


def test_state() -> None:
    """Inputs decide; encrypted secrets are unknown; owners are named; leftovers are left out."""
    reading = read_json(json.dumps(STATE, indent=1), "stack.json")
    assert reading.troubles == []
    deployment, pod = [one for one, _ in reading.found if isinstance(one, Object)]
    assert {key: one for key, one in deployment.data.items() if key != "key"} == {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "web-1a2b", "namespace": "shop"},
        "spec": {"replicas": 2},
        "open": "told",
    }
    assert is_unknown(deployment.data["key"])
    assert deployment.owner == "KubernetesService web"
    assert pod.data == {"apiVersion": "v1", "kind": "Pod", "metadata": {}}
    resources = [one for one, _ in reading.found if isinstance(one, Resource)]
    assert [(one.type, one.name, one.owner, one.secrets) for one in resources] == [
        ("pulumi:pulumi:Stack", "shop-dev", "", frozenset()),
        ("shipshape:index:KubernetesService", "web", "", frozenset()),
        ("aws:lambda/function:Function", "f", "", frozenset({"environment.variables.KEY"})),
    ]
    lines = json.dumps(STATE, indent=1).splitlines()
    line_of = next(place for one, place in reading.found if one is deployment)
    assert '"replicas": 2' in lines[line_of("spec.replicas") - 1]
    assert '"timeout": 3' in lines[reading.found[-1][1]("timeout") - 1]


def test_a_file_of_the_backend() -> None:
    """The file backend keeps the same below `checkpoint`."""
    text = json.dumps({"checkpoint": {"latest": STATE["deployment"]}})
    assert len(read_json(text, "dev.json").found) == 5
