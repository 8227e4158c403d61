"""The chain of ports from Ingress over Service to container and probe."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import home
from ..subjects import Container, Context, Object, World, mapping, mappings, text
from .backends import ingress_backends, serves
from .declared_ports import declared_ports, selected_pods, unmatched

_LINK = "https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services"
_PROBES = ("readinessProbe", "livenessProbe", "startupProbe")


@rule(
    "port-chain",
    "Ingress, Service, container and probe agree on the port",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=("Service",),
    remediation="Use one port: Ingress backend = Service port, targetPort = containerPort = the "
    "port that the readiness probe asks.",
    applies=lambda service, _: bool(service.spec.get("selector")),
    argument="port",
    link=_LINK,
    tags=("network", "graph", "health"),
)
def port_chain(service: Object, context: Context) -> Iterable[Problem]:
    """Fails where any two neighbours of the chain name different ports."""
    yield from unmatched(service, context)
    ports = mappings(service.spec.get("ports"))
    for ingress, port in context.world.once(_asked_by_ingresses).get(_key(service), ()):
        if not any(serves(one, port) for one in ports):
            message = f"Ingress {ingress} asks for port {port}, which the Service has not"
            yield Problem("spec.ports", message)
    yield from _probed_elsewhere(service, context)


def _probed_elsewhere(service: Object, context: Context) -> Iterator[Problem]:
    """A container with one port that its readiness probe does not ask."""
    for pod in selected_pods(service, context):
        for container in pod.containers:
            declared = set(declared_ports(container))
            asked = _asked(container)
            if declared and asked and not asked & declared:
                where = f"{pod.owner.kind} {pod.owner.name}, container {container.name}"
                yield Problem("spec.ports", f"{where}: its probes ask a port it does not declare")


def _key(service: Object) -> tuple[str, str]:
    return home(service), service.name


def _asked_by_ingresses(world: World) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By namespace and Service: the Ingresses that lead to it, with the port each asks for."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for ingress in world.kind("Ingress"):
        for backend in ingress_backends(ingress):
            if backend.port is not None:
                entry = (ingress.name, text(backend.port))
                found.setdefault((home(ingress), backend.service), []).append(entry)
    return found


def _asked(container: Container) -> set[str]:
    found = set()
    for name in _PROBES:
        probe = mapping(container.data.get(name))
        for handler in ("httpGet", "tcpSocket", "grpc"):
            port: Any = mapping(probe.get(handler)).get("port")
            if port:
                found.add(str(port))
    return found
