"""When a Deployment's rollout is complete.

Like the official provider this never gives up before the timeout: a rollout
past its progress deadline can still succeed, so the deadline is a detail.
"""

from local.providers.kubernetes.awaiting import pods, selectors
from local.providers.kubernetes.awaiting.verdict import Ask, Done, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, condition, is_true, owned_by

_REVISION = "deployment.kubernetes.io/revision"


def asks(deployment: Object) -> tuple[Ask, ...]:
    """The replica sets and pods behind the Deployment's selector."""
    labels = selectors.text(at(deployment, "spec", "selector") or {})
    return Ask("apps/v1", "ReplicaSet", labels), Ask("v1", "Pod", labels)


def judge(deployment: Object, related: Related) -> Verdict:
    """Done when the newest replica set is complete and available."""
    if at(deployment, "status", "observedGeneration") != at(deployment, "metadata", "generation"):
        return Waiting("waiting for the Deployment to be seen by its controller")
    if _complete(deployment):
        return Done()
    available = at(deployment, "status", "availableReplicas") or 0
    wanted = _wanted(deployment)
    newest = _newest(deployment, related.get("ReplicaSet", []))
    told = pods.complaints(pod for pod in related.get("Pod", []) if owned_by(pod, newest))
    return Waiting(
        f"waiting for the app's ReplicaSet to be available ({available}/{wanted} Pods available)",
        (*_complaints(deployment), _shortfall(deployment), *told),
    )


def _wanted(deployment: Object) -> int:
    replicas = at(deployment, "spec", "replicas")
    return 1 if replicas is None else int(replicas)


def _complete(deployment: Object) -> bool:
    status = deployment.get("status") or {}
    wanted = _wanted(deployment)
    numbers = (status.get(key) or 0 for key in ("replicas", "updatedReplicas", "availableReplicas"))
    rolled = condition(deployment, "Progressing").get("reason") == "NewReplicaSetAvailable"
    available = is_true(condition(deployment, "Available"))
    return rolled and available and all(number == wanted for number in numbers)


def _newest(deployment: Object, sets: list[Object]) -> Object:
    revision = at(deployment, "metadata", "annotations", _REVISION)
    for found in sets:
        same = at(found, "metadata", "annotations", _REVISION) == revision
        if same and owned_by(found, deployment):
            return found
    return {}


def _complaints(deployment: Object) -> list[str]:
    found = [condition(deployment, kind) for kind in ("Progressing", "Available")]
    failure = condition(deployment, "ReplicaFailure")
    wrong = [one for one in found if one and not is_true(one)]
    wrong += [failure] if is_true(failure) else []
    return [f"[{one.get('reason')}] {one.get('message', '')}" for one in wrong]


def _shortfall(deployment: Object) -> str:
    if at(deployment, "metadata", "annotations", _REVISION) not in (None, "1"):
        return "a new ReplicaSet was rolled out, but too few of its Pods became live"
    return "the minimum number of live Pods was not attained"
