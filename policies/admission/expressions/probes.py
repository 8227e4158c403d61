"""The rules of `rules/probes/` in CEL."""

from ..expression import SERVING, Over, compiled

_DECLARED = """c.?ports.orValue([]).exists(p, p.?protocol.orValue("TCP") == "TCP"
    && (string(p.containerPort) == string({port}) || p.?name.orValue("") == string({port})))"""
_HANDLERS = ("httpGet", "tcpSocket", "grpc")
_SAME = {
    "httpGet": ("host", "path", "port", "scheme"),
    "tcpSocket": ("host", "port"),
    "grpc": ("port", "service"),
    "exec": ("command",),
}


def _port_exists(probe: str) -> str:
    return " && ".join(
        f"(!has(c.{probe}) || !has(c.{probe}.{handler}) || "
        + _DECLARED.format(port=f"c.{probe}.{handler}.port")
        + ")"
        for handler in _HANDLERS
    )


for _probe, _rule in (
    ("livenessProbe", "probe-liveness-port-exists"),
    ("readinessProbe", "probe-readiness-port-exists"),
    ("startupProbe", "probe-startup-port-exists"),
):
    compiled(_rule, Over.LASTING, _port_exists(_probe), kinds=SERVING)

compiled("probe-liveness-required", Over.LASTING, "has(c.livenessProbe)", kinds=SERVING)
compiled(
    "probe-any-required",
    Over.LASTING,
    "has(c.livenessProbe) || has(c.readinessProbe) || has(c.startupProbe)",
    kinds=SERVING,
)
# Defaults are filled in by now: what is asked is written out in full on both sides.
compiled(
    "probe-identical",
    Over.LASTING,
    "!has(c.livenessProbe) || !has(c.readinessProbe) || "
    + " || ".join(
        f"c.livenessProbe.?{handler}.?{field} != c.readinessProbe.?{handler}.?{field}"
        for handler, fields in _SAME.items()
        for field in fields
    )
    + """ || c.livenessProbe.periodSeconds * c.livenessProbe.failureThreshold
    > c.readinessProbe.periodSeconds * c.readinessProbe.failureThreshold""",
    kinds=SERVING,
)
compiled(
    "probe-host-not-set",
    Over.EVERY,
    """[c.?livenessProbe, c.?readinessProbe, c.?startupProbe, c.?lifecycle.?postStart,
    c.?lifecycle.?preStop].all(h, [h.?httpGet.?host, h.?tcpSocket.?host].all(o,
    o.orValue("") in ["", "localhost"]
    || (isIP(o.orValue("")) && ip(o.orValue("")).isLoopback())))""",
)
compiled(
    "lifecycle-prestop-required",
    Over.LASTING,
    "has(c.lifecycle) && has(c.lifecycle.preStop)",
    kinds=SERVING,
)
