"""Time to end: a rolling update must not cut the streams that run."""

import re
from collections.abc import Iterator

from ..declared import longest_stream
from ..model import Problem, Profile, Severity, Subject
from ..quantities import whole
from ..registry import rule
from ..subjects import SERVING, Container, Context, Pod, mapping, texts

DEFAULT_GRACE = 30
"""Seconds Kubernetes gives a pod that does not say."""

_SLEEP = re.compile(r"(?:^|[\s;&/\"'])sleep\s+(\d{1,6})(?:\.\d+)?s?\b")


@rule(
    "grace-covers-drain",
    "The grace period covers the preStop wait and the longest stream",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.POD,
    kinds=SERVING,
    remediation="Raise terminationGracePeriodSeconds to the preStop wait plus the longest stream.",
    argument="grace",
    link="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    tags=("shutdown", "streaming"),
    settings={"longest_stream": 60},
    applies=lambda pod, _: any(one.data.get("ports") for one in pod.containers),
)
def grace_covers_drain(pod: Pod, context: Context) -> Iterator[Problem]:
    """Whoever still streams when the grace is over is cut in the middle of an answer."""
    yield from drain_problems(pod, context)


def drain_problems(pod: Pod, context: Context) -> Iterator[Problem]:
    """The problem of a grace period that is too short; needs the setting `longest_stream`."""
    declared = longest_stream(pod, context.world)
    stream = context.settings["longest_stream"] if declared is None else declared
    wait = max((pre_stop_seconds(one) for one in pod.containers), default=0)
    held = whole(pod.spec.get("terminationGracePeriodSeconds"))
    grace = DEFAULT_GRACE if held is None else held
    if grace < wait + stream:
        yield Problem(
            "spec.terminationGracePeriodSeconds",
            f"terminationGracePeriodSeconds ({grace} s) is below preStop ({wait} s) "
            f"plus the longest stream ({stream} s)",
        )


def pre_stop_seconds(container: Container) -> int:
    """Seconds the preStop handler sleeps; 0 where it does not, or does something else."""
    handler = mapping(mapping(container.data.get("lifecycle")).get("preStop"))
    if "sleep" in handler:
        return whole(mapping(handler["sleep"]).get("seconds")) or 0
    command = " ".join(texts(mapping(handler.get("exec")).get("command")))
    return sum(int(one) for one in _SLEEP.findall(command))
