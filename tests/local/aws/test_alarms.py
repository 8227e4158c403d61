"""Alarms go off when the metrics of real invocations say so."""

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from local.aws.alarms import state, statistic
from local.functions.spec import FunctionSpec
from tests.local.aws.running import Fails
from tests.local.aws.world import World

PERIOD = 60 * 0.05
"""Seconds that a minute has for the stand-in of these tests."""


def fails_on_request(_: FunctionSpec, event: bytes) -> Iterator[bytes]:
    """Fail when the event asks for it."""
    if b"fail" in event:
        raise Fails("Runtime.ExitError", "it is gone")
    yield b"{}"


def alarm(name: str, metric: str, function: str, **settings: Any) -> dict[str, Any]:
    """An alarm on a function's metric, one minute above its threshold."""
    return {
        "AlarmName": name,
        "Namespace": "AWS/Lambda",
        "MetricName": metric,
        "Dimensions": [
            {"Name": "FunctionName", "Value": function},
            {"Name": "Resource", "Value": function},
        ],
        "Period": 60,
        "EvaluationPeriods": 1,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "TreatMissingData": "notBreaching",
        **settings,
    }


def test_errors_and_durations(world: World) -> None:
    """One error is an alarm; the duration is compared as a percentile; both end by themselves."""
    client = world.function("watched", fails_on_request)
    watch = world.client("cloudwatch")
    watch.put_metric_alarm(**alarm("w-errors", "Errors", "watched", Statistic="Sum", Threshold=1))
    watch.put_metric_alarm(
        **alarm("w-slow", "Duration", "watched", ExtendedStatistic="p95", Threshold=250)
    )
    watch.put_metric_alarm(
        **alarm("w-slower", "Duration", "watched", ExtendedStatistic="p95", Threshold=251)
    )

    def states() -> dict[str, str]:
        found = watch.describe_alarms(AlarmNamePrefix="w-")["MetricAlarms"]
        return {each["AlarmName"]: each["StateValue"] for each in found}

    assert states() == {"w-errors": "OK", "w-slow": "OK", "w-slower": "OK"}
    client.invoke(FunctionName="watched", Payload=b'"fine"')
    assert states() == {"w-errors": "OK", "w-slow": "ALARM", "w-slower": "OK"}
    client.invoke(FunctionName="watched", Payload=b'"fail"')
    assert states() == {"w-errors": "ALARM", "w-slow": "ALARM", "w-slower": "OK"}
    reason = watch.describe_alarms(AlarmNames=["w-errors"])["MetricAlarms"][0]["StateReason"]
    assert reason == "Datapoints [1], newest first, against the threshold (1)."
    time.sleep(PERIOD + 0.1)
    assert states() == {"w-errors": "OK", "w-slow": "OK", "w-slower": "OK"}


def test_throttles(world: World) -> None:
    """A refused invocation counts as a throttle and not as an invocation."""
    client = world.function("refusing", fails_on_request)
    client.put_function_concurrency(FunctionName="refusing", ReservedConcurrentExecutions=0)
    with pytest.raises(client.exceptions.TooManyRequestsException):
        client.invoke(FunctionName="refusing")
    services = world.application.region("us-east-1").services
    found = {
        name: [
            value
            for _, value in services.measured("AWS/Lambda", name, {"FunctionName": "refusing"})
        ]
        for name in ("Throttles", "Invocations", "Errors")
    }
    assert found == {"Throttles": [1.0], "Invocations": [], "Errors": []}


def _rate(expression: str) -> list[dict[str, Any]]:
    """Queries of an alarm: two metrics of a function, and an expression of them."""
    figures = [
        {
            "Id": name,
            "ReturnData": False,
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/Lambda",
                    "MetricName": metric,
                    "Dimensions": [{"Name": "FunctionName", "Value": "judged"}],
                },
                "Period": 60,
                "Stat": "Sum",
            },
        }
        for name, metric in (("errors", "Errors"), ("all", "Invocations"))
    ]
    return [{"Id": "rate", "Expression": expression, "ReturnData": True}, *figures]


def test_metric_math(world: World) -> None:
    """An expression is compared as a metric is; one that isn't known here says so."""
    client = world.function("judged", fails_on_request)
    watch = world.client("cloudwatch")
    for name, expression in (
        ("m-rate", "IF(errors >= 2, 100 * errors / all, 0)"),
        ("m-unknown", "RATE(errors)"),
        ("m-undefined", "errors / other"),
    ):
        watch.put_metric_alarm(
            AlarmName=name,
            EvaluationPeriods=1,
            ComparisonOperator="GreaterThanThreshold",
            Threshold=50,
            TreatMissingData="notBreaching",
            Metrics=_rate(expression),
        )

    def states() -> dict[str, str]:
        found = watch.describe_alarms(AlarmNamePrefix="m-")["MetricAlarms"]
        return {each["AlarmName"]: each["StateValue"] for each in found}

    others = {"m-unknown": "INSUFFICIENT_DATA", "m-undefined": "INSUFFICIENT_DATA"}
    assert states() == {"m-rate": "OK", **others}
    client.invoke(FunctionName="judged", Payload=b'"fine"')
    client.invoke(FunctionName="judged", Payload=b'"fail"')
    assert states() == {"m-rate": "OK", **others}
    client.invoke(FunctionName="judged", Payload=b'"fail"')
    assert states() == {"m-rate": "ALARM", **others}
    (unknown,) = watch.describe_alarms(AlarmNames=["m-unknown"])["MetricAlarms"]
    assert unknown["StateReason"] == "This stand-in cannot work out RATE(errors)."


@pytest.mark.parametrize(
    ("points", "settings", "expected"),
    [
        ([5.0], {}, "ALARM"),
        ([0.0], {}, "OK"),
        ([5.0, 0.0], {"evaluation_periods": 2}, "OK"),
        ([5.0, 0.0], {"evaluation_periods": 2, "datapoints_to_alarm": 1}, "ALARM"),
        ([None], {}, "INSUFFICIENT_DATA"),
        ([None], {"treat_missing_data": "notBreaching"}, "OK"),
        ([None], {"treat_missing_data": "breaching"}, "ALARM"),
        ([None], {"treat_missing_data": "ignore"}, None),
        ([0.0], {"comparison_operator": "LessThanThreshold"}, "ALARM"),
    ],
)
def test_state(points: list[float | None], settings: dict[str, Any], expected: str | None) -> None:
    """M of N periods, and each way to take missing data."""
    asked = {
        "comparison_operator": "GreaterThanThreshold",
        "threshold": 1.0,
        "evaluation_periods": 1,
        "datapoints_to_alarm": None,
        "treat_missing_data": None,
    }
    assert state(SimpleNamespace(**{**asked, **settings}), points) == expected


def test_statistic() -> None:
    """The statistics and the percentiles that alarms are made of."""
    values = [float(number) for number in range(1, 101)]
    names = ("Sum", "Average", "Minimum", "Maximum", "SampleCount", "p95", "p99.9", "p0")
    found = [statistic(name, values) for name in names]
    assert found == [5050.0, 50.5, 1.0, 100.0, 100.0, 95.0, 100.0, 1.0]
