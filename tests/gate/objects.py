"""Objects of the API as a cluster gives them, for a Deployment `web` whose pod crashes."""

from typing import Any

NAMESPACE = "shop"
LABELS = {"app": "web"}
APPS = f"/apis/apps/v1/namespaces/{NAMESPACE}"
CORE = f"/api/v1/namespaces/{NAMESPACE}"


def metadata(name: str, owner: tuple[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """Name, labels, and the controller."""
    owners = [{"kind": owner[0], "name": owner[1], "controller": True}] if owner else []
    return {
        "name": name,
        "namespace": NAMESPACE,
        "labels": LABELS,
        "ownerReferences": owners,
        "creationTimestamp": "2026-01-02T03:04:05Z",
        "annotations": {"deployment.kubernetes.io/revision": "1"},
        **more,
    }


def deployment(**status: Any) -> dict[str, Any]:
    """A Deployment of one pod in the middle of its first rollout."""
    told = {"observedGeneration": 1, "updatedReplicas": 1, **status}
    return {
        "kind": "Deployment",
        "metadata": metadata("web", generation=1),
        "spec": {"replicas": 1, "selector": {"matchLabels": LABELS}},
        "status": told,
    }


def complete() -> dict[str, Any]:
    """The same once it is complete."""
    rolled = {"type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable"}
    return deployment(availableReplicas=1, readyReplicas=1, conditions=[rolled])


def replica_set(available: int = 0) -> dict[str, Any]:
    """Its ReplicaSet."""
    return {
        "kind": "ReplicaSet",
        "metadata": metadata("web-1", ("Deployment", "web")),
        "spec": {"replicas": 1},
        "status": {"availableReplicas": available},
    }


def pod(status: dict[str, Any], name: str = "web-1-a") -> dict[str, Any]:
    """Its pod, with one container."""
    container = {"name": "app", "image": "web:1", "ports": [{"containerPort": 8080}]}
    return {
        "kind": "Pod",
        "metadata": metadata(name, ("ReplicaSet", "web-1")),
        "spec": {"containers": [container], "restartPolicy": "Always"},
        "status": {
            "phase": "Running",
            "containerStatuses": [{"name": "app", "restartCount": 0, **status}],
        },
    }


def crashing() -> dict[str, Any]:
    """A pod in a crash loop."""
    last = {"terminated": {"exitCode": 1, "reason": "Error", "finishedAt": "2026-01-02T03:04:09Z"}}
    waiting = {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 10s restarting"}}
    return pod({"restartCount": 2, "ready": False, "state": waiting, "lastState": last})


def ready() -> dict[str, Any]:
    """A pod that serves."""
    running = {"running": {"startedAt": "2026-01-02T03:04:09Z"}}
    return pod({"ready": True, "started": True, "state": running})


def listed(*items: dict[str, Any]) -> dict[str, Any]:
    """A list."""
    return {"kind": "List", "metadata": {}, "items": list(items)}
