"""Liveness and readiness that ask the same thing."""

from collections.abc import Iterator
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import SERVING, Container, Context, Data
from .reading import LINK, handler, patience, probe


@rule(
    "probe-identical",
    "Liveness does not act as early as readiness on the same question",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.CONTAINER,
    kinds=SERVING,
    remediation="Give liveness another path, or a larger failureThreshold x periodSeconds.",
    argument="live_path",
    link=LINK,
    tags=("probes",),
)
def identical(container: Container, _: Context) -> Iterator[Problem]:
    """Both act at once: a pod that should be left in peace for a while is killed instead."""
    live, ready = probe(container, "livenessProbe"), probe(container, "readinessProbe")
    if not live or not ready or _question(live) != _question(ready):
        return
    slow, fast = patience(live), patience(ready)
    if slow <= fast:
        yield Problem(
            "livenessProbe",
            f"asks what readinessProbe asks and acts after {slow} s, not later than it ({fast} s)",
        )


def _question(probe: Data) -> Any:
    """The handler in one spelling: defaults filled in, ports as text."""
    found = handler(probe)
    if found is None:
        return None
    kind, asked = found
    if kind == "exec":
        return kind, asked.get("command")
    path = asked.get("path") or "/" if kind == "httpGet" else asked.get("service") or ""
    scheme = asked.get("scheme") or "HTTP" if kind == "httpGet" else ""
    return kind, asked.get("host") or "", str(asked.get("port")), path, scheme
