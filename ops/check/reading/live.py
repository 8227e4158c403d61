"""Reading a live cluster: what its users wrote, not what its controllers made of it."""

from collections.abc import Iterable
from typing import Any

from collect.kubernetes import Kind, Unread, ask
from ops.check.reading.found import Reading, Trouble
from policies.rules.subjects import Object

EVERY = "*"
"""The namespace that stands for all."""

KINDS = (
    Kind("apps/v1", "Deployment", "deployments"),
    Kind("apps/v1", "StatefulSet", "statefulsets"),
    Kind("apps/v1", "DaemonSet", "daemonsets"),
    Kind("apps/v1", "ReplicaSet", "replicasets"),
    Kind("batch/v1", "Job", "jobs"),
    Kind("batch/v1", "CronJob", "cronjobs"),
    Kind("v1", "Pod", "pods"),
    Kind("v1", "ReplicationController", "replicationcontrollers"),
    Kind("v1", "Service", "services"),
    Kind("v1", "ServiceAccount", "serviceaccounts"),
    Kind("v1", "ConfigMap", "configmaps"),
    Kind("v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
    Kind("v1", "Namespace", "namespaces", namespaced=False),
    Kind("networking.k8s.io/v1", "Ingress", "ingresses"),
    Kind("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
    Kind("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
    Kind("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
    Kind("gateway.networking.k8s.io/v1", "Gateway", "gateways"),
    Kind("gateway.networking.k8s.io/v1", "HTTPRoute", "httproutes"),
)
"""What the rules look at. Secrets are never asked for."""

_NOT_FOUND = 404
# Made by the cluster in every namespace.
_MADE = frozenset({("ConfigMap", "kube-root-ca.crt"), ("Service", "kubernetes")})


def read_cluster(namespaces: Iterable[str], context: str | None = None) -> Reading:
    """The objects of the namespaces, `*` for all. Raises collect.kubernetes.NoCluster."""
    reading = Reading()
    for namespace in namespaces:
        asked = None if namespace == EVERY else namespace
        for one in ask(KINDS, asked, context):
            if isinstance(one, Unread):
                reading.troubles.extend(_unread(one, namespace))
            elif written(one) and _belongs(one, asked):
                reading.found.append((Object(one, f"cluster:{namespace}"), _no_line))
    return reading


def written(data: dict[str, Any]) -> bool:
    """Whether somebody wrote this object: no controller owns it, and not every cluster has it."""
    metadata = data.get("metadata") or {}
    owners = metadata.get("ownerReferences") or []
    if any(one.get("controller") for one in owners):
        return False
    return (data.get("kind"), metadata.get("name")) not in _MADE


def _belongs(data: dict[str, Any], namespace: str | None) -> bool:
    name = (data.get("metadata") or {}).get("name")
    return data.get("kind") != "Namespace" or namespace in (None, name)


def _unread(one: Unread, namespace: str) -> Iterable[Trouble]:
    # A cluster without a kind has none of its objects; one that hides them has not been judged.
    if one.status != _NOT_FOUND:
        said = f"no access to its {one.kind.plural}: they are not judged"
        yield Trouble(f"cluster:{namespace}", 0, said)


def _no_line(_path: str) -> int:
    return 0
