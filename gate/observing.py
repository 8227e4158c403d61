"""From the API's objects to an observation, and the events of those pods that need explaining."""

from collections.abc import Mapping, Sequence
from typing import Any

from collect.parsing.kubernetes import event, pod, workload
from collect.rollout import Cluster, Look
from diagnosis.snapshot import Pod, Role
from gate.observation import Observation

TROUBLED = 3
"""Pods whose events are read at one look: the pods of one ReplicaSet fail alike."""


async def observed(cluster: Cluster, namespace: str, look: Look, at: float) -> Observation:
    """The observation of a look at the moment `at`. Raises NotSeen."""
    seen = observation(look, (), at)
    events: list[Mapping[str, Any]] = []
    for one in [each for each in seen.new_pods if not is_ready(each)][:TROUBLED]:
        events += await cluster.events(namespace, one.ref.name)
    return observation(look, events, at)


def observation(look: Look, events: Sequence[Mapping[str, Any]], at: float) -> Observation:
    """Read the objects; kinds that could not be read are as if there were none."""
    return Observation(
        at=at,
        deployment=workload(look.deployment),
        replica_sets=tuple(map(workload, look.replica_sets or ())),
        pods=tuple(map(pod, look.pods or ())),
        events=tuple(map(event, events)),
    )


def is_ready(pod: Pod) -> bool:
    """Tell whether all containers are ready."""
    return bool(pod.containers) and all(
        one.ready for one in pod.containers if one.role in (Role.APP, Role.SIDECAR)
    )
