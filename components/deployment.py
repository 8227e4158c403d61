"""The Deployment's spec, as Kubernetes writes it, from a plan."""

from dataclasses import dataclass, field
from typing import Any

from .environment import container_environment
from .limits import resource_requirements
from .merge import merged
from .probes import PORT_NAME, probes
from .rollout import REVISION_HISTORY, strategy
from .security import container_security, pod_security
from .service_plan import ServicePlan
from .volumes import writable_mounts, writable_volumes

DEBUG_LABEL = "shipshape.dev/debug"
"""Label of a pod that runs with debug tools; find them all with `kubectl get pods -A -l`."""


@dataclass(frozen=True)
class Wiring:
    """What the spec refers to and only the engine knows; each may be a Pulumi output."""

    image: Any
    version: Any
    config_name: Any
    secret_name: Any
    secret_names: list[str]
    service_account: Any
    pull_secrets: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    annotations: dict[str, str] = field(default_factory=dict)


def selector(name: str) -> dict[str, str]:
    """The labels that find the service's pods; they can never change."""
    return {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name}


def deployment_spec(
    plan: ServicePlan, wiring: Wiring, pod_overrides: dict[str, Any]
) -> dict[str, Any]:
    """The Deployment's `spec`; with an autoscaler it says nothing about `replicas`."""
    debug = {DEBUG_LABEL: "true"} if plan.debug else {}
    metadata: dict[str, Any] = {"labels": {**wiring.labels, **selector(plan.name), **debug}}
    if wiring.annotations:
        metadata["annotations"] = dict(wiring.annotations)
    spec = {
        "selector": {"matchLabels": selector(plan.name)},
        "strategy": strategy(plan.surge),
        "minReadySeconds": plan.timeouts.min_ready,
        "progressDeadlineSeconds": plan.timeouts.progress_deadline,
        "revisionHistoryLimit": REVISION_HISTORY,
        "template": {
            "metadata": metadata,
            "spec": merged(_pod_spec(plan, wiring), pod_overrides),
        },
    }
    return spec if plan.scaling else {"replicas": plan.replicas, **spec}


def _pod_spec(plan: ServicePlan, wiring: Wiring) -> dict[str, Any]:
    spec = {
        "serviceAccountName": wiring.service_account,
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "securityContext": pod_security(plan.user),
        "terminationGracePeriodSeconds": plan.timeouts.grace,
        "topologySpreadConstraints": _spread(plan.name),
        "containers": [_container(plan, wiring)],
        "volumes": writable_volumes(list(plan.cache_paths)),
    }
    if wiring.pull_secrets:
        spec["imagePullSecrets"] = [{"name": name} for name in wiring.pull_secrets]
    return spec


def _container(plan: ServicePlan, wiring: Wiring) -> dict[str, Any]:
    container = {
        "name": plan.name,
        "image": wiring.image,
        "imagePullPolicy": "IfNotPresent",
        "ports": [{"name": PORT_NAME, "containerPort": plan.port, "protocol": "TCP"}],
        "env": container_environment(plan, wiring.version, wiring.secret_name, wiring.secret_names),
        "envFrom": [{"configMapRef": {"name": wiring.config_name}}],
        "resources": resource_requirements(plan.limits),
        "securityContext": container_security(read_only_root=plan.read_only_root),
        "terminationMessagePolicy": "FallbackToLogsOnError",
        "volumeMounts": writable_mounts(list(plan.cache_paths)),
        **probes(plan.timeouts, plan.ready_path, plan.live_path),
    }
    if plan.timeouts.pre_stop:
        # The kubelet sleeps itself: a distroless image has no sleep command.
        container["lifecycle"] = {"preStop": {"sleep": {"seconds": plan.timeouts.pre_stop}}}
    return container


def _spread(name: str) -> list[dict[str, Any]]:
    """Soft spread over nodes and zones: a single node must still take every pod."""
    return [
        {
            "maxSkew": 1,
            "topologyKey": key,
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": {"matchLabels": selector(name)},
        }
        for key in ("kubernetes.io/hostname", "topology.kubernetes.io/zone")
    ]
