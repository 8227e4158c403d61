"""Objects of old API versions, as the current ones have them."""

from collections.abc import Callable, Mapping
from typing import Any

Object = dict[str, Any]

GROUPS = {
    ("extensions", "DaemonSet"): "apps",
    ("extensions", "Deployment"): "apps",
    ("extensions", "ReplicaSet"): "apps",
    ("extensions", "Ingress"): "networking.k8s.io",
    ("extensions", "NetworkPolicy"): "networking.k8s.io",
    ("extensions", "PodSecurityPolicy"): "policy",
    ("events.k8s.io", "Event"): "",
}
"""Groups that kinds have moved to."""


def upgraded(object_: Object) -> Object:
    """The object in the current version of its kind; the same one if it is in it."""
    written = (object_.get("apiVersion"), object_.get("kind"))
    change = _CHANGES.get(written) if all(isinstance(one, str) for one in written) else None
    spec = object_.get("spec")
    if change is None or not isinstance(spec, dict):
        return object_
    return {**object_, "spec": change(spec)}


def _ingress(spec: Object) -> Object:
    rules = [_rule(one) for one in _mappings(spec.get("rules"))]
    changed = {**spec, "rules": rules}
    backend = changed.pop("backend", None)
    if backend is not None:
        changed["defaultBackend"] = _backend(backend)
    return changed


def _rule(rule: Object) -> Object:
    http = rule.get("http")
    if not isinstance(http, dict):
        return rule
    paths = [
        {**path, "backend": _backend(path.get("backend"))} for path in _mappings(http.get("paths"))
    ]
    return {**rule, "http": {**http, "paths": paths}}


def _backend(backend: Any) -> Any:
    if not isinstance(backend, dict) or "serviceName" not in backend:
        return backend
    changed = {**backend}
    name, port = changed.pop("serviceName"), changed.pop("servicePort", None)
    numeric = str(port).isdigit()
    return {
        **changed,
        "service": {"name": name, "port": {"number": int(port)} if numeric else {"name": port}},
    }


def _autoscaler_v1(spec: Object) -> Object:
    changed = {**spec}
    percent = changed.pop("targetCPUUtilizationPercentage", None)
    if percent is not None:
        changed["metrics"] = [_resource("cpu", ("averageUtilization", percent))]
    return changed


def _autoscaler_v2beta1(spec: Object) -> Object:
    return {**spec, "metrics": [_metric(one) for one in _mappings(spec.get("metrics"))]}


def _metric(metric: Object) -> Object:
    """A metric whose name and target stood side by side."""
    field = str(metric.get("type")).lower()
    old = metric.get(field)
    if not isinstance(old, dict):
        return metric
    target = next(((new, old[name]) for name, new in _TARGETS.items() if name in old), None)
    if target is None:
        return metric
    if field == "resource":
        return _resource(old.get("name"), target)
    named: Object = {"name": old.get("metricName"), "selector": old.get("metricSelector")}
    changed: Object = {"metric": named, "target": _target(*target)}
    if field == "object":
        changed["describedObject"] = old.get("target")
    return {**metric, field: changed}


_TARGETS = {
    "targetAverageUtilization": "averageUtilization",
    "targetAverageValue": "averageValue",
    "targetValue": "value",
}
_TYPES = {"averageUtilization": "Utilization", "averageValue": "AverageValue", "value": "Value"}


def _target(field: str, value: Any) -> Object:
    return {"type": _TYPES[field], field: value}


def _resource(name: Any, target: tuple[str, Any]) -> Object:
    return {"type": "Resource", "resource": {"name": name, "target": _target(*target)}}


def _definition(spec: Object) -> Object:
    """A CustomResourceDefinition: what stood beside the versions stands in each."""
    moved = {
        "schema": spec.get("validation"),
        "subresources": spec.get("subresources"),
        "additionalPrinterColumns": [
            {("jsonPath" if key == "JSONPath" else key): value for key, value in one.items()}
            for one in _mappings(spec.get("additionalPrinterColumns"))
        ],
    }
    gone = ("validation", "subresources", "additionalPrinterColumns", "version")
    kept = {name: value for name, value in spec.items() if name not in gone}
    single = [{"name": spec.get("version"), "served": True, "storage": True}]
    versions = _mappings(spec.get("versions")) or single
    given = {name: value for name, value in moved.items() if value}
    return {**kept, "versions": [{**given, **one} for one in versions]}


def _workload(spec: Object) -> Object:
    return {name: value for name, value in spec.items() if name != "rollbackTo"}


def _mappings(value: Any) -> list[Object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


_CHANGES: Mapping[tuple[Any, Any], Callable[[Object], Object]] = {
    ("extensions/v1beta1", "Ingress"): _ingress,
    ("networking.k8s.io/v1beta1", "Ingress"): _ingress,
    ("autoscaling/v1", "HorizontalPodAutoscaler"): _autoscaler_v1,
    ("autoscaling/v2beta1", "HorizontalPodAutoscaler"): _autoscaler_v2beta1,
    ("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition"): _definition,
    ("extensions/v1beta1", "Deployment"): _workload,
    ("apps/v1beta1", "Deployment"): _workload,
    ("apps/v1beta2", "Deployment"): _workload,
}
