"""Autoscalers: what they scale exists, has room, and leaves the number to them."""

from collections.abc import Iterator

from ..lookups import AUTOSCALERS, autoscalers_of, named, target_of
from ..model import Problem, Profile, Severity, Subject
from ..quantities import whole
from ..registry import rule
from ..subjects import Context, Object
from .scale import SCALABLE, written

_LINK = "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"


@rule(
    "hpa-dangling",
    "An autoscaler's target exists",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=AUTOSCALERS,
    remediation="Name a workload of the same namespace in scaleTargetRef, by kind and name.",
    argument="autoscaling",
    link=_LINK,
    tags=("availability", "graph"),
)
def dangling(autoscaler: Object, context: Context) -> Iterator[Problem]:
    """An autoscaler of nothing scales nothing, and says so only in its own status."""
    target = target_of(autoscaler)
    if target is None:
        yield Problem("spec.scaleTargetRef", "names no target")
        return
    namespace, kind, name = target
    if named(context.world, kind, namespace, name) is None:
        yield Problem("spec.scaleTargetRef", f"there is no {kind} {name} in {namespace}")


@rule(
    "hpa-min-replicas",
    "An autoscaler keeps two pods, and has room to grow",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=("HorizontalPodAutoscaler",),
    remediation="Set minReplicas to 2 or more and maxReplicas above it.",
    argument="autoscaling",
    link=_LINK,
    tags=("availability",),
    settings={"minimum": 2},
)
def room(autoscaler: Object, context: Context) -> Iterator[Problem]:
    """With a minimum of one a drain is an outage; with no room it scales nothing."""
    least, most = autoscaler.spec.get("minReplicas"), whole(autoscaler.spec.get("maxReplicas"))
    count = 1 if least is None else whole(least)
    if count is None:
        yield Problem("spec.minReplicas", "minReplicas is no whole number")
        return
    if count < context.settings["minimum"]:
        message = f"minReplicas ({count}) is below {context.settings['minimum']}"
        yield Problem("spec.minReplicas", message)
    if most is not None and most <= count:
        message = f"maxReplicas ({most}) is not above minReplicas ({count})"
        yield Problem("spec.maxReplicas", message)


@rule(
    "hpa-static-replicas",
    "What an autoscaler scales writes no replicas",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=SCALABLE,
    remediation="Leave replicas out of a workload that has an autoscaler.",
    argument="autoscaling",
    link=_LINK,
    tags=("availability", "graph"),
)
def static(workload: Object, context: Context) -> Iterator[Problem]:
    """Each deployment would set the number back, in the middle of the load it was raised for."""
    count = written(workload)
    if count is None:
        return
    if found := autoscalers_of(context.world, workload):
        yield Problem("spec.replicas", f"sets {count} replicas; {found[0].name} scales it")
