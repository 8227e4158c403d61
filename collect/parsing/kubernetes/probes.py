"""Probes as people read them."""

from collections.abc import Mapping

from collect.parsing.fields import at, mapping, text, whole, words
from diagnosis.snapshot import Probe

_PROBES = {"startup": "startupProbe", "readiness": "readinessProbe", "liveness": "livenessProbe"}


def probes(container: object) -> Mapping[str, Probe]:
    """The probes that a container declares, by the names startup, readiness and liveness."""
    return {
        name: _probe(declared)
        for name, key in _PROBES.items()
        if (declared := mapping(container, key))
    }


def _probe(declared: Mapping[str, object]) -> Probe:
    # A period of 0 means the default, as for every other number but the delay.
    return Probe(
        handler=_handler(declared),
        initial_delay=whole(declared, "initialDelaySeconds") or 0,
        period=whole(declared, "periodSeconds") or 10,
        timeout=whole(declared, "timeoutSeconds") or 1,
        failure_threshold=whole(declared, "failureThreshold") or 3,
        success_threshold=whole(declared, "successThreshold") or 1,
    )


def _handler(declared: Mapping[str, object]) -> str:
    if isinstance(at(declared, "httpGet"), Mapping):
        return _http(declared["httpGet"])
    if isinstance(at(declared, "tcpSocket"), Mapping):
        return f"tcp {text(declared, 'tcpSocket', 'host')}:{text(declared, 'tcpSocket', 'port')}"
    if isinstance(at(declared, "grpc"), Mapping):
        port, name = text(declared, "grpc", "port"), text(declared, "grpc", "service")
        return f"grpc :{port} {name}".strip()
    return " ".join(("exec", *words(declared, "exec", "command"))) if "exec" in declared else ""


def _http(get: object) -> str:
    scheme = "https://" if text(get, "scheme") == "HTTPS" else ""
    path = text(get, "path") or "/"
    return f"GET {scheme}{text(get, 'host')}:{text(get, 'port')}{path}"
