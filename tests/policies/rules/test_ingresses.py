"""What an Ingress leads to, and how long it accepts silence."""

from typing import Any

import pytest

from policies.rules.ingresses import backends, idle_timeout
from policies.rules.subjects import Object

NGINX = "nginx.ingress.kubernetes.io/proxy-read-timeout"
ALB = "alb.ingress.kubernetes.io/load-balancer-attributes"


def _ingress(annotations: dict[str, str], **spec: Any) -> Object:
    return Object({"kind": "Ingress", "metadata": {"annotations": annotations}, "spec": spec})


@pytest.mark.parametrize(
    ("annotations", "spec", "seconds"),
    [
        ({NGINX: "600"}, {}, 600),
        ({NGINX: "600s"}, {}, 600),
        ({NGINX: "soon"}, {}, 60),
        ({}, {"ingressClassName": "nginx-internal"}, 60),
        ({"kubernetes.io/ingress.class": "nginx"}, {}, 60),
        ({ALB: "a=b,idle_timeout.timeout_seconds=90"}, {}, 90),
        ({ALB: "a=b"}, {}, 60),
        ({}, {"ingressClassName": "alb"}, 60),
        ({}, {"ingressClassName": "traefik"}, None),
        ({}, {}, None),
    ],
)
def test_idle_timeout(annotations: dict[str, str], spec: Any, seconds: int | None) -> None:
    """The controller's annotation, its default, or nothing where we cannot read it."""
    assert idle_timeout(_ingress(annotations, **spec)) == seconds


def test_backends() -> None:
    """Both APIs' spellings, the default backend too; a backend without a Service is none."""
    old = {"http": {"paths": [{"backend": {"serviceName": "one", "servicePort": 80}}]}}
    new = {"http": {"paths": [{"backend": {"service": {"name": "two"}}}, {"backend": {}}]}}
    found = backends(
        _ingress(
            {}, defaultBackend={"service": {"name": "three"}}, rules=[old, new, {"host": "only"}]
        )
    )
    assert sorted(found) == ["one", "three", "two"]
