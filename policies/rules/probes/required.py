"""Probes that a container must have."""

from collections.abc import Iterator

from ..lookups import services_selecting
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context
from .reading import LINK, PROBES


@rule(
    "probe-liveness-required",
    "A container has a liveness probe",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Add a livenessProbe that asks the process only, never what it depends on.",
    argument="live_path",
    link=LINK,
    tags=("probes",),
)
def liveness(container: Container, _: Context) -> Iterator[Problem]:
    """A process that hangs is not restarted unless something asks it whether it lives."""
    if not container.data.get("livenessProbe"):
        yield Problem("livenessProbe", "has no livenessProbe: a hung process is never restarted")


@rule(
    "probe-readiness-required",
    "A container that serves has a readiness probe",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Add a readinessProbe on the port that serves.",
    argument="ready_path",
    link=LINK,
    tags=("probes",),
)
def readiness(container: Container, context: Context) -> Iterator[Problem]:
    """Without one a pod gets requests from its first moment, and keeps getting them when sick."""
    if container.data.get("readinessProbe"):
        return
    if container.data.get("ports"):
        yield Problem("readinessProbe", "declares ports and has no readinessProbe")
    elif found := services_selecting(context.world, container.pod):
        message = f"is behind Service {found[0].name} and has no readinessProbe"
        yield Problem("readinessProbe", message)


@rule(
    "probe-any-required",
    "A container has at least one probe",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Add a readinessProbe, and a startupProbe and livenessProbe where they help.",
    argument="ready_path",
    link=LINK,
    tags=("probes",),
)
def any_probe(container: Container, _: Context) -> Iterator[Problem]:
    """Kubernetes calls a container well as long as its process runs, unless a probe asks."""
    if not any(container.data.get(name) for name in PROBES):
        yield Problem("", "has no livenessProbe, readinessProbe or startupProbe")
