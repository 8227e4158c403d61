"""How many pods a workload has, as far as its manifests say."""

from ..lookups import autoscalers_of
from ..quantities import whole
from ..subjects import Object, World

SCALABLE = frozenset(
    {
        "Deployment",
        "StatefulSet",
        "ReplicaSet",
        "ReplicationController",
        "DeploymentConfig",
        "Rollout",
    }
)
"""Kinds with `replicas`."""


def written(workload: Object) -> int | None:
    """The replicas a workload writes; None where it leaves them out."""
    return whole(workload.spec.get("replicas"))


def least(workload: Object, world: World) -> int:
    """Pods a workload keeps at least: its autoscaler's minimum, its replicas, or 1."""
    scalers = autoscalers_of(world, workload)
    if scalers:
        return min(_minimum(one) for one in scalers)
    found = written(workload)
    return 1 if found is None else found


def many(workload: Object, world: World) -> bool:
    """Whether a workload is meant to have two pods or more.

    One that leaves `replicas` out says nothing: an autoscaler may set them, so
    it counts as many until it writes a number.
    """
    found = written(workload)
    return found is None or found > 1 or bool(autoscalers_of(world, workload))


def _minimum(autoscaler: Object) -> int:
    if autoscaler.kind == "ScaledObject":
        return whole(autoscaler.spec.get("minReplicaCount")) or 0
    found = whole(autoscaler.spec.get("minReplicas"))
    return 1 if found is None else found
