"""Workloads that no PodDisruptionBudget covers."""

from collections.abc import Iterator

from ..lookups import budgets_selecting
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Pod
from .scale import many


@rule(
    "pdb-exists",
    "A workload with several replicas has a PodDisruptionBudget",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.POD,
    kinds=("Deployment", "StatefulSet", "DeploymentConfig", "Rollout"),
    remediation="Add a PodDisruptionBudget with maxUnavailable 1 that selects the pods' labels.",
    argument="replicas",
    link="https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    tags=("availability", "graph"),
    applies=lambda pod, context: many(pod.owner, context.world),
)
def covered(pod: Pod, context: Context) -> Iterator[Problem]:
    """Without one a node upgrade may evict every pod of a service at once."""
    if not budgets_selecting(context.world, pod):
        yield Problem("metadata.labels", "no PodDisruptionBudget selects these pods")
