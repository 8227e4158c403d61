"""Gateway API routes: the Gateway they hang on, and the Services they lead to."""

from collections.abc import Iterable, Iterator

from ..lookups import named
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import home
from ..subjects import Context, Data, Object, World, mappings, text
from .backends import Backend, missing

_ROUTES = ("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute")


@rule(
    "gateway-dangling",
    "A route hangs on a Gateway and leads to a Service",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    kinds=_ROUTES,
    remediation="Name an existing Gateway (and listener) and an existing Service with its port.",
    argument="http_route",
    link="https://gateway-api.sigs.k8s.io/api-types/httproute/",
    tags=("network", "graph"),
)
def dangling(route: Object, context: Context) -> Iterable[Problem]:
    """Fails a parent or a backend that is not there.

    A Gateway is often somebody else's: it is judged where Gateways of its
    namespace are given along.
    """
    for index, parent in enumerate(mappings(route.spec.get("parentRefs"))):
        why = _without_gateway(parent, route, context.world)
        if why:
            yield Problem(f"spec.parentRefs[{index}]", why)
    for backend in _backends(route):
        why = missing(backend, context.world, route)
        if why:
            yield Problem(backend.path, why)


def _without_gateway(parent: Data, route: Object, world: World) -> str:
    if (parent.get("kind") or "Gateway") != "Gateway":
        return ""
    namespace = text(parent.get("namespace")) or home(route)
    name = text(parent.get("name"))
    if namespace not in world.once(_gateway_namespaces):
        return ""
    gateway = named(world, "Gateway", namespace, name)
    if gateway is None:
        return f"there is no Gateway {name} in the namespace {namespace}"
    section = parent.get("sectionName")
    listeners = mappings(gateway.spec.get("listeners"))
    if section and all(one.get("name") != section for one in listeners):
        return f"Gateway {name} has no listener {section}"
    return ""


def _gateway_namespaces(world: World) -> frozenset[str]:
    return frozenset(home(one) for one in world.kind("Gateway"))


def _backends(route: Object) -> Iterator[Backend]:
    for at, one in enumerate(mappings(route.spec.get("rules"))):
        for index, backend in enumerate(mappings(one.get("backendRefs"))):
            if (backend.get("kind") or "Service") == "Service":
                path = f"spec.rules[{at}].backendRefs[{index}]"
                namespace = text(backend.get("namespace"))
                yield Backend(path, text(backend.get("name")), backend.get("port"), namespace)
