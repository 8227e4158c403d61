"""Probes as people read them."""

from typing import Any

import pytest

from collect.parsing.kubernetes import pod
from diagnosis.snapshot import Probe


def _probe(declared: dict[str, Any]) -> Probe:
    (container,) = pod({"spec": {"containers": [{"readinessProbe": declared}]}}).containers
    return container.probes["readiness"]


@pytest.mark.parametrize(
    ("declared", "handler"),
    [
        ({"httpGet": {"port": 8080, "path": "/ready"}}, "GET :8080/ready"),
        ({"httpGet": {"port": "http"}}, "GET :http/"),
        ({"httpGet": {"port": 8443, "scheme": "HTTPS"}}, "GET https://:8443/"),
        ({"httpGet": {"port": 80, "host": "example", "path": "/x"}}, "GET example:80/x"),
        ({"tcpSocket": {"port": 5432}}, "tcp :5432"),
        ({"tcpSocket": {"port": 5432, "host": "10.0.0.1"}}, "tcp 10.0.0.1:5432"),
        ({"grpc": {"port": 9000}}, "grpc :9000"),
        ({"grpc": {"port": 9000, "service": "ready"}}, "grpc :9000 ready"),
        ({"exec": {"command": ["pg_isready", "-U", "app"]}}, "exec pg_isready -U app"),
        ({"periodSeconds": 5}, ""),
    ],
)
def test_handlers(declared: dict[str, Any], handler: str) -> None:
    """One short text for each kind."""
    assert _probe(declared).handler == handler


def test_numbers_and_their_defaults() -> None:
    """The API's defaults stand where nothing is said, and where 0 is."""
    tcp = {"tcpSocket": {"port": 1}}
    assert _probe(tcp) == Probe("tcp :1")
    assert _probe({**tcp, "periodSeconds": 0, "timeoutSeconds": 0}) == Probe("tcp :1")
    said = {
        "initialDelaySeconds": 1,
        "periodSeconds": 2,
        "timeoutSeconds": 3,
        "failureThreshold": 4,
        "successThreshold": 5,
    }
    assert _probe(tcp | said) == Probe("tcp :1", 1, 2, 3, 4, 5)


def test_a_container_without_probes_has_none() -> None:
    """An empty one counts as none: no handler, nothing is asked."""
    (container,) = pod({"spec": {"containers": [{"livenessProbe": {}}]}}).containers
    assert container.probes == {}
