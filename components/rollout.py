"""How a new version replaces the old one: surge, patience and the number of waves."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from .presets import ENGINE_MARGIN

REVISION_HISTORY = 5
"""Old ReplicaSets kept for `kubectl rollout undo`; each keeps its configuration too."""

SURGE_ONE_UP_TO = 4
"""Replicas up to which one extra pod at a time is used; above, a quarter of them."""


@dataclass(frozen=True)
class Surge:
    """Pods above and below the wanted number during a rollout."""

    extra: int
    missing: int


def surge_for(replicas: int, gpus: int) -> Surge:
    """One extra pod at a time, a quarter above four; with GPUs none, one old pod goes first."""
    if gpus:
        return Surge(extra=0, missing=1)
    if replicas <= SURGE_ONE_UP_TO:
        return Surge(extra=1, missing=0)
    return Surge(extra=ceil(replicas / 4), missing=0)


def waves(replicas: int, surge: Surge) -> int:
    """Batches of pods a rollout takes, at least one."""
    return max(1, ceil(replicas / max(1, surge.extra + surge.missing)))


def engine_timeout(progress_deadline: int, wave_count: int) -> int:
    """Seconds the engine waits for the whole rollout.

    Kubernetes restarts its progress deadline at every pod that becomes ready; the engine counts
    from the start. It must outwait every wave, or it gives up on a rollout that is going well.
    """
    return progress_deadline * wave_count + ENGINE_MARGIN


def strategy(surge: Surge) -> dict[str, object]:
    """The Deployment's `strategy`."""
    return {
        "type": "RollingUpdate",
        "rollingUpdate": {"maxSurge": surge.extra, "maxUnavailable": surge.missing},
    }


def fingerprint(spec: Mapping[str, Any]) -> str:
    """What is rolled out, in 16 hexadecimal digits: another spec is another rollout."""
    canonical = json.dumps(spec, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
