"""The Deployment, whole."""

from typing import Any

import pytest

from components.deployment import Wiring, deployment_spec
from components.service_plan import plan_service
from components.volumes import TEMPORARY_FOLDER

SELECTOR = {"app.kubernetes.io/name": "service", "app.kubernetes.io/instance": "service"}


def _spec(overrides: dict[str, Any] | None = None, **args: Any) -> dict[str, Any]:
    wiring = Wiring(
        image="registry/app@sha256:1",
        version="1",
        config_name="service-config-1",
        secret_name="service-secrets-1",
        secret_names=["OPENAI_API_KEY"],
        service_account="service",
    )
    return deployment_spec(plan_service("service", args), wiring, overrides or {})


def _from_the_pod(name: str, path: str) -> dict[str, Any]:
    return {"name": name, "valueFrom": {"fieldRef": {"apiVersion": "v1", "fieldPath": path}}}


def _probe(path: str, period: int, timeout: int, failures: int) -> dict[str, Any]:
    return {
        "httpGet": {"path": path, "port": "http", "scheme": "HTTP"},
        "periodSeconds": period,
        "timeoutSeconds": timeout,
        "failureThreshold": failures,
        "successThreshold": 1,
    }


def _spread(key: str) -> dict[str, Any]:
    return {
        "maxSkew": 1,
        "topologyKey": key,
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": SELECTOR},
    }


CONTAINER: dict[str, Any] = {
    "name": "service",
    "image": "registry/app@sha256:1",
    "imagePullPolicy": "IfNotPresent",
    "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"}],
    "env": [
        _from_the_pod("POD_NAME", "metadata.name"),
        _from_the_pod("POD_NAMESPACE", "metadata.namespace"),
        _from_the_pod("POD_IP", "status.podIP"),
        _from_the_pod("NODE_NAME", "spec.nodeName"),
        {"name": "SERVICE_VERSION", "value": "1"},
        {
            "name": "OTEL_RESOURCE_ATTRIBUTES",
            "value": "service.version=$(SERVICE_VERSION),service.instance.id=$(POD_NAME),"
            "k8s.pod.name=$(POD_NAME),k8s.namespace.name=$(POD_NAMESPACE),"
            "k8s.node.name=$(NODE_NAME)",
        },
        {"name": "NODE_OPTIONS", "value": "--max-old-space-size=384"},
        {
            "name": "OPENAI_API_KEY",
            "valueFrom": {"secretKeyRef": {"name": "service-secrets-1", "key": "OPENAI_API_KEY"}},
        },
    ],
    "envFrom": [{"configMapRef": {"name": "service-config-1"}}],
    "resources": {
        "requests": {"cpu": "100m", "memory": "256Mi"},
        "limits": {"memory": "512Mi"},
    },
    "securityContext": {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "privileged": False,
        "readOnlyRootFilesystem": True,
    },
    "terminationMessagePolicy": "FallbackToLogsOnError",
    "volumeMounts": [{"name": "tmp", "mountPath": TEMPORARY_FOLDER}],
    "startupProbe": _probe("/health/ready", 5, 3, 24),
    "readinessProbe": _probe("/health/ready", 10, 3, 3),
    "livenessProbe": _probe("/health/live", 20, 5, 3),
    "lifecycle": {"preStop": {"sleep": {"seconds": 10}}},
}

POD: dict[str, Any] = {
    "serviceAccountName": "service",
    "automountServiceAccountToken": False,
    "enableServiceLinks": False,
    "securityContext": {
        "runAsNonRoot": True,
        "runAsUser": 65532,
        "runAsGroup": 65532,
        "fsGroup": 65532,
        "fsGroupChangePolicy": "OnRootMismatch",
        "seccompProfile": {"type": "RuntimeDefault"},
    },
    "terminationGracePeriodSeconds": 70,
    "topologySpreadConstraints": [
        _spread("kubernetes.io/hostname"),
        _spread("topology.kubernetes.io/zone"),
    ],
    "containers": [CONTAINER],
    "volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}}],
}


def test_an_api_service() -> None:
    """Every default of DESIGN's table in one object."""
    assert _spec() == {
        "replicas": 2,
        "selector": {"matchLabels": SELECTOR},
        "strategy": {
            "type": "RollingUpdate",
            "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0},
        },
        "minReadySeconds": 10,
        "progressDeadlineSeconds": 300,
        "revisionHistoryLimit": 5,
        "template": {"metadata": {"labels": SELECTOR}, "spec": POD},
    }


def test_an_autoscaler_owns_the_replicas() -> None:
    """Not a word about them, or each `up` would undo the autoscaler."""
    assert "replicas" not in _spec(autoscaling={"min_replicas": 1, "max_replicas": 5})


def test_debug_mode_shows() -> None:
    """As a label on the pod, not in the selector."""
    spec = _spec(debug=True)
    assert spec["template"]["metadata"]["labels"] == {**SELECTOR, "shipshape.dev/debug": "true"}
    assert spec["selector"] == {"matchLabels": SELECTOR}


def test_another_runtime_gets_no_node_options() -> None:
    """Python would not know them."""
    names = [
        variable["name"]
        for variable in _spec(runtime="other")["template"]["spec"]["containers"][0]["env"]
    ]
    assert "NODE_OPTIONS" not in names


def test_no_pre_stop_no_hook() -> None:
    """Zero seconds of sleep is no sleep."""
    assert "lifecycle" not in _spec(pre_stop=0)["template"]["spec"]["containers"][0]


def test_the_users_last_word() -> None:
    """A host name, a sidecar, a field taken away; the rest stays."""
    overrides = {
        "hostname": "here",
        "enableServiceLinks": None,
        "containers": [{"name": "service", "tty": True}, {"name": "sidecar", "image": "b"}],
    }
    pod = {name: value for name, value in POD.items() if name != "enableServiceLinks"}
    assert _spec(overrides)["template"]["spec"] == {
        **pod,
        "hostname": "here",
        "containers": [{**CONTAINER, "tty": True}, {"name": "sidecar", "image": "b"}],
    }


@pytest.mark.parametrize("preset", ["api", "model"])
def test_pod_security_restricted(preset: str) -> None:
    """What the standard "restricted" asks of a pod and its container."""
    pod = _spec(preset=preset, memory="2Gi")["template"]["spec"]
    container = pod["containers"][0]["securityContext"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["allowPrivilegeEscalation"] is False
    assert container["capabilities"] == {"drop": ["ALL"]}
    assert {next(iter(set(volume) - {"name"})) for volume in pod["volumes"]} == {"emptyDir"}
