"""The priority of pods."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Pod


@rule(
    "priority-class",
    "A pod names its priority class",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    remediation="Set priorityClassName to a PriorityClass of the cluster.",
    argument="pod_overrides",
    link="https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/",
    tags=("availability",),
)
def priority(pod: Pod, _: Context) -> Iterator[Problem]:
    """When a node is full the scheduler must know who may wait, or it takes a guess."""
    if not pod.spec.get("priorityClassName"):
        yield Problem("spec.priorityClassName", "has no priorityClassName")
