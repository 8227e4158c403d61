"""When a Service has somewhere to send requests."""

from local.providers.kubernetes.awaiting.verdict import Ask, Done, Related, Verdict, Waiting
from local.providers.kubernetes.manifest import Object, at, name

_NO_PODS = (
    "the Service does not target any Pods: the selected Pods may not be ready, "
    "or spec.selector may not match the labels of any Pod"
)
_NO_ADDRESS = "the Service was given no address: does this cluster provide load balancers?"


def asks(service: Object) -> tuple[Ask, ...]:
    """The endpoint slices of the Service."""
    return (
        Ask("discovery.k8s.io/v1", "EndpointSlice", f"kubernetes.io/service-name={name(service)}"),
    )


def judge(service: Object, related: Related) -> Verdict:
    """Done when an endpoint is ready and, for a load balancer, an address is assigned."""
    if _needs_endpoints(service) and not has_endpoints(related.get("EndpointSlice", [])):
        return Waiting("finding Pods to direct traffic to", (_NO_PODS,))
    balanced = at(service, "spec", "type") == "LoadBalancer"
    if balanced and not at(service, "status", "loadBalancer", "ingress"):
        return Waiting("waiting for the load balancer's address", (_NO_ADDRESS,))
    return Done()


def has_endpoints(slices: list[Object]) -> bool:
    """Tell whether any endpoint accepts traffic (an unknown condition counts as ready)."""
    endpoints = [endpoint for found in slices for endpoint in found.get("endpoints") or []]
    return any(at(endpoint, "conditions", "ready") is not False for endpoint in endpoints)


def _needs_endpoints(service: Object) -> bool:
    spec = service.get("spec") or {}
    headless = spec.get("clusterIP") == "None"
    elsewhere = spec.get("type") == "ExternalName"
    return bool(spec.get("selector")) and not headless and not elsewhere
