"""The metrics that Lambda puts for every invocation, and for every request to a URL. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

NAMESPACE = "AWS/Lambda"


_KINDS = {4: "Url4xxCount", 5: "Url5xxCount"}


def answered(status: int) -> dict[str, float]:
    """What one answer of a function URL counts as; AWS puts no zeros for what it is not."""
    kind = _KINDS.get(status // 100)
    return {"UrlRequestCount": 1.0, **({kind: 1.0} if kind else {})}


def data(
    function: str, qualifier: str, version: str | None, values: Mapping[str, float]
) -> list[dict[str, Any]]:
    """Metric data for each set of dimensions under which AWS puts it.

    `qualifier` is what was asked for. `version` is the one that answered, for an
    alias with two; AWS tells versions apart for no other.
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


def _dimensions(function: str, qualifier: str, version: str | None) -> Iterator[dict[str, str]]:
    yield {"FunctionName": function}
    resource = f"{function}:{qualifier}" if qualifier else function
    yield {"FunctionName": function, "Resource": resource}
    if version is not None:
        yield {"FunctionName": function, "Resource": resource, "ExecutedVersion": version}
