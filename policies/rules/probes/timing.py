"""Times of probes that work against each other."""

from collections.abc import Iterator

from ..lookups import services_selecting
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context
from .reading import LINK, number, patience, probe, probes

_ONCE = ("livenessProbe", "startupProbe")


@rule(
    "probe-timing-sane",
    "The times of the probes fit together",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation=(
        "Keep timeoutSeconds at 2 or more and within periodSeconds, successThreshold 1 on liveness "
        "and startup, and let liveness tolerate twice what readiness does."
    ),
    argument="liveness_probe",
    link=LINK,
    tags=("probes",),
    settings={"minimum_timeout": 2, "liveness_factor": 2},
)
def timing(container: Container, context: Context) -> Iterator[Problem]:
    """An event loop that streams answers late; hasty probes restart the pods that work most."""
    found = dict(probes(container))
    least = context.settings["minimum_timeout"]
    for name, one in found.items():
        timeout, period = number(one, "timeoutSeconds"), number(one, "periodSeconds")
        if timeout > period:
            message = f"timeoutSeconds ({timeout}) is above periodSeconds ({period})"
            yield Problem(f"{name}.timeoutSeconds", message)
        if timeout < least and _serves(container, context):
            message = f"timeoutSeconds ({timeout}) is below {least} on a container that serves"
            yield Problem(f"{name}.timeoutSeconds", message)
        if name in _ONCE and number(one, "successThreshold") != 1:
            yield Problem(f"{name}.successThreshold", "must be 1 here; the API refuses others")
    yield from _haste(container, context.settings["liveness_factor"])


def _haste(container: Container, factor: float) -> Iterator[Problem]:
    live, ready = probe(container, "livenessProbe"), probe(container, "readinessProbe")
    if live and ready and patience(live) < factor * patience(ready):
        yield Problem(
            "livenessProbe.failureThreshold",
            f"liveness acts after {patience(live)} s, less than {factor} times "
            f"the {patience(ready)} s of readiness",
        )


def _serves(container: Container, context: Context) -> bool:
    ports = container.data.get("ports")
    return bool(ports) or bool(services_selecting(context.world, container.pod))
