"""Waiting for the address of a load balancer, which the provider would wait for."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from collect.rollout import Cluster
from diagnosis.finding import Confidence, Evidence, Finding, Kind, Severity
from gate.proof.findings import Fault

SECONDS = 180.0
"""Clouds take one to three minutes to make one."""

_PAUSE = 2.0


async def prove_address(
    cluster: Cluster, namespace: str, service: str, seconds: float
) -> Fault | None:
    """Wait until a Service of type LoadBalancer has its address; others need none.

    Raises NotSeen.
    """
    deadline = time.monotonic() + seconds
    while (found := await cluster.service(namespace, service)) is not None and lacks_address(found):
        if time.monotonic() >= deadline:
            return _without_address(namespace, service, seconds)
        await asyncio.sleep(_PAUSE)
    return None


def lacks_address(service: Mapping[str, Any]) -> bool:
    """Tell whether a Service waits for a load balancer."""
    balancer = (service.get("status") or {}).get("loadBalancer") or {}
    kind = (service.get("spec") or {}).get("type")
    return kind == "LoadBalancer" and not balancer.get("ingress")


def _without_address(namespace: str, service: str, seconds: float) -> Fault:
    name = f"Service {namespace}/{service}"
    line = f"type LoadBalancer, and no address in status.loadBalancer after {seconds:.0f} s"
    return Fault(
        f"the pods are ready, but {name} was given no address",
        Finding(
            id="service.no_address",
            kind=Kind.CAUSE,
            severity=Severity.HIGH,
            title="No load balancer was made for the Service",
            owner=f"Service/{namespace}/{service}",
            evidence=(Evidence(name, line),),
            suggestion="see that the cluster has a controller for load balancers (a cloud's, or "
            "MetalLB) and `kubectl describe service` for its complaint; on one machine use "
            "serviceType NodePort",
            confidence=Confidence.HIGH,
        ),
    )
