"""The three probes of a container, from its timeouts.

Startup asks the readiness path: a pod that has started is one that could serve. Liveness asks
another path, for a process that is busy or waits for a dependency must not be killed for it.
`initialDelaySeconds` is never used: the startup probe says the same and ends early.
"""

from math import ceil
from typing import Any

from .presets import ProbeTimes
from .timeouts import Timeouts

PORT_NAME = "http"
"""The name of the container port the probes ask."""

DEBUG_READINESS = ProbeTimes(period=30, timeout=20, failures=5)
DEBUG_LIVENESS = ProbeTimes(period=60, timeout=30, failures=10)
"""Probe times in debug mode: a breakpoint stops the event loop for as long as a person thinks."""


def startup_times(budget: int, period: int, timeout: int) -> ProbeTimes:
    """Startup probe times whose period x failures cover the budget; seconds."""
    return ProbeTimes(period=period, timeout=timeout, failures=ceil(budget / period))


def probes(timeouts: Timeouts, ready_path: str, live_path: str) -> dict[str, Any]:
    """`startupProbe`, `readinessProbe` and `livenessProbe` of the container."""
    return {
        "startupProbe": _probe(timeouts.startup, ready_path),
        "readinessProbe": _probe(timeouts.readiness, ready_path),
        "livenessProbe": _probe(timeouts.liveness, live_path),
    }


def path_problems(ready_path: str, live_path: str) -> list[str]:
    """Sentences about paths that do not start with a slash, or are the same."""
    problems = [
        f'`{name}` ("{path}") must start with a slash'
        for name, path in (("ready_path", ready_path), ("live_path", live_path))
        if not path.startswith("/")
    ]
    if ready_path == live_path:
        problems.append(
            f'`live_path` and `ready_path` are both "{ready_path}": a missing dependency would '
            "restart the pod instead of taking it out of rotation; give liveness a path that "
            "checks the process only"
        )
    return problems


def _probe(times: ProbeTimes, path: str) -> dict[str, Any]:
    return {
        "httpGet": {"path": path, "port": PORT_NAME, "scheme": "HTTP"},
        "periodSeconds": times.period,
        "timeoutSeconds": times.timeout,
        "failureThreshold": times.failures,
        "successThreshold": 1,
    }
