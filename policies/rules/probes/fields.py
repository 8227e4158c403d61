"""Fields of a container that a team may want written out."""

from collections.abc import Callable, Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context, mapping
from .reading import LINK, probe


def _check(field: str) -> Callable[[Container, Context], Iterator[Problem]]:
    def check(container: Container, _: Context) -> Iterator[Problem]:
        """A default that nobody chose is a time that nobody thought about."""
        for name in ("livenessProbe", "readinessProbe"):
            found = probe(container, name)
            if found and found.get(field) is None:
                yield Problem(f"{name}.{field}", f"{name} leaves {field} to its default")

    return check


for _field, _id in (
    ("initialDelaySeconds", "probe-initial-delay-set"),
    ("periodSeconds", "probe-period-set"),
    ("timeoutSeconds", "probe-timeout-set"),
    ("successThreshold", "probe-success-threshold-set"),
    ("failureThreshold", "probe-failure-threshold-set"),
):
    rule(
        _id,
        f"Liveness and readiness probes say their {_field}",
        severity=Severity.LOW,
        profile=Profile.OPTIONAL,
        subject=Subject.CONTAINER,
        kinds=SERVING,
        remediation=f"Write {_field} on livenessProbe and readinessProbe.",
        argument="" if _field == "initialDelaySeconds" else "liveness_probe",
        link=LINK,
        tags=("probes",),
    )(_check(_field))


@rule(
    "lifecycle-prestop-required",
    "A container has a preStop handler",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Add lifecycle.preStop, such as `sleep: {seconds: 10}`.",
    argument="pre_stop",
    link="https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/",
    tags=("shutdown",),
)
def pre_stop(container: Container, _: Context) -> Iterator[Problem]:
    """A pod that stops at once is still in load balancers, and its last requests fail."""
    if not mapping(container.data.get("lifecycle")).get("preStop"):
        yield Problem("lifecycle.preStop", "has no preStop handler")
