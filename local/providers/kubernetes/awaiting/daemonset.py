"""When a DaemonSet's rollout is complete."""

from local.providers.kubernetes.awaiting import pods, selectors
from local.providers.kubernetes.awaiting.verdict import Ask, Done, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, owned_by


def asks(found: Object) -> tuple[Ask, ...]:
    """The pods behind the selector."""
    return (Ask("v1", "Pod", selectors.text(at(found, "spec", "selector") or {})),)


def judge(found: Object, related: Related) -> Verdict:
    """Done when every chosen node runs an available pod of the new revision."""
    if at(found, "status", "observedGeneration") != at(found, "metadata", "generation"):
        return Waiting("waiting for the DaemonSet to be seen by its controller")
    status = found.get("status") or {}
    wanted = int(status.get("desiredNumberScheduled") or 0)
    by_hand = at(found, "spec", "updateStrategy", "type") == "OnDelete"
    updated = wanted if by_hand else int(status.get("updatedNumberScheduled") or 0)
    available = int(status.get("numberAvailable") or 0)
    if updated >= wanted and available >= wanted:
        return Done()
    told = pods.complaints(pod for pod in related.get("Pod", []) if owned_by(pod, found))
    progress = f"{available}/{wanted} available, {updated}/{wanted} updated"
    return Waiting(f"waiting for the DaemonSet's Pods ({progress})", (progress, *told))
