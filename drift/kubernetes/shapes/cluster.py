"""What a cluster is set up with: namespaces, configuration, quotas and priorities."""

from dataclasses import replace

from drift.walking.shape import (
    NOTHING,
    OFF,
    QUANTITIES,
    SET,
    TEXTS,
    Around,
    Form,
    Rule,
    Shape,
    default,
    fields,
    filled,
    ordered,
)

from .metadata import object_of
from .pods import TOLERATIONS

_BYTES = Shape(Form.BYTES)


def _limit(*fallbacks: str) -> Rule:
    """A limit of a container that is left out is the first of these that is there."""

    def found(around: Around) -> object:
        item = around[-1]
        if item.get("type") != "Container":
            return NOTHING
        named = (item.get(name) for name in reversed(fallbacks))
        return {key: value for one in named if isinstance(one, dict) for key, value in one.items()}

    return found


_LIMITS = fields(
    max=QUANTITIES,
    min=QUANTITIES,
    maxLimitRequestRatio=QUANTITIES,
    default=default(_limit("max"), QUANTITIES),
    defaultRequest=default(_limit("default", "min", "max"), QUANTITIES),
)

CLUSTER = {
    ("", "Namespace"): object_of(spec=fields(finalizers=filled(SET))),
    ("", "ConfigMap"): object_of(data=TEXTS, binaryData=_BYTES, immutable=OFF),
    ("", "Secret"): object_of(
        data=replace(_BYTES, secret=True),
        type=default("Opaque"),
        immutable=OFF,
    ),
    ("", "LimitRange"): object_of(spec=fields(limits=ordered(_LIMITS))),
    ("", "ResourceQuota"): object_of(spec=fields(hard=QUANTITIES, scopes=SET)),
    ("scheduling.k8s.io", "PriorityClass"): object_of(
        globalDefault=OFF,
        preemptionPolicy=default("PreemptLowerPriority"),
    ),
    ("node.k8s.io", "RuntimeClass"): object_of(
        overhead=fields(podFixed=QUANTITIES),
        scheduling=fields(nodeSelector=TEXTS, tolerations=TOLERATIONS),
    ),
    ("coordination.k8s.io", "Lease"): object_of(),
}
