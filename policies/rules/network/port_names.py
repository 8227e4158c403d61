"""Names and numbers of ports: possible, once each, and known to the other side."""

import re
from collections.abc import Iterable, Iterator

from ..model import Problem, Profile, Severity, Subject
from ..quantities import whole
from ..registry import rule
from ..subjects import Context, Data, Object, mappings, text
from .declared_ports import unmatched

_NAME = re.compile(r"(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
_LINK = "https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services"
_HIGHEST = 65535


@rule(
    "target-port-valid",
    "Ports have valid names, once each, and meet",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation="Name each port in at most 15 lower-case letters, digits and hyphens, once, and "
    "use that name, or the number of a declared port, as targetPort.",
    applies=lambda target, _: target.kind == "Service" or target.pod is not None,
    argument="port",
    link=_LINK,
    tags=("network", "graph"),
    frameworks=("kube-linter target-port",),
)
def target_port_valid(target: Object, context: Context) -> Iterable[Problem]:
    """Fails unnamed, twice named and impossible ports, and targets that no pod declares."""
    if target.kind == "Service":
        yield from _named_once(mappings(target.spec.get("ports")), "spec.ports", several=True)
        yield from _targets(target)
        yield from unmatched(target, context)
    elif target.pod is not None:
        seen: set[str] = set()
        for container in target.pod.every_container:
            ports = mappings(container.data.get("ports"))
            yield from _named_once(ports, f"{container.path}.ports", several=False, seen=seen)
            yield from _numbered(ports, f"{container.path}.ports")


def _numbered(ports: list[Data], path: str) -> Iterator[Problem]:
    for index, port in enumerate(ports):
        number = whole(port.get("containerPort"))
        if number is None or not 0 < number <= _HIGHEST:
            yield Problem(f"{path}[{index}].containerPort", "it is no number of a port")


def _named_once(
    ports: list[Data], path: str, *, several: bool, seen: set[str] | None = None
) -> Iterator[Problem]:
    known: set[str] = set() if seen is None else seen
    for index, port in enumerate(ports):
        name = text(port.get("name"))
        where = f"{path}[{index}].name"
        if not name:
            if several and len(ports) > 1:
                yield Problem(where, "one of several ports has no name")
        elif not _NAME.fullmatch(name):
            yield Problem(where, f"{name} is no valid name of a port")
        elif name in known:
            yield Problem(where, f"another port is called {name}")
        known.add(name)


def _targets(service: Object) -> Iterator[Problem]:
    for index, port in enumerate(mappings(service.spec.get("ports"))):
        target = port.get("targetPort")
        if not target:
            continue
        number = whole(target)
        valid = _NAME.fullmatch(str(target)) if number is None else 0 < number <= _HIGHEST
        if isinstance(target, str) and number is not None:
            valid = False  # a name of digits only: Kubernetes looks for a port called so
        if not valid:
            where = f"spec.ports[{index}].targetPort"
            yield Problem(where, f"{target} is neither a number of a port nor a valid name of one")
