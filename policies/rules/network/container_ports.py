"""Ports that containers should not open."""

from collections.abc import Callable, Iterator
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..quantities import whole
from ..registry import rule
from ..subjects import Container, Context, mappings, text

_FIRST_UNPRIVILEGED = 1024
_SSH = 22


def _container_port(bad: Callable[[int, str], bool], message: str) -> Any:
    def check(container: Container, _: Context) -> Iterator[Problem]:
        """A declared port that the rule forbids."""
        for index, port in enumerate(mappings(container.data.get("ports"))):
            number = whole(port.get("containerPort"))
            if number is not None and bad(number, text(port.get("protocol")) or "TCP"):
                yield Problem(f"ports[{index}].containerPort", message.format(number))

    return check


rule(
    "privileged-port",
    "Containers listen above port 1023",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.ANY_CONTAINER,
    remediation="Listen on a port above 1023; the Service may still answer on 80.",
    argument="port",
    link="https://kubernetes.io/docs/concepts/services-networking/service/",
    tags=("network", "security"),
    frameworks=("kube-linter privileged-ports",),
)(_container_port(lambda one, _: 0 < one < _FIRST_UNPRIVILEGED, "port {} needs a privilege"))

rule(
    "ssh-port",
    "Containers open no SSH port",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Remove the SSH server: kubectl exec and debug lead into a container.",
    argument="port",
    link="https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/",
    tags=("network", "security"),
    frameworks=("kube-linter ssh-port",),
)(_container_port(lambda one, protocol: one == _SSH and protocol == "TCP", "port {} is SSH's"))
