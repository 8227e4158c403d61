"""Where the resources of a state run."""

from pathlib import Path
from typing import Any

import pytest

from collect.live.selection import Selection
from collect.rollout import Access
from diagnosis.snapshot import Platform, Ref, Statement
from ops.diagnosing.stack import Places, places

FOLDER = Path("/project")
PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:kubernetes::default"
OTHER = "urn:pulumi:dev::shop::pulumi:providers:kubernetes::other"
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}


def workload(kind: str, name: str, namespace: str, provider: str, **more: Any) -> dict[str, Any]:
    """A workload as the engine keeps it."""
    return {
        "urn": f"urn:pulumi:dev::shop::{kind}::{name}",
        "type": kind,
        "id": f"{namespace}/{name}",
        "inputs": {"metadata": {"namespace": namespace}},
        "outputs": {"metadata": {"name": name, "namespace": namespace}},
        "provider": f"{provider}::1",
        **more,
    }


STATE = {
    "resources": [
        {"urn": PROVIDER, "type": "pulumi:providers:kubernetes", "id": "1", "inputs": {}},
        {
            "urn": OTHER,
            "type": "pulumi:providers:kubernetes",
            "id": "1",
            "inputs": {
                "kubeconfig": {**SECRET, "plaintext": '"apiVersion: v1\\nkind: Config\\n"'},
                "context": "east",
            },
        },
        workload(
            "kubernetes:apps/v1:Deployment",
            "web",
            "shop",
            PROVIDER,
            initErrors=["Minimum number of live replicas was not reached"],
        ),
        workload("kubernetes:apps/v1:StatefulSet", "db", "shop", PROVIDER),
        workload("kubernetes:core/v1:Service", "web", "shop", PROVIDER),
        workload("kubernetes:apps/v1:Deployment", "old", "shop", PROVIDER, delete=True),
        workload("kubernetes:batch/v1:Job", "seed", "data", OTHER),
        {
            "urn": "u",
            "type": "aws:lambda/function:Function",
            "outputs": {"arn": "arn:aws:lambda:eu-west-1:1:function:chat"},
        },
        {"urn": "v", "type": "docker:index/container:Container", "outputs": {"name": "cache"}},
        "nonsense",
    ],
    "pending_operations": [
        {
            "type": "creating",
            "resource": {
                "type": "kubernetes:apps/v1:Deployment",
                "urn": "w",
                "inputs": {"metadata": {"name": "late"}},
                "provider": f"{PROVIDER}::1",
            },
        }
    ],
}


def test_workloads_by_cluster_and_namespace() -> None:
    """With the provider's own kubeconfig; what was being made when it stopped, too."""
    assert places(STATE, FOLDER) == Places(
        selections=(
            Selection(
                "shop",
                workloads=(Ref("Deployment", "web", "shop"), Ref("StatefulSet", "db", "shop")),
            ),
            Selection(
                "data",
                workloads=(Ref("Job", "seed", "data"),),
                access=Access("apiVersion: v1\nkind: Config\n", "east"),
            ),
            Selection("default", workloads=(Ref("Deployment", "late", "default"),)),
        ),
        functions=("arn:aws:lambda:eu-west-1:1:function:chat",),
        containers=("cache",),
        said=(
            Statement(
                "Minimum number of live replicas was not reached",
                Platform.ANY,
                "pulumi",
                "Deployment/shop/web",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [("./kube.yaml", "/project/kube.yaml"), ("/etc/kube.yaml", "/etc/kube.yaml"), ("", "")],
)
def test_a_kubeconfig_that_is_a_path(written: str, read: str) -> None:
    """A relative one begins at the project's folder, wherever the command is run."""
    provider = {
        "urn": PROVIDER,
        "type": "pulumi:providers:kubernetes",
        "id": "1",
        "inputs": {"kubeconfig": written},
    }
    web = workload("kubernetes:apps/v1:Deployment", "web", "shop", PROVIDER)
    (found,) = places({"resources": [provider, web]}, FOLDER).selections
    assert found.access == Access(read, "")


@pytest.mark.parametrize("state", [{}, {"resources": None}, {"resources": [{"type": 1}]}])
def test_nothing_to_look_at(state: dict[str, Any]) -> None:
    """An empty state."""
    assert not places(state, FOLDER)
