"""Probes and lifecycle handlers that leave the pod."""

from collections.abc import Iterator
from ipaddress import ip_address

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, mapping, text
from .reading import PROBES


@rule(
    "probe-host-not-set",
    "Probes and lifecycle handlers ask the pod itself",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.ANY_CONTAINER,
    remediation="Leave `host` out; to ask by name, send a Host header in httpHeaders.",
    link="https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    tags=("probes", "security"),
    frameworks=("Pod Security: baseline, Host Probes / Lifecycle Hooks",),
)
def hosts(container: Container, _: Context) -> Iterator[Problem]:
    """The kubelet asks from the node: with a host of its own a pod can make it call anything."""
    places = [(name, container.data.get(name)) for name in PROBES]
    lifecycle = mapping(container.data.get("lifecycle"))
    places += [(f"lifecycle.{name}", lifecycle.get(name)) for name in ("postStart", "preStop")]
    for place, handlers in places:
        if not handlers:
            continue
        for kind in ("httpGet", "tcpSocket"):
            host = text(mapping(mapping(handlers).get(kind)).get("host"))
            if host and not _is_loopback(host):
                yield Problem(f"{place}.{kind}.host", f"{place} names a host of its own")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
