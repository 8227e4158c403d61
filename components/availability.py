"""What keeps pods there: the disruption budget and the autoscaler."""

from typing import Any

from .deployment import selector
from .service_plan import Scaling

SCALE_DOWN_WINDOW = 300
"""Seconds of quiet before pods are taken away: streams end, and load on a model comes in bursts."""


def disruption_budget(name: str) -> dict[str, Any]:
    """The PodDisruptionBudget's `spec`: one pod at a time, so that a node can always be drained."""
    return {
        "maxUnavailable": 1,
        "unhealthyPodEvictionPolicy": "AlwaysAllow",
        "selector": {"matchLabels": selector(name)},
    }


def autoscaler(name: str, scaling: Scaling) -> dict[str, Any]:
    """The HorizontalPodAutoscaler's `spec`."""
    target = {"type": "Utilization", "averageUtilization": scaling.cpu_percent}
    return {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": name},
        "minReplicas": scaling.least,
        "maxReplicas": scaling.most,
        "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": target}}],
        "behavior": {"scaleDown": {"stabilizationWindowSeconds": SCALE_DOWN_WINDOW}},
    }
