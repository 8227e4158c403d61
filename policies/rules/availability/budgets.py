"""PodDisruptionBudgets that let nobody drain a node."""

from collections.abc import Iterator
from typing import Any

from ..lookups import autoscalers_of, workloads_selected
from ..model import Problem, Profile, Severity, Subject
from ..quantities import percent, whole
from ..registry import rule
from ..selectors import home
from ..subjects import Context, Object, mapping
from .scale import SCALABLE, least

_LINK = "https://kubernetes.io/docs/tasks/run-application/configure-pdb/"
_ALL = 100


@rule(
    "pdb-allows-disruption",
    "A PodDisruptionBudget lets at least one pod go",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("PodDisruptionBudget",),
    remediation="Set maxUnavailable to 1, or minAvailable below the number of pods.",
    argument="replicas",
    link=_LINK,
    tags=("availability", "graph"),
)
def allows(budget: Object, context: Context) -> Iterator[Problem]:
    """A budget that allows no eviction stops every node upgrade until somebody deletes it."""
    most, fewest = budget.spec.get("maxUnavailable"), budget.spec.get("minAvailable")
    if most is None and fewest is None:
        yield Problem("spec", "sets neither maxUnavailable nor minAvailable")
    if most is not None and (whole(most) == 0 or percent(most) == 0):
        yield Problem("spec.maxUnavailable", "maxUnavailable is 0: no pod may ever be evicted")
    if fewest is None:
        return
    if (percent(fewest) or 0) >= _ALL:
        yield Problem("spec.minAvailable", "minAvailable is 100 %: no pod may ever be evicted")
    else:
        yield from _against_workloads(budget, fewest, context)


def _against_workloads(budget: Object, fewest: Any, context: Context) -> Iterator[Problem]:
    selector = budget.spec.get("selector")
    if selector is None:
        return
    found = [
        one
        for one in workloads_selected(context.world, home(budget), mapping(selector))
        if one.kind in SCALABLE
    ]
    pods = sum(least(one, context.world) for one in found)
    needed = _needed(fewest, pods)
    if not found or needed is None:
        return
    if any(autoscalers_of(context.world, one) for one in found):
        if needed > pods:
            message = f"minAvailable ({needed}) is above the autoscaler's minReplicas ({pods})"
            yield Problem("spec.minAvailable", message)
    elif needed >= pods:
        message = f"minAvailable ({needed}) is not below the {pods} replicas it covers"
        yield Problem("spec.minAvailable", message)


def _needed(fewest: Any, pods: int) -> int | None:
    """Pods that must stay; Kubernetes rounds a percentage up."""
    share = percent(fewest)
    return whole(fewest) if share is None else -(-pods * share // _ALL)


@rule(
    "pdb-unhealthy-eviction",
    "A PodDisruptionBudget says whether sick pods may be evicted",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.OBJECT,
    kinds=("PodDisruptionBudget",),
    remediation="Set unhealthyPodEvictionPolicy: AlwaysAllow.",
    link=f"{_LINK}#unhealthy-pod-eviction-policy",
    tags=("availability",),
)
def unhealthy(budget: Object, _: Context) -> Iterator[Problem]:
    """By default pods that crash in a loop hold up every drain, and nobody is served by them."""
    if not budget.spec.get("unhealthyPodEvictionPolicy"):
        yield Problem("spec.unhealthyPodEvictionPolicy", "unhealthyPodEvictionPolicy is not set")
