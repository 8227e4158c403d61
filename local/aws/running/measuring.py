"""The metrics that Lambda puts for every invocation. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

NAMESPACE = "AWS/Lambda"


def data(
    function: str, qualifier: str, version: str, values: Mapping[str, float]
) -> list[dict[str, Any]]:
    """Metric data for each set of dimensions under which AWS puts it.

    `qualifier` is what was asked for: an alias also gets metrics for each
    version that answers for it.
    """
    return [
        {
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": each} for key, each in dimensions.items()],
            "Value": value,
            "Unit": "Milliseconds" if name == "Duration" else "Count",
        }
        for dimensions in _dimensions(function, qualifier, version)
        for name, value in values.items()
    ]


def _dimensions(function: str, qualifier: str, version: str) -> Iterator[dict[str, str]]:
    yield {"FunctionName": function}
    resource = f"{function}:{qualifier}" if qualifier else function
    yield {"FunctionName": function, "Resource": resource}
    if qualifier and qualifier != version:
        yield {"FunctionName": function, "Resource": resource, "ExecutedVersion": version}
