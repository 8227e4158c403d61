"""Services, and how they are reached."""

from drift.walking.shape import (
    ANY,
    NOTHING,
    OFF,
    ON,
    SET,
    TEXTS,
    Around,
    beside,
    default,
    fields,
    filled,
    keyed,
    loose,
    ordered,
    present,
    shared,
    whole,
)

from .metadata import SELECTOR, object_of

STICKY_SECONDS = 10_800
"""Three hours, for which a Service with ClientIP affinity remembers a client."""


def _external(around: Around) -> object:
    """Only what is reached from outside has a policy for that."""
    outside = around[-1].get("type") in ("NodePort", "LoadBalancer") or around[-1].get(
        "externalIPs"
    )
    return "Cluster" if outside else NOTHING


_SERVICE = fields(
    type=default("ClusterIP"),
    selector=TEXTS,
    sessionAffinity=default("None"),
    sessionAffinityConfig=fields(clientIP=fields(timeoutSeconds=default(STICKY_SECONDS))),
    ports=shared(
        fields(
            protocol=default("TCP"),
            targetPort=default(beside("port")),
            nodePort=filled(),
            name=default(""),
        ),
        "port",
        "protocol",
    ),
    clusterIP=filled(),
    clusterIPs=filled(ordered()),
    ipFamilies=filled(ordered()),
    ipFamilyPolicy=filled(),
    healthCheckNodePort=filled(),
    internalTrafficPolicy=default("Cluster"),
    externalTrafficPolicy=default(_external),
    allocateLoadBalancerNodePorts=ON,
    publishNotReadyAddresses=OFF,
    externalIPs=SET,
    loadBalancerSourceRanges=SET,
)

_BACKEND = fields(service=fields(port=fields()), resource=ANY)
_INGRESS = fields(
    defaultBackend=_BACKEND,
    ingressClassName=ANY,
    rules=keyed(
        fields(
            http=fields(
                paths=keyed(
                    fields(backend=_BACKEND, pathType=default("ImplementationSpecific")),
                    "path",
                    "pathType",
                )
            )
        ),
        "host",
    ),
    tls=keyed(fields(hosts=SET), "secretName"),
)

_PEERS = ordered(
    fields(
        podSelector=SELECTOR,
        namespaceSelector=SELECTOR,
        ipBlock=whole(fields(except_=SET)),
    )
)
_POLICY_PORTS = ordered(fields(protocol=default("TCP")))


def _policy_types(around: Around) -> list[str]:
    return ["Ingress", "Egress"] if around[-1].get("egress") else ["Ingress"]


_NETWORK_POLICY = fields(
    podSelector=SELECTOR,
    policyTypes=default(_policy_types, SET),
    ingress=ordered(present(fields(from_=_PEERS, ports=_POLICY_PORTS))),
    egress=ordered(present(fields(to=_PEERS, ports=_POLICY_PORTS))),
)

_ADDRESSES = loose(fields())
_SUBSETS = loose(
    fields(
        addresses=_ADDRESSES,
        notReadyAddresses=_ADDRESSES,
        ports=loose(fields(protocol=default("TCP"), name=default(""))),
    )
)

NETWORKING = {
    ("", "Service"): object_of(spec=_SERVICE),
    ("", "Endpoints"): object_of(subsets=_SUBSETS),
    ("discovery.k8s.io", "EndpointSlice"): object_of(
        endpoints=loose(fields(addresses=SET, deprecatedTopology=TEXTS)),
        ports=loose(fields(protocol=default("TCP"), name=default(""))),
    ),
    ("networking.k8s.io", "Ingress"): object_of(spec=_INGRESS),
    ("networking.k8s.io", "IngressClass"): object_of(
        spec=fields(parameters=fields(scope=default("Cluster")))
    ),
    ("networking.k8s.io", "NetworkPolicy"): object_of(spec=_NETWORK_POLICY),
}
