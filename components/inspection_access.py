"""What an inspection may read: lists and nothing else, and Secrets only where it was told to."""

from typing import Any

_READ = ["get", "list"]

READ: dict[str, list[str]] = {
    "": [
        "configmaps",
        "endpoints",
        "limitranges",
        "namespaces",
        "persistentvolumeclaims",
        "persistentvolumes",
        "pods",
        "replicationcontrollers",
        "resourcequotas",
        "serviceaccounts",
        "services",
    ],
    "apiextensions.k8s.io": ["customresourcedefinitions"],
    "admissionregistration.k8s.io": [
        "mutatingwebhookconfigurations",
        "validatingadmissionpolicies",
        "validatingadmissionpolicybindings",
        "validatingwebhookconfigurations",
    ],
    "apps": ["daemonsets", "deployments", "replicasets", "statefulsets"],
    "autoscaling": ["horizontalpodautoscalers"],
    "batch": ["cronjobs", "jobs"],
    "gateway.networking.k8s.io": ["gateways", "httproutes"],
    "networking.k8s.io": ["ingressclasses", "ingresses", "networkpolicies"],
    "policy": ["poddisruptionbudgets"],
    "rbac.authorization.k8s.io": [
        "clusterrolebindings",
        "clusterroles",
        "rolebindings",
        "roles",
    ],
    "scheduling.k8s.io": ["priorityclasses"],
    "storage.k8s.io": ["storageclasses"],
}
"""The kinds that programs declare, by API group. Secrets are not in it."""


def reading_rules(more: dict[str, list[str]]) -> list[dict[str, Any]]:
    """The ClusterRole's `rules`, with further kinds by group."""
    groups = sorted({*READ, *more})
    return [
        {
            "apiGroups": [group],
            "resources": sorted({*READ.get(group, []), *more.get(group, [])}),
            "verbs": _READ,
        }
        for group in groups
    ]


def secret_rules() -> list[dict[str, Any]]:
    """The `rules` of a Role that reads a namespace's Secrets."""
    return [{"apiGroups": [""], "resources": ["secrets"], "verbs": _READ}]


def role_reference(kind: str, name: Any) -> dict[str, Any]:
    """The `roleRef` of a binding; `kind` is Role or ClusterRole, `name` may be an output."""
    return {"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": name}
