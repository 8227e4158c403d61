"""The alarms of a function, and the metric they need; each is one minute above its threshold.

They watch the alias, not a version: AWS publishes figures by executed version for an alias only
while it has two, so an alarm on one would be blind as soon as all traffic has moved. A canary shows
in the alias' figures all the same: one error is enough, and one request in twenty is p95.
"""

from typing import Any

from .plan import ALIAS, FunctionPlan

MINUTE = 60
SLOW_SHARE = 0.8
"""Share of the timeout that the slowest requests may take."""

SLOW_INIT_MS = 8000
"""Milliseconds of a cold start; AWS cuts one off at 10 000 and begins again."""

FAILED_ANSWERS = 5
"""Answers with a status of 5xx in a minute from which on they count: one may be an accident."""

FAILED_PERCENT = 2
"""Percent of a minute's answers that may be such. A canary of 5 % that fails is above it."""

INIT_METRIC = "InitDuration"
_REPORT = '{ ($.type = "platform.report") && ($.record.metrics.initDurationMs >= 0) }'
_INIT_REPORT = '{ ($.type = "platform.initReport") && ($.record.metrics.durationMs >= 0) }'


def alarms(plan: FunctionPlan) -> dict[str, dict[str, Any]]:
    """The arguments of each alarm, by the last word of its name."""
    slow_ms = plan.timeout * 1000 * SLOW_SHARE
    return {
        "errors": {
            **_alarm(plan, "Requests crash, time out or run out of memory."),
            **_of_the_alias(plan, "Errors"),
            **_from(1),
        },
        "answers": {
            **_alarm(plan, f"Over {FAILED_PERCENT} % of the answers are failures (5xx)."),
            "metric_queries": _failed_answers(plan),
            **_above(FAILED_PERCENT),
        },
        "throttles": {
            **_alarm(plan, "Requests are refused: all the concurrency is in use."),
            **_of_the_alias(plan, "Throttles"),
            **_from(1),
        },
        "slow": {
            **_alarm(plan, f"One request in twenty takes over {slow_ms / 1000:g} s."),
            **_of_the_alias(plan, "Duration"),
            "extended_statistic": "p95",
            **_above(slow_ms),
        },
        "init": {
            **_alarm(
                plan, f"A cold start takes over {SLOW_INIT_MS / 1000:g} s; AWS ends it at 10."
            ),
            "namespace": metric_namespace(plan),
            "metric_name": INIT_METRIC,
            "period": MINUTE,
            "statistic": "Maximum",
            **_above(SLOW_INIT_MS),
        },
    }


def init_filters(plan: FunctionPlan) -> dict[str, dict[str, Any]]:
    """The metric filters that read cold starts from the log, by the last words of their names.

    A start that went well is in the first request's report. One that failed, or was cut off after
    10 s, has a report of its own; Lambda writes it at the level WARN.
    """
    return {
        "init-reports": _filter(plan, _REPORT, "$.record.metrics.initDurationMs"),
        "init-failures": _filter(plan, _INIT_REPORT, "$.record.metrics.durationMs"),
    }


def metric_namespace(plan: FunctionPlan) -> str:
    """The namespace of the service's own metrics; a metric from a log has no dimension to tell."""
    return f"Shipshape/{plan.name}"


def _alarm(plan: FunctionPlan, description: str) -> dict[str, Any]:
    return {
        "alarm_description": f"{plan.name}: {description}",
        "evaluation_periods": 1,
        "treat_missing_data": "notBreaching",  # no requests, no trouble
    }


def _of_the_alias(plan: FunctionPlan, metric: str) -> dict[str, Any]:
    return {
        "namespace": "AWS/Lambda",
        "metric_name": metric,
        "dimensions": {"FunctionName": plan.name, "Resource": f"{plan.name}:{ALIAS}"},
        "period": MINUTE,
    }


def _from(least: int) -> dict[str, Any]:
    return {
        "statistic": "Sum",
        "comparison_operator": "GreaterThanOrEqualToThreshold",
        "threshold": least,
    }


def _above(most: float) -> dict[str, Any]:
    return {"comparison_operator": "GreaterThanThreshold", "threshold": most}


def _failed_answers(plan: FunctionPlan) -> list[dict[str, Any]]:
    """The share of the URL's answers that are failures, once there are enough to judge by."""
    share = f"IF(failed >= {FAILED_ANSWERS}, 100 * failed / requests, 0)"
    figures = (("failed", "Url5xxCount"), ("requests", "UrlRequestCount"))
    return [
        {"id": "share", "expression": share, "label": "% of the answers", "return_data": True},
        *(
            {
                "id": name,
                "metric": {**_of_the_alias(plan, metric), "stat": "Sum"},
                "return_data": False,
            }
            for name, metric in figures
        ),
    ]


def _filter(plan: FunctionPlan, pattern: str, value: str) -> dict[str, Any]:
    return {
        "pattern": pattern,
        "metric_transformation": {
            "name": INIT_METRIC,
            "namespace": metric_namespace(plan),
            "value": value,
            "unit": "Milliseconds",
        },
    }
