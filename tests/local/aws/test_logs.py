"""What a function's log group gets, as text and as JSON, and the metrics read from it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from local.aws.running.filters import data, matches
from local.aws.running.records import Facts, events, tail
from local.functions.log import PLATFORM, LogLine
from local.functions.spec import FunctionSpec
from tests.local.aws.world import World

LINES = [
    LogLine(100.0, PLATFORM, "START RequestId: r Version: 3"),
    LogLine(100.1, "function", "hello"),
    LogLine(100.25, PLATFORM, "END RequestId: r"),
]
FACTS = Facts(
    "f", "3", "r", began=100.0, duration=0.25, memory_mib=512, size=7, used_mib=64, init=0.5
)


def records(facts: Facts, level: str) -> list[dict[str, Any]]:
    """The platform's records at a level, without their times."""
    found = events(facts, [], {"LogFormat": "JSON", "SystemLogLevel": level})
    read = [json.loads(each["message"]) for each in found]
    return [{"type": each["type"], **each["record"]} for each in read]


def test_text() -> None:
    """Text format: every line as it was written."""
    assert events(FACTS, LINES, {"LogFormat": "Text"}) == [
        {"timestamp": 100000, "message": "START RequestId: r Version: 3"},
        {"timestamp": 100100, "message": "hello"},
        {"timestamp": 100250, "message": "END RequestId: r"},
    ]


def test_json() -> None:
    """JSON format: the platform's records from a level on, and the function's own lines."""
    metrics = {
        "durationMs": 250.0,
        "billedDurationMs": 750,
        "memorySizeMB": 512,
        "maxMemoryUsedMB": 64,
        "initDurationMs": 500.0,
    }
    init = {"initializationType": "on-demand", "phase": "init"}
    start = {"type": "platform.initStart", **init, "functionName": "f", "functionVersion": "3"}
    started = {"type": "platform.start", "requestId": "r", "version": "3"}
    report = {"type": "platform.report", "requestId": "r", "status": "success", "metrics": metrics}
    ready = {
        "type": "platform.initReport",
        **init,
        "status": "success",
        "metrics": {"durationMs": 500.0},
    }
    done = {
        "type": "platform.runtimeDone",
        "requestId": "r",
        "status": "success",
        "metrics": {"durationMs": 250.0, "producedBytes": 7},
    }
    assert records(FACTS, "DEBUG") == [start, ready, started, done, report]
    assert records(FACTS, "INFO") == [start, started, report]
    assert records(FACTS, "WARN") == []
    mixed = events(FACTS, LINES, {"LogFormat": "JSON"})
    assert [each["message"] for each in mixed if not each["message"].startswith("{")] == ["hello"]


def test_json_of_a_failed_start() -> None:
    """A start that failed is in a record of its own, at the level WARN."""
    failed = Facts(
        "f", "3", "r", 100.0, 0.0, 512, 0, error="Runtime.ExitError", init=2.0, phase="init"
    )
    assert records(failed, "WARN")[0] == {
        "type": "platform.initReport",
        "initializationType": "on-demand",
        "phase": "init",
        "status": "failure",
        "errorType": "Runtime.ExitError",
        "metrics": {"durationMs": 2000.0},
    }


def test_tail_is_the_end() -> None:
    """Four kibibytes, from the end."""
    text = tail([{"message": "x" * 5000}, {"message": "last"}])
    assert (len(text), text[-6:]) == (4096, "\nlast\n")


def speaks(_: FunctionSpec, __: bytes) -> Iterator[bytes]:
    """Answer."""
    yield b"{}"


def test_log_group_and_cold_start_metric(world: World) -> None:
    """Lines are in the instance's stream; the target's filters make a metric of the start."""
    logging = {"LogFormat": "JSON"}
    client = world.function("logged", speaks, LoggingConfig=logging)
    logs, watch = world.client("logs"), world.client("cloudwatch")
    group = "/aws/lambda/logged"
    logs.create_log_group(logGroupName=group)
    for value in ("1", "$.record.metrics.initDurationMs"):  # the second replaces the first
        logs.put_metric_filter(
            logGroupName=group,
            filterName="init-reports",
            filterPattern='{ ($.type = "platform.report") && '
            "($.record.metrics.initDurationMs >= 0) }",
            metricTransformations=[
                {"metricName": "Init", "metricNamespace": "Mine", "metricValue": value}
            ],
        )
    assert len(logs.describe_metric_filters(logGroupName=group)["metricFilters"]) == 1
    for _ in range(2):
        client.invoke(FunctionName="logged")
    streams = logs.describe_log_streams(logGroupName=group)["logStreams"]
    assert [
        re.fullmatch(r"\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]+", each["logStreamName"]) is None
        for each in streams
    ] == [False]
    services = world.application.region("us-east-1").services
    assert [value for _, value in services.measured("Mine", "Init", {})] == [500.0]
    assert [each["MetricName"] for each in watch.list_metrics(Namespace="Mine")["Metrics"]] == [
        "Init"
    ]


def test_a_slow_start_is_told_while_it_goes_on(world: World) -> None:
    """The first initialisation's end is in the log before the second; each line is there once."""

    def slow(spec: FunctionSpec, event: bytes) -> Iterator[bytes]:
        told.extend(_messages(world, spec.name))
        yield from speaks(spec, event)

    for name, format_ in (("slow-text", "Text"), ("slow-json", "JSON")):
        told: list[str] = []
        world.runner.slow.add(name)
        client = world.function(name, slow, LoggingConfig={"LogFormat": format_})
        client.invoke(FunctionName=name)
        assert "loading the model" in told
        last = told[-1] if format_ == "Text" else json.loads(told[-1])
        if isinstance(last, str):
            assert last.startswith("INIT_REPORT Init Duration: 10000.00 ms")
        else:
            assert last["type"] == "platform.initReport"
            assert last["record"]["status"] == "timeout"
        after = _messages(world, name)
        assert after[: len(told)] == told
        assert after.count("loading the model") == 1


def test_a_start_that_is_slow_and_then_fails(world: World) -> None:
    """What was told already is not told again."""
    world.runner.slow.add("slow-broken")
    client = world.function("slow-broken", LoggingConfig={"LogFormat": "Text"})
    client.invoke(FunctionName="slow-broken")
    found = _messages(world, "slow-broken")
    assert [each[:11] for each in found] == ["loading the", "INIT_REPORT"]


def _messages(world: World, name: str) -> list[str]:
    logs = world.client("logs")
    found = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    return [str(each["message"]) for each in found]


def test_patterns() -> None:
    """What of the pattern language is read, and what then matches."""
    message = '{"type": "platform.report", "record": {"ms": 9000.5, "status": "error"}}'
    told = {
        '{ $.type = "platform.report" }': True,
        '{ $.type = "platform.*" }': True,
        '{ $.type != "platform.report" }': False,
        "{ $.record.ms > 8000 }": True,
        "{ $.record.ms < 8000 }": False,
        "{ $.record.none >= 0 }": False,
        '{ ($.record.ms > 8000) && ($.record.status = "error") }': True,
        '{ ($.record.ms > 9999) || ($.record.status = "error") }': True,
        "{ $.record.ms IS NULL }": False,
        '"platform.report"': True,
        "platform.report 9000.5": True,
        "absent": False,
    }
    assert {pattern: matches(pattern, message) for pattern in told} == told
    assert not matches("{ $.type = 1 }", "not JSON")


def test_data_of_a_filter() -> None:
    """A value may be a number or a field."""
    known = [
        {
            "filterPattern": "{ $.ms > 1 }",
            "metricTransformations": [
                {"metricName": "count", "metricNamespace": "n", "metricValue": "1"},
                {"metricName": "ms", "metricNamespace": "n", "metricValue": "$.ms"},
            ],
        }
    ]
    assert list(data(known, [{"message": '{"ms": 5}'}, {"message": '{"ms": 0}'}])) == [
        ("n", [{"MetricName": "count", "Value": 1.0}]),
        ("n", [{"MetricName": "ms", "Value": 5.0}]),
    ]
