"""How the service is reached."""

from components.exposure import (
    http_route_spec,
    ingress_annotations,
    ingress_spec,
    public_url,
    service_spec,
)
from components.service_plan import ServicePlan, plan_service

SELECTOR = {"app.kubernetes.io/name": "service", "app.kubernetes.io/instance": "service"}


def _plan(**args: object) -> ServicePlan:
    return plan_service("service", args)


def test_a_service() -> None:
    """Inside the cluster, on port 80 whatever the container's is."""
    assert service_spec(_plan(port=3000)) == {
        "type": "ClusterIP",
        "selector": SELECTOR,
        "ports": [
            {
                "name": "http",
                "port": 80,
                "targetPort": "http",
                "protocol": "TCP",
                "appProtocol": "http",
            }
        ],
    }


def test_a_node_port() -> None:
    """The one that was asked for."""
    spec = service_spec(_plan(service_type="NodePort", node_port=30080))
    assert spec["type"] == "NodePort"
    assert spec["ports"][0]["nodePort"] == 30080


def test_nginx_lets_streams_through() -> None:
    """No buffers either way, and patience."""
    assert ingress_annotations({"host": "a.example.com"}, _plan().timeouts) == {
        "nginx.ingress.kubernetes.io/proxy-buffering": "off",
        "nginx.ingress.kubernetes.io/proxy-request-buffering": "off",
        "nginx.ingress.kubernetes.io/proxy-http-version": "1.1",
        "nginx.ingress.kubernetes.io/proxy-read-timeout": "120",
        "nginx.ingress.kubernetes.io/proxy-send-timeout": "120",
    }


def test_alb_waits_for_a_model() -> None:
    """Its idle timeout is 60 s unless told otherwise."""
    ingress = {"host": "a.example.com", "class_name": "alb", "annotations": {"mine": "yes"}}
    assert ingress_annotations(ingress, _plan(preset="model").timeouts) == {
        "alb.ingress.kubernetes.io/target-type": "ip",
        "alb.ingress.kubernetes.io/load-balancer-attributes": "idle_timeout.timeout_seconds=600",
        "mine": "yes",
    }


def test_an_unknown_class_gets_only_what_the_user_says() -> None:
    """We would not know its words."""
    ingress = {"host": "a.example.com", "class_name": "traefik"}
    assert ingress_annotations(ingress, _plan().timeouts) == {}


def test_an_ingress() -> None:
    """Always with TLS."""
    assert ingress_spec("service", {"host": "a.example.com"}) == {
        "ingressClassName": "nginx",
        "rules": [
            {
                "host": "a.example.com",
                "http": {
                    "paths": [
                        {
                            "path": "/",
                            "pathType": "Prefix",
                            "backend": {"service": {"name": "service", "port": {"name": "http"}}},
                        }
                    ]
                },
            }
        ],
        "tls": [{"hosts": ["a.example.com"], "secretName": "service-tls"}],
    }


def test_a_route() -> None:
    """Its total timeout covers the longest stream."""
    route = {"host": "a.example.com", "gateway": "public"}
    assert http_route_spec("service", route, _plan(longest_stream=300).timeouts, "here") == {
        "parentRefs": [
            {
                "group": "gateway.networking.k8s.io",
                "kind": "Gateway",
                "name": "public",
                "namespace": "here",
            }
        ],
        "hostnames": ["a.example.com"],
        "rules": [
            {
                "matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
                "timeouts": {"request": "330s", "backendRequest": "330s"},
                "backendRefs": [{"kind": "Service", "name": "service", "port": 80}],
            }
        ],
    }


def test_urls() -> None:
    """The published host, the node's port, the name in the cluster."""
    node_port = _plan(service_type="NodePort", node_port=30080)
    assert public_url(node_port, "here", "a.example.com") == "https://a.example.com"
    assert public_url(node_port, "here", None) == "http://localhost:30080"
    assert public_url(_plan(), "here", None) == "http://service.here.svc:80"
