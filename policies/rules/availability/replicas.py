"""Enough pods, and a way to replace them without an outage."""

from collections.abc import Iterator

from ..lookups import autoscalers_of
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Object, mapping
from .scale import SCALABLE, written


@rule(
    "replicas-minimum",
    "A workload has at least two replicas",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=SCALABLE,
    remediation="Set replicas to 2 or more, or let an autoscaler keep that many.",
    argument="replicas",
    link="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas",
    tags=("availability",),
    settings={"minimum": 2},
)
def minimum(workload: Object, context: Context) -> Iterator[Problem]:
    """With one pod every drain, crash and eviction is an outage."""
    found = written(workload)
    count = 1 if found is None else found
    least = context.settings["minimum"]
    if count < least and not autoscalers_of(context.world, workload):
        yield Problem("spec.replicas", f"has {count} of at least {least} replicas")


@rule(
    "rolling-update",
    "A Deployment is replaced pod by pod",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("Deployment", "DeploymentConfig"),
    remediation="Leave strategy out, or set its type to RollingUpdate.",
    link="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
    tags=("availability", "rollout"),
)
def rolling(workload: Object, _: Context) -> Iterator[Problem]:
    """Any other strategy takes every pod down before the first new one is up."""
    kind = mapping(workload.spec.get("strategy")).get("type")
    if kind and kind not in ("RollingUpdate", "Rolling"):
        yield Problem("spec.strategy.type", f"strategy is {kind}, not RollingUpdate")
