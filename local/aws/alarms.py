"""Alarms that go off: moto keeps them and their metrics, and nobody there compares the two."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Any

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
    """Set the state of every single-metric alarm from the data of its last periods.

    Periods end now and not on the full minute, so that an alarm goes off as
    soon as the data says so. `scale` shortens them: with 0.1 a minute is six
    seconds.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    for alarm in services.alarms():
        if alarm.metric_name and not alarm.rule:
            points = list(_datapoints(services, alarm, now, scale))
            after = state(alarm, points)
            if after is not None and after != alarm.state_value:
                alarm.update_state(_reason(alarm, points), json.dumps({"recent": points}), after)


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


def _datapoints(
    services: Services, alarm: Any, now: datetime, scale: float
) -> Iterable[float | None]:
    dimensions = {each.name: each.value for each in alarm.dimensions or ()}
    data = list(services.measured(alarm.namespace, alarm.metric_name, dimensions))
    period = timedelta(seconds=float(alarm.period) * scale)
    for number in range(int(alarm.evaluation_periods)):
        until = now - number * period
        values = [value for at, value in data if until - period < at <= until]
        name = alarm.extended_statistic or alarm.statistic
        yield statistic(name, values) if values else None


def _reason(alarm: Any, points: Sequence[float | None]) -> str:
    shown = ", ".join("missing" if value is None else f"{value:g}" for value in points)
    return f"Datapoints [{shown}], newest first, against the threshold ({alarm.threshold:g})."
