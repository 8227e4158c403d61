"""When an Ingress routes: its Services have endpoints and a controller gave it an address."""

from local.providers.kubernetes.awaiting import service
from local.providers.kubernetes.awaiting.verdict import Ask, Done, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, name

_SLICE_OF = "kubernetes.io/service-name"
_NO_ADDRESS = "the Ingress was given no address: is an ingress controller running in this cluster?"


def asks(_: Object) -> tuple[Ask, ...]:
    """The namespace's Services and endpoint slices."""
    return Ask("v1", "Service"), Ask("discovery.k8s.io/v1", "EndpointSlice")


def judge(ingress: Object, related: Related) -> Verdict:
    """Done when every named Service has endpoints and an address is assigned."""
    missing = [backend for backend in _backends(ingress) if not _routable(backend, related)]
    if missing:
        told = tuple(
            f"the Ingress names the Service {one!r}, which targets no Pods" for one in missing
        )
        return Waiting(f"waiting for the endpoints of {', '.join(missing)}", told)
    if not at(ingress, "status", "loadBalancer", "ingress"):
        return Waiting("waiting for an ingress controller to assign an address", (_NO_ADDRESS,))
    return Done()


def _backends(ingress: Object) -> list[str]:
    found = [at(ingress, "spec", "defaultBackend", "service", "name")]
    for rule in at(ingress, "spec", "rules") or []:
        found += [
            at(path, "backend", "service", "name") for path in at(rule, "http", "paths") or []
        ]
    return sorted({backend for backend in found if backend})


def _routable(backend: str, related: Related) -> bool:
    for found in related.get("Service", []):
        if name(found) == backend and at(found, "spec", "type") == "ExternalName":
            return True
    slices = [
        found
        for found in related.get("EndpointSlice", [])
        if at(found, "metadata", "labels", _SLICE_OF) == backend
    ]
    return service.has_endpoints(slices)
