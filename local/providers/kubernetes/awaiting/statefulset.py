"""When a StatefulSet's rollout is complete."""

from local.providers.kubernetes.awaiting import pods, selectors
from local.providers.kubernetes.awaiting.verdict import Ask, Done, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, owned_by


def asks(found: Object) -> tuple[Ask, ...]:
    """The pods behind the selector."""
    return (Ask("v1", "Pod", selectors.text(at(found, "spec", "selector") or {})),)


def judge(found: Object, related: Related) -> Verdict:
    """Done when all replicas are ready and those the strategy updates are of the new revision."""
    if at(found, "status", "observedGeneration") != at(found, "metadata", "generation"):
        return Waiting("waiting for the StatefulSet to be seen by its controller")
    status = found.get("status") or {}
    replicas = at(found, "spec", "replicas")
    wanted = 1 if replicas is None else int(replicas)
    ready = int(status.get("readyReplicas") or 0)
    updated = int(status.get("updatedReplicas") or 0)
    due = _due(found, wanted)
    if ready == wanted == int(status.get("replicas") or 0) and updated >= due:
        return Done()
    told = pods.complaints(pod for pod in related.get("Pod", []) if owned_by(pod, found))
    return Waiting(
        f"waiting for the StatefulSet's Pods ({ready}/{wanted} ready, {updated}/{due} updated)",
        (f"{ready} of {wanted} replicas became ready, {updated} of {due} were updated", *told),
    )


def _due(found: Object, wanted: int) -> int:
    """How many replicas the update strategy moves to the new revision by itself."""
    strategy = at(found, "spec", "updateStrategy") or {}
    if strategy.get("type") == "OnDelete":
        return 0
    return max(0, wanted - int(at(strategy, "rollingUpdate", "partition") or 0))
