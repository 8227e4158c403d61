"""Ingresses: the Services they lead to, and how long they accept silence."""

import re
from collections.abc import Iterator

from .lookups import services_selecting
from .selectors import home
from .subjects import Object, Pod, World, mapping, mappings, text
from .unknown import Undecided

DEFAULT_IDLE = 60
"""Seconds of silence that both nginx and an AWS load balancer accept by default."""

_ALB_IDLE = re.compile(r"idle_timeout\.timeout_seconds=(\d{1,6})")
_SECONDS = re.compile(r"(\d{1,6})s?")


def ingresses_before(world: World, pod: Pod) -> list[Object]:
    """The Ingresses that lead to a pod, through any Service that selects it."""
    known = world.once(_by_service)
    if not known:
        return []
    found = {
        id(ingress): ingress
        for service in services_selecting(world, pod)
        for ingress in known.get((home(service), service.name), ())
    }
    return list(found.values())


def backends(ingress: Object) -> Iterator[str]:
    """The names of the Services an Ingress leads to, in either API's spelling."""
    spec = ingress.spec
    found = [mapping(spec.get("defaultBackend")), mapping(spec.get("backend"))]
    for one in mappings(spec.get("rules")):
        paths = mappings(mapping(one.get("http")).get("paths"))
        found += [mapping(path.get("backend")) for path in paths]
    for backend in found:
        name = mapping(backend.get("service")).get("name") or backend.get("serviceName")
        if name:
            yield text(name)


def idle_timeout(ingress: Object) -> int | None:
    """Seconds of silence an Ingress accepts; None for a controller we cannot read."""
    annotations = mapping(ingress.metadata.get("annotations"))
    kind = text(ingress.spec.get("ingressClassName") or annotations.get(_CLASS)).lower()
    if _ALB in annotations or "alb" in kind:
        match = _ALB_IDLE.search(text(annotations.get(_ALB)))
        return int(match[1]) if match else DEFAULT_IDLE
    if _NGINX in annotations or "nginx" in kind:
        match = _SECONDS.fullmatch(text(annotations.get(_NGINX)))
        return int(match[1]) if match else DEFAULT_IDLE
    return None


_CLASS = "kubernetes.io/ingress.class"
_ALB = "alb.ingress.kubernetes.io/load-balancer-attributes"
_NGINX = "nginx.ingress.kubernetes.io/proxy-read-timeout"


def _by_service(world: World) -> dict[tuple[str, str], list[Object]]:
    found: dict[tuple[str, str], list[Object]] = {}
    for ingress in world.kind("Ingress"):
        try:
            for name in set(backends(ingress)):
                found.setdefault((home(ingress), name), []).append(ingress)
        except Undecided:  # says nothing of the Services that are known
            continue
    return found
