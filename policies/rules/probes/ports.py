"""Ports that probes ask, against those the container declares."""

from collections.abc import Callable, Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context, mappings
from .reading import LINK, handler, probe


def _declared(container: Container) -> set[str]:
    """Names and numbers of the TCP ports: no probe speaks anything else."""
    found: set[str] = set()
    for port in mappings(container.data.get("ports")):
        if (port.get("protocol") or "TCP") == "TCP":
            found |= {str(port[key]) for key in ("name", "containerPort") if port.get(key)}
    return found


def _check(name: str) -> Callable[[Container, Context], Iterator[Problem]]:
    def check(container: Container, _: Context) -> Iterator[Problem]:
        """A probe on a port that nobody declared is a typing error until it is proved not to be."""
        found = handler(probe(container, name))
        if found is None or found[0] == "exec":
            return
        kind, asked = found
        port = asked.get("port")
        if not port:
            yield Problem(f"{name}.{kind}.port", f"{name} names no port")
        elif str(port) not in _declared(container):
            message = f"{name} asks port {port}, which the container does not declare"
            yield Problem(f"{name}.{kind}.port", message)

    return check


for _name, _id in (
    ("livenessProbe", "probe-liveness-port-exists"),
    ("readinessProbe", "probe-readiness-port-exists"),
    ("startupProbe", "probe-startup-port-exists"),
):
    rule(
        _id,
        f"The port of the {_name} is one the container declares",
        severity=Severity.HIGH,
        profile=Profile.BASELINE,
        subject=Subject.CONTAINER,
        kinds=SERVING,
        remediation="Ask a port that `ports` declares, by its name or number.",
        argument="port",
        link=LINK,
        tags=("probes", "ports"),
    )(_check(_name))
