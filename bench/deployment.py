"""The Deployment that the pack is asked about."""

from typing import Any

TYPE = "kubernetes:apps/v1:Deployment"


def deployment(name: str) -> dict[str, Any]:
    """A Deployment as a team writes it: mostly sound, with ten variables."""
    probe = {"httpGet": {"path": "/ready", "port": 8080}, "timeoutSeconds": 3}
    container = {
        "name": "app",
        "image": "ghcr.io/acme/app:1.4.2",
        "ports": [{"containerPort": 8080}],
        "readinessProbe": probe,
        "livenessProbe": {**probe, "failureThreshold": 9},
        "resources": {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"memory": "1Gi"}},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "env": [{"name": f"SETTING_{i}", "value": "on"} for i in range(10)],
    }
    labels = {"app": name}
    pod = {"automountServiceAccountToken": False, "containers": [container]}
    spec = {
        "replicas": 2,
        "selector": {"matchLabels": labels},
        "template": {"metadata": {"labels": labels}, "spec": pod},
    }
    metadata = {"name": name, "namespace": "bench"}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec}
