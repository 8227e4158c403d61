"""Alarms that go off: moto keeps them and their metrics, and nobody there compares the two."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Any

from local.aws import expressions
from local.aws.services import Services

_STATISTICS: dict[str, Callable[[Sequence[float]], float]] = {
    "Sum": sum,
    "Average": fmean,
    "Minimum": min,
    "Maximum": max,
    "SampleCount": len,
}
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": lambda value, limit: value >= limit,
    "GreaterThanThreshold": lambda value, limit: value > limit,
    "LessThanOrEqualToThreshold": lambda value, limit: value <= limit,
    "LessThanThreshold": lambda value, limit: value < limit,
}


def evaluate(services: Services, scale: float = 1.0) -> None:
    """Set the state of every alarm on a metric or on metric math, from the data of its periods.

    Periods end now and not on the full minute, so that an alarm goes off as
    soon as the data says so. `scale` shortens them: with 0.1 a minute is six
    seconds.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    for alarm in services.alarms():
        if alarm.rule:
            continue
        try:
            points = list(_datapoints(services, alarm, now, scale))
            after, reason = state(alarm, points), _reason(alarm, points)
        except expressions.UnknownMath as error:
            points, after = [], "INSUFFICIENT_DATA"
            reason = f"This stand-in cannot work out {error}."
        if after is not None and after != alarm.state_value:
            alarm.update_state(reason, json.dumps({"recent": points}), after)


def state(alarm: Any, points: Sequence[float | None]) -> str | None:
    """The state for the values of the last periods, newest first; None to leave it as it is."""
    needed = alarm.datapoints_to_alarm or alarm.evaluation_periods
    breaching = _COMPARISONS[alarm.comparison_operator]
    missing = alarm.treat_missing_data or "missing"
    known = [breaching(value, alarm.threshold) for value in points if value is not None]
    absent = len(points) - len(known)
    if not known and missing == "ignore":
        return None
    if not known and missing == "missing":
        return "INSUFFICIENT_DATA"
    count = sum(known) + (absent if missing == "breaching" else 0)
    return "ALARM" if count >= needed else "OK"


def statistic(name: str, values: Sequence[float]) -> float:
    """A statistic or a percentile (p95, p99.9) of values; there must be some."""
    if name in _STATISTICS:
        return float(_STATISTICS[name](values))
    rank = math.ceil(float(name.removeprefix("p")) / 100 * len(values))
    return sorted(values)[max(rank, 1) - 1]


@dataclass(frozen=True)
class _Period:
    """A stretch of time, and what was measured in it."""

    services: Services
    since: datetime
    until: datetime

    def figure(
        self, namespace: str, name: str, dimensions: Iterable[Any], wanted: str
    ) -> float | None:
        """A statistic of one metric."""
        where = {each.name: each.value for each in dimensions or ()}
        data = self.services.measured(namespace, name, where)
        values = [value for at, value in data if self.since < at <= self.until]
        return statistic(wanted, values) if values else None

    def query(self, queries: Mapping[str, Any], wanted: str) -> float | None:
        """A metric or an expression among an alarm's queries. Raises UnknownMath."""
        if wanted not in queries:
            raise expressions.UnknownMath(wanted)
        one = queries[wanted]
        if one.metric_stat is None:
            return expressions.value(one.expression, lambda name: self.query(queries, name))
        metric = one.metric_stat.metric
        return self.figure(
            metric.namespace, metric.metric_name, metric.dimensions, one.metric_stat.stat
        )


def _datapoints(
    services: Services, alarm: Any, now: datetime, scale: float
) -> Iterable[float | None]:
    queries = {one.id: one for one in alarm.metric_data_queries}
    seconds = alarm.period or min(
        float(one.metric_stat.period) for one in queries.values() if one.metric_stat
    )
    length = timedelta(seconds=float(seconds) * scale)
    for number in range(int(alarm.evaluation_periods)):
        until = now - number * length
        period = _Period(services, until - length, until)
        if queries:
            yield period.query(queries, _watched(queries))
        else:
            name = alarm.extended_statistic or alarm.statistic
            yield period.figure(alarm.namespace, alarm.metric_name, alarm.dimensions, name)


def _watched(queries: Mapping[str, Any]) -> str:
    """The one query whose data the alarm looks at; the others only go into it."""
    return next(name for name, one in queries.items() if str(one.return_data).lower() != "false")


def _reason(alarm: Any, points: Sequence[float | None]) -> str:
    shown = ", ".join("missing" if value is None else f"{value:g}" for value in points)
    return f"Datapoints [{shown}], newest first, against the threshold ({alarm.threshold:g})."
