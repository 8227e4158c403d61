"""The alarms, whole, and the figures they stand on."""

from typing import Any

from .making import function

TAGS = {"managed-by": "pulumi", "shipshape:component": "LambdaService/service"}
EACH = {"evaluationPeriods": 1, "treatMissingData": "notBreaching", "tags": TAGS}
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
            "period": 60,
            "statistic": "Sum",
            "comparisonOperator": "GreaterThanOrEqualToThreshold",
            "threshold": 1,
        }


def test_failed_answers() -> None:
    """A status of 5xx is no error for AWS; five of them that are over two in a hundred are one."""
    figures = [
        {
            "id": name,
            "returnData": False,
            "metric": {
                "namespace": "AWS/Lambda",
                "metricName": metric,
                "dimensions": ALIAS,
                "period": 60,
                "stat": "Sum",
            },
        }
        for name, metric in (("failed", "Url5xxCount"), ("requests", "UrlRequestCount"))
    ]
    share = {
        "id": "share",
        "expression": "IF(failed >= 5, 100 * failed / requests, 0)",
        "label": "% of the answers",
        "returnData": True,
    }
    assert _alarm("answers") == {
        **EACH,
        "name": "service-answers",
        "alarmDescription": "service: Over 2 % of the answers are failures (5xx).",
        "metricQueries": [share, *figures],
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 2,
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
        "period": 60,
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
