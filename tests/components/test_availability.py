"""What keeps pods there."""

from components.availability import autoscaler, disruption_budget
from components.service_plan import Scaling


def test_a_node_can_always_be_drained() -> None:
    """One pod at a time, even if there is only one."""
    assert disruption_budget("service") == {
        "maxUnavailable": 1,
        "unhealthyPodEvictionPolicy": "AlwaysAllow",
        "selector": {
            "matchLabels": {
                "app.kubernetes.io/name": "service",
                "app.kubernetes.io/instance": "service",
            }
        },
    }


def test_an_autoscaler() -> None:
    """Up at once, down after five quiet minutes."""
    assert autoscaler("service", Scaling(3, 12, 70)) == {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "service"},
        "minReplicas": 3,
        "maxReplicas": 12,
        "metrics": [
            {
                "type": "Resource",
                "resource": {
                    "name": "cpu",
                    "target": {"type": "Utilization", "averageUtilization": 70},
                },
            }
        ],
        "behavior": {"scaleDown": {"stabilizationWindowSeconds": 300}},
    }
