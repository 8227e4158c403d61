"""How long a whole rollout may take, from the Deployment's own numbers. Pure."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from gate import patience

_DEADLINE = 600
"""Kubernetes' own progressDeadlineSeconds where a Deployment has none."""

_NEVER = 2**31 - 1
"""The number that switches Kubernetes' deadline off."""

_QUARTER = "25%"
"""Kubernetes' default for maxSurge and maxUnavailable."""


def total_seconds(deployment: Mapping[str, Any]) -> float:
    """Seconds after which a rollout that Kubernetes hasn't called failed is one all the same.

    Kubernetes counts its deadline anew with every pod that comes up, so each batch of pods has the
    whole of it; `minReadySeconds` is spent within it.
    """
    spec = deployment.get("spec") or {}
    deadline = int(spec.get("progressDeadlineSeconds") or _DEADLINE)
    per_batch = _DEADLINE if deadline >= _NEVER else deadline
    return per_batch * batches(spec) + patience.SAFETY


def batches(spec: Mapping[str, Any]) -> int:
    """How many batches of pods a rollout takes, at least one."""
    replicas = spec.get("replicas")
    wanted = 1 if replicas is None else int(replicas)
    strategy = spec.get("strategy") or {}
    if strategy.get("type") == "Recreate" or not wanted:
        return 1
    rolling = strategy.get("rollingUpdate") or {}
    surge = ceil(_share(rolling.get("maxSurge", _QUARTER), wanted))
    missing = int(_share(rolling.get("maxUnavailable", _QUARTER), wanted))
    return ceil(wanted / max(1, surge + missing))


def _share(value: object, wanted: int) -> float:
    """A number of pods, or a percentage of those wanted."""
    text = str(value)
    return wanted * float(text[:-1]) / 100 if text.endswith("%") else float(text)
