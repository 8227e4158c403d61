"""The alarms, whole, and the figures they stand on."""

from typing import Any

from .making import function

TAGS = {"managed-by": "pulumi", "shipshape:component": "LambdaService/service"}
EACH = {"period": 60, "evaluationPeriods": 1, "treatMissingData": "notBreaching", "tags": TAGS}
ALIAS = {"FunctionName": "service", "Resource": "service:live"}


def _alarm(name: str, **more: Any) -> dict[str, Any]:
    return function(**more)[0][f"service-{name}"].inputs


def test_errors_and_throttles() -> None:
    """One is enough. They watch the alias: figures by version end when all traffic has moved."""
    for name, metric, description in (
        ("errors", "Errors", "service: Requests crash, time out or run out of memory."),
        (
            "throttles",
            "Throttles",
            "service: Requests are refused: all the concurrency is in use.",
        ),
    ):
        assert _alarm(name) == {
            **EACH,
            "name": f"service-{name}",
            "alarmDescription": description,
            "namespace": "AWS/Lambda",
            "metricName": metric,
            "dimensions": ALIAS,
            "statistic": "Sum",
            "comparisonOperator": "GreaterThanOrEqualToThreshold",
            "threshold": 1,
        }


def test_slow_requests() -> None:
    """Before they are cut off: at four fifths of the timeout."""
    assert _alarm("slow", longest_stream=300, function_timeout=400) == {
        **EACH,
        "name": "service-slow",
        "alarmDescription": "service: One request in twenty takes over 320 s.",
        "namespace": "AWS/Lambda",
        "metricName": "Duration",
        "dimensions": ALIAS,
        "extendedStatistic": "p95",
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 320_000,
    }


def test_the_metric_of_cold_starts_is_the_services_own() -> None:
    """A metric from a log has no dimension, so its namespace says whose it is."""
    alarm = _alarm("init")
    for name in ("init-reports", "init-failures"):
        metric = _alarm(name)["metricTransformation"]
        assert metric["namespace"] == alarm["namespace"] == "Shipshape/service"
        assert metric["name"] == alarm["metricName"] == "InitDuration"
