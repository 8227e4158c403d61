"""Figures that CloudWatch takes out of a log."""

from .resource import Asked, Data, chosen
from .session import Clients

_TRANSFORMATION = {
    "defaultValue": "defaultValue",
    "dimensions": "dimensions",
    "metricName": "name",
    "metricNamespace": "namespace",
    "metricValue": "value",
    "unit": "unit",
}


def log_metric_filter(clients: Clients, asked: Asked) -> Data | None:
    """A filter, by its whole name and its log group."""
    group = str(asked.inputs.get("logGroupName") or "")
    pages = clients("logs", asked.region).get_paginator("describe_metric_filters")
    listed = pages.paginate(logGroupName=group, filterNamePrefix=asked.id)
    all_ = (one for page in listed for one in page["metricFilters"])
    answer = next((one for one in all_ if one["filterName"] == asked.id), None)
    if answer is None:
        return None
    found = chosen(answer, {"filterName": "name", "filterPattern": "pattern"})
    transformation = next(iter(answer.get("metricTransformations") or ()), None)
    found["metricTransformation"] = transformation and chosen(transformation, _TRANSFORMATION)
    return {**found, "logGroupName": group}
