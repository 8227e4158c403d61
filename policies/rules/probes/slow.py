"""Containers that take long to start, and whether their startup probe waits."""

import re
from collections.abc import Iterator

from ..declared import STARTUP_BUDGET, annotated
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context, mapping, mappings, text
from .reading import LINK, number, patience, probe

_GPU = re.compile(r"(^|[./-])(gpu|mig-[\w.]+|neuron\w*|tpu)$", re.IGNORECASE)
_MODEL = re.compile(
    r"(^|[/_.-])(models?|weights|checkpoints?|huggingface|hf-cache|hf-home)($|[/_.-])",
    re.IGNORECASE,
)


@rule(
    "probe-startup-required-for-slow-start",
    "A container that loads a model has a startup probe that waits for it",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Add a startupProbe with failureThreshold x periodSeconds above the start-up time.",
    argument="startup_budget",
    link=LINK,
    tags=("probes",),
    settings={"seconds": 300},
)
def slow_start(container: Container, context: Context) -> Iterator[Problem]:
    """While weights load nothing answers; liveness would kill the pod again and again."""
    declared = annotated(container.pod, STARTUP_BUDGET)
    reason = "declares a start-up budget" if declared else _reason(container)
    if not reason:
        return
    needed = declared or context.settings["seconds"]
    startup = probe(container, "startupProbe")
    if not startup:
        message = f"{reason} and has no startupProbe: liveness may kill it while it starts"
        yield Problem("startupProbe", message)
        return
    waits = patience(startup) + number(startup, "initialDelaySeconds")
    if waits < needed:
        message = f"{reason}; startupProbe gives up after {waits} s, below {needed} s"
        yield Problem("startupProbe.failureThreshold", message)


def _reason(container: Container) -> str:
    for group in ("limits", "requests"):
        if any(_GPU.search(text(name)) for name in mapping(container.resources.get(group))):
            return "uses a GPU"
    for mount in mappings(container.data.get("volumeMounts")):
        if _MODEL.search(text(mount.get("name"))) or _MODEL.search(text(mount.get("mountPath"))):
            return "mounts a model volume"
    return ""
