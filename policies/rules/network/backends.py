"""What Ingresses and routes lead to: the Service and the port that each path names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..lookups import named
from ..selectors import home
from ..subjects import Data, Object, World, mapping, mappings, text


@dataclass(frozen=True)
class Backend:
    """One Service that traffic is led to; `port` is a name, a number or None."""

    path: str
    service: str
    port: Any
    namespace: str = ""


def ingress_backends(ingress: Object) -> Iterator[Backend]:
    """The Service backends of an Ingress, in the spelling of its API version."""
    old = ingress.api_version.endswith("v1beta1")
    read = _old if old else _new
    spec = ingress.spec
    default = "backend" if old else "defaultBackend"
    if spec.get(default):
        yield from read(mapping(spec.get(default)), f"spec.{default}")
    for at, one in enumerate(mappings(spec.get("rules"))):
        for index, path in enumerate(mappings(mapping(one.get("http")).get("paths"))):
            where = f"spec.rules[{at}].http.paths[{index}].backend"
            yield from read(mapping(path.get("backend")), where)


def missing(backend: Backend, world: World, ingress: Object) -> str:
    """Why a backend leads nowhere; "" where it does lead to a Service's port."""
    if not backend.service:
        return "the backend names no Service"
    namespace = backend.namespace or home(ingress)
    service = named(world, "Service", namespace, backend.service)
    if service is None:
        return f"there is no Service {backend.service} in the namespace"
    if backend.port is None or text(service.spec.get("type")) == "ExternalName":
        return ""
    ports = mappings(service.spec.get("ports"))
    if any(serves(port, backend.port) for port in ports):
        return ""
    return f"Service {backend.service} has no port {text(backend.port)}"


def serves(port: Data, wanted: Any) -> bool:
    """Whether a Service's port is the one that a name or number asks for."""
    return str(port.get("port")) == str(wanted) or (
        bool(port.get("name")) and text(port.get("name")) == str(wanted)
    )


def _new(backend: Data, path: str) -> Iterator[Backend]:
    if backend.get("resource"):
        return
    service = mapping(backend.get("service"))
    port = mapping(service.get("port"))
    yield Backend(path, text(service.get("name")), port.get("number") or port.get("name"))


def _old(backend: Data, path: str) -> Iterator[Backend]:
    if not backend.get("resource"):
        yield Backend(path, text(backend.get("serviceName")), backend.get("servicePort"))
