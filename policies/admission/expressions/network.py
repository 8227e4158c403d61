"""The rules of `rules/network/` in CEL."""

from ..expression import Over, compiled

_HTTP = "kubernetes.io/ingress.allow-http"

compiled(
    "service-type",
    Over.OBJECT,
    '!(object.spec.?type.orValue("ClusterIP") in $forbidden)',
    kinds=("Service",),
)
compiled(
    "service-external-ips",
    Over.OBJECT,
    "object.spec.?externalIPs.orValue([]).all(a, a in $allowed)",
    kinds=("Service",),
)
compiled(
    "ingress-tls",
    Over.OBJECT,
    f"""size(object.spec.?tls.orValue([])) > 0
    && object.metadata.?annotations[?"{_HTTP}"].orValue("").lowerAscii() != "true" """,
    kinds=("Ingress",),
)
compiled(
    "privileged-port",
    Over.EVERY,
    "c.?ports.orValue([]).all(p, p.containerPort >= 1024)",
)
compiled(
    "ssh-port",
    Over.EVERY,
    """c.?ports.orValue([]).all(p, p.containerPort != 22
    || p.?protocol.orValue("TCP") != "TCP")""",
)
