"""Objects of the API, as short as they can be."""

from collections.abc import Mapping, Sequence
from typing import Any

Object = dict[str, Any]


def metadata(name: str, owner: tuple[str, str] | None = None, **more: Any) -> Object:
    """Metadata in the namespace `shop`; `owner` is a kind and a name."""
    owners = [{"kind": owner[0], "name": owner[1], "controller": True}] if owner else []
    return {"name": name, "namespace": "shop", "ownerReferences": owners, **more}


def pod(
    name: str,
    owner: tuple[str, str] | None = None,
    *,
    restarts: int = 0,
    ready: bool = False,
    state: Mapping[str, Any] | None = None,
    env: Sequence[Mapping[str, Any]] = (),
    **more: Any,
) -> Object:
    """A pod with one container, `app`; `more` is of its metadata."""
    last = {"terminated": {"exitCode": 1, "reason": "Error"}} if restarts else {}
    status = {
        "name": "app",
        "restartCount": restarts,
        "ready": ready,
        "state": state or {"running": {}},
        "lastState": last,
    }
    return {
        "kind": "Pod",
        "metadata": metadata(name, owner, **more),
        "spec": {"nodeName": "node-1", "containers": [{"name": "app", "env": list(env)}]},
        "status": {
            "phase": "Running",
            "conditions": [{"type": "Ready", "status": str(ready)}],
            "containerStatuses": [status],
        },
    }


def event(kind: str, name: str, reason: str, message: str = "", namespace: str = "shop") -> Object:
    """A warning about an object."""
    return {
        "metadata": {"name": f"{name}.{reason}", "namespace": namespace},
        "involvedObject": {"kind": kind, "name": name, "namespace": namespace},
        "type": "Warning",
        "reason": reason,
        "message": message,
    }


def replica_set(name: str, deployment: str, replicas: int = 1) -> Object:
    """A ReplicaSet of a Deployment."""
    return {
        "kind": "ReplicaSet",
        "metadata": metadata(name, ("Deployment", deployment)),
        "spec": {"replicas": replicas},
        "status": {},
    }


def deployment(name: str, labels: Mapping[str, str] | None = None) -> Object:
    """A Deployment whose pods carry these labels."""
    selector = {"matchLabels": dict(labels or {})}
    return {
        "kind": "Deployment",
        "metadata": metadata(name),
        "spec": {"replicas": 1, "selector": selector},
        "status": {},
    }
