"""Reading probes: their handlers and their times, with the defaults of the Kubernetes API."""

from collections.abc import Iterator

from ..quantities import whole
from ..subjects import Container, Data, mapping

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
"""The three probes of a container."""

HANDLERS = ("httpGet", "tcpSocket", "grpc", "exec")
"""What a probe may do."""

LINK = "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"
"""What the three probes are for."""

_DEFAULTS = {
    "initialDelaySeconds": 0,
    "timeoutSeconds": 1,
    "periodSeconds": 10,
    "successThreshold": 1,
    "failureThreshold": 3,
}


def probe(container: Container, name: str) -> Data:
    """One probe of a container; empty if it has none."""
    return mapping(container.data.get(name))


def probes(container: Container) -> Iterator[tuple[str, Data]]:
    """The probes a container has, by name."""
    for name in PROBES:
        if found := mapping(container.data.get(name)):
            yield name, found


def number(probe: Data, field: str) -> int:
    """A number of a probe; the API's default where it is unset, zero or no number."""
    return whole(probe.get(field)) or _DEFAULTS[field]


def patience(probe: Data) -> int:
    """Seconds of failures before a probe acts: period x failureThreshold."""
    return number(probe, "periodSeconds") * number(probe, "failureThreshold")


def handler(probe: Data) -> tuple[str, Data] | None:
    """What a probe does, and with what; None if it says nothing. A null handler is none."""
    for kind in HANDLERS:
        if probe.get(kind) is not None:
            return kind, mapping(probe[kind])
    return None
