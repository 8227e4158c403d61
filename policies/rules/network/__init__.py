"""Network: Services, Ingresses, routes and policies, and whether they lead anywhere."""

from . import (
    container_ports,
    gateway,
    ingress,
    isolation,
    port_chain,
    port_names,
    services,
    streams,
)

__all__ = [
    "container_ports",
    "gateway",
    "ingress",
    "isolation",
    "port_chain",
    "port_names",
    "services",
    "streams",
]
