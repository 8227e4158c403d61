"""What owns pods: each kind writes its counts under names of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from collect.parsing.fields import mapping, moment, strings, text, whole
from diagnosis.snapshot import Workload

from .metadata import conditions, owner, ref

_REVISION = "deployment.kubernetes.io/revision"


@dataclass(frozen=True, slots=True)
class _Counts:
    """Where a kind writes its counts; an empty name where it has none."""

    desired: tuple[str, str] = ("", "")
    updated: str = ""
    ready: str = ""
    available: str = ""
    failed: str = ""


_REPLICATED = _Counts(("spec", "replicas"), "updatedReplicas", "readyReplicas", "availableReplicas")
_COUNTS = {
    "Deployment": _REPLICATED,
    "StatefulSet": _REPLICATED,
    "ReplicationController": _REPLICATED,
    "Rollout": _REPLICATED,
    "ReplicaSet": _Counts(
        ("spec", "replicas"), ready="readyReplicas", available="availableReplicas"
    ),
    "DaemonSet": _Counts(
        ("status", "desiredNumberScheduled"),
        "updatedNumberScheduled",
        "numberReady",
        "numberAvailable",
    ),
    "Job": _Counts(("spec", "completions"), ready="ready", failed="failed"),
}

_OBSERVING = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet")
"""Kinds whose controller writes down which generation it has seen."""


def workload(obj: Mapping[str, object]) -> Workload:
    """A Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob, or what is built like one."""
    counts = _COUNTS.get(text(obj, "kind"), _Counts())
    return Workload(
        ref=ref(obj),
        owner=owner(obj),
        desired=whole(obj, *counts.desired),
        updated=_count(obj, counts.updated),
        ready=_count(obj, counts.ready),
        available=_count(obj, counts.available),
        failed=_count(obj, counts.failed),
        observed=_observed(obj),
        revision=text(obj, "metadata", "annotations", _REVISION)
        or text(obj, "status", "updateRevision"),
        conditions=conditions(obj),
        selector=strings(obj, "spec", "selector", "matchLabels"),
        progress_deadline=whole(obj, "spec", "progressDeadlineSeconds"),
        created=moment(obj, "metadata", "creationTimestamp"),
    )


def _count(obj: object, name: str) -> int | None:
    """A count of the status: the API leaves zeros out, so a status without it says 0."""
    if not name or not mapping(obj, "status"):
        return None
    return whole(obj, "status", name) or 0


def _observed(obj: object) -> bool:
    """Whether the controller has seen the newest generation; a kind that never says has."""
    generation = whole(obj, "metadata", "generation")
    seen = whole(obj, "status", "observedGeneration")
    if generation is None or (seen is None and text(obj, "kind") not in _OBSERVING):
        return True
    return seen is not None and seen >= generation
