"""The kubelet is a real one: probes act, limits kill. What the defaults rely on."""

import pytest

from tests.cluster.kubectl import Kubectl, Object
from tests.cluster.pods import EATS_MEMORY, SERVES_AFTER, pod, probe

pytestmark = pytest.mark.cluster


def container(kubectl: Kubectl, name: str) -> Object:
    """The status of the pod's only container; empty before the kubelet saw it."""
    statuses = kubectl.get("pod", name)["status"].get("containerStatuses") or [{}]
    first: Object = statuses[0]
    return first


def test_a_failing_liveness_probe_restarts_the_container(kubectl: Kubectl, node_image: str) -> None:
    """The container is killed and started again, and the event says which probe it was."""
    probes = {"livenessProbe": probe("/bad")}
    kubectl.apply(pod("sick", node_image, (SERVES_AFTER, "0", "/bad"), probes))
    kubectl.wait("a restart", lambda: container(kubectl, "sick").get("restartCount", 0) >= 1)
    assert (
        "Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 500"
        in kubectl.reasons("sick")
    )


def test_a_failing_readiness_probe_takes_the_pod_out_of_rotation(
    kubectl: Kubectl, node_image: str
) -> None:
    """The pod runs on, but no service sends to it."""
    kubectl.apply(
        pod("deaf", node_image, (SERVES_AFTER, "0", "/bad"), {"readinessProbe": probe("/bad")}),
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": "deaf"},
            "spec": {"selector": {"app": "deaf"}, "ports": [{"port": 80, "targetPort": "http"}]},
        },
    )
    kubectl.wait(
        "an event of the readiness probe",
        lambda: any("Readiness probe failed" in reason for reason in kubectl.reasons("deaf")),
    )
    slices = kubectl.all("endpointslices", "kubernetes.io/service-name=deaf")
    endpoints = [endpoint for one in slices for endpoint in one.get("endpoints") or []]
    assert [endpoint["conditions"]["ready"] for endpoint in endpoints] == [False]
    assert container(kubectl, "deaf")["restartCount"] == 0


def test_a_startup_probe_shields_a_slow_start(kubectl: Kubectl, node_image: str) -> None:
    """Liveness would have killed it after two seconds; it starts within its budget of ten."""
    probes = {"startupProbe": probe("/", failures=10), "livenessProbe": probe("/")}
    kubectl.apply(pod("slow", node_image, (SERVES_AFTER, "5", ""), probes))
    kubectl.wait("start", lambda: container(kubectl, "slow").get("started") is True)
    assert container(kubectl, "slow")["restartCount"] == 0


def test_a_start_over_budget_is_killed(kubectl: Kubectl, node_image: str) -> None:
    """The startup probe has an end."""
    probes = {"startupProbe": probe("/", failures=3)}
    kubectl.apply(pod("stuck", node_image, (SERVES_AFTER, "600", ""), probes))
    kubectl.wait("a restart", lambda: container(kubectl, "stuck").get("restartCount", 0) >= 1)
    reasons = kubectl.reasons("stuck")
    assert any(reason.startswith("Unhealthy: Startup probe failed") for reason in reasons)


def test_memory_over_the_limit_is_killed_and_restarted(kubectl: Kubectl, node_image: str) -> None:
    """The kernel kills it (137, OOMKilled) and the kubelet starts it again."""
    limits = {"resources": {"limits": {"memory": "128Mi"}}}
    kubectl.apply(pod("hungry", node_image, (EATS_MEMORY,), limits))
    kubectl.wait("a restart", lambda: container(kubectl, "hungry").get("restartCount", 0) >= 1)
    ended = container(kubectl, "hungry")["lastState"]["terminated"]
    assert (ended["exitCode"], ended["reason"]) == (137, "OOMKilled")
