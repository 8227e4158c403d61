"""How the service is reached: Service, Ingress, HTTPRoute, and the URL a person opens.

A stream needs three things of whatever stands in front: no buffering, no compression (the service
says `no-transform`), and an idle timeout above the longest silence.
"""

from collections.abc import Mapping
from typing import Any

from .deployment import selector
from .probes import PORT_NAME
from .service_plan import ServicePlan
from .timeouts import Timeouts

SERVICE_PORT = 80
"""Port of the Service inside the cluster, whatever the container listens on."""

NODE_HOST = "localhost"
"""Where a NodePort is reached on a cluster of this machine."""


def service_spec(plan: ServicePlan) -> dict[str, Any]:
    """The Service's `spec`."""
    port: dict[str, Any] = {
        "name": PORT_NAME,
        "port": SERVICE_PORT,
        "targetPort": PORT_NAME,
        "protocol": "TCP",
        "appProtocol": "http",
    }
    if plan.node_port is not None:
        port["nodePort"] = plan.node_port
    return {"type": plan.service_type, "selector": selector(plan.name), "ports": [port]}


def ingress_class(ingress: Mapping[str, Any]) -> str:
    """The class of the Ingress, nginx when none was named."""
    return str(ingress.get("class_name", "nginx"))


def ingress_annotations(ingress: Mapping[str, Any], timeouts: Timeouts) -> dict[str, str]:
    """Annotations that let streams through, per class; the user's own win."""
    presets = {"nginx": _nginx(timeouts.idle_timeout), "alb": _alb(timeouts.idle_timeout)}
    return {**presets.get(ingress_class(ingress), {}), **ingress.get("annotations", {})}


def ingress_spec(name: str, ingress: Mapping[str, Any]) -> dict[str, Any]:
    """The Ingress' `spec`, always with TLS."""
    host = ingress["host"]
    backend = {"service": {"name": name, "port": {"name": PORT_NAME}}}
    path = {"path": "/", "pathType": "Prefix", "backend": backend}
    return {
        "ingressClassName": ingress_class(ingress),
        "rules": [{"host": host, "http": {"paths": [path]}}],
        "tls": [{"hosts": [host], "secretName": ingress.get("tls_secret", f"{name}-tls")}],
    }


def http_route_spec(
    name: str, route: Mapping[str, Any], timeouts: Timeouts, namespace: Any
) -> dict[str, Any]:
    """The HTTPRoute's `spec`.

    Gateways know no idle timeout, only a total one: it is the longest stream and its first token.
    """
    parent = {
        "group": "gateway.networking.k8s.io",
        "kind": "Gateway",
        "name": route["gateway"],
        "namespace": route.get("gateway_namespace", namespace),
    }
    total = max(timeouts.longest_stream + timeouts.first_token, timeouts.idle_timeout)
    return {
        "parentRefs": [parent],
        "hostnames": [route["host"]],
        "rules": [
            {
                "matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
                "timeouts": {"request": f"{total}s", "backendRequest": f"{total}s"},
                "backendRefs": [{"kind": "Service", "name": name, "port": SERVICE_PORT}],
            }
        ],
    }


def public_url(plan: ServicePlan, namespace: str, published_host: str | None) -> str:
    """Where it answers: its published host, a port of the node, or its name in the cluster."""
    if published_host:
        return f"https://{published_host}"
    if plan.node_port is not None:
        return f"http://{NODE_HOST}:{plan.node_port}"
    return f"http://{plan.name}.{namespace}.svc:{SERVICE_PORT}"


def _nginx(idle: int) -> dict[str, str]:
    prefix = "nginx.ingress.kubernetes.io"
    return {
        f"{prefix}/proxy-buffering": "off",
        f"{prefix}/proxy-request-buffering": "off",
        f"{prefix}/proxy-http-version": "1.1",
        f"{prefix}/proxy-read-timeout": str(idle),
        f"{prefix}/proxy-send-timeout": str(idle),
    }


def _alb(idle: int) -> dict[str, str]:
    prefix = "alb.ingress.kubernetes.io"
    return {
        f"{prefix}/target-type": "ip",
        f"{prefix}/load-balancer-attributes": f"idle_timeout.timeout_seconds={idle}",
    }
