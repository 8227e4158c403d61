"""Autoscaling, and how many pods may be away."""

from drift.walking.shape import QUANTITY, Shape, default, fields, keyed

from .metadata import SELECTOR, object_of

_WINDOW = 15
"""Seconds in which the default policies count."""

_CPU = [
    {
        "type": "Resource",
        "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}},
    }
]
_UP = [
    {"type": "Pods", "value": 4, "periodSeconds": _WINDOW},
    {"type": "Percent", "value": 100, "periodSeconds": _WINDOW},
]
_DOWN = [{"type": "Percent", "value": 100, "periodSeconds": _WINDOW}]

_TARGET = fields(value=QUANTITY, averageValue=QUANTITY)
_METRIC = fields(selector=SELECTOR)
_METRICS = keyed(
    fields(
        resource=fields(target=_TARGET),
        containerResource=fields(target=_TARGET),
        pods=fields(metric=_METRIC, target=_TARGET),
        object=fields(metric=_METRIC, target=_TARGET),
        external=fields(metric=_METRIC, target=_TARGET),
    ),
    "type",
    "resource.name",
    "containerResource.name",
    "containerResource.container",
    "pods.metric.name",
    "object.metric.name",
    "object.describedObject.name",
    "external.metric.name",
)


def _direction(policies: list[dict[str, object]], **more: Shape) -> Shape:
    return fields(
        policies=default(policies, keyed(fields(), "type")),
        selectPolicy=default("Max"),
        tolerance=QUANTITY,
        **more,
    )


_AUTOSCALER = fields(
    minReplicas=default(1),
    metrics=default(_CPU, _METRICS),
    behavior=fields(
        scaleUp=_direction(_UP, stabilizationWindowSeconds=default(0)),
        scaleDown=_direction(_DOWN),
    ),
)

SCALING = {
    ("autoscaling", "HorizontalPodAutoscaler"): object_of(spec=_AUTOSCALER),
    ("policy", "PodDisruptionBudget"): object_of(
        spec=fields(selector=SELECTOR, unhealthyPodEvictionPolicy=default("IfHealthyBudget"))
    ),
}
