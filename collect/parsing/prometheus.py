"""What Prometheus' API answers to a query."""

from collections.abc import Mapping
from math import isfinite

from diagnosis.snapshot import Sample

from .fields import at, sequence, strings, text


def answer(obj: Mapping[str, object]) -> tuple[Sample, ...]:
    """The values of an instant query, or of a range query the newest of each series."""
    found = []
    for series in sequence(obj, "data", "result"):
        labels = strings(series, "metric")
        points = (*sequence(series, "values"), at(series, "value"))
        point = next(filter(None, map(sequence, reversed(points))), ())
        value = _number(text(point[1])) if len(point) > 1 else None
        if value is not None:
            found.append(Sample(labels.pop("__name__", ""), value, labels))
    return tuple(found)


def _number(written: str) -> float | None:
    """A number; None for NaN and infinity as well, for which a snapshot has no word."""
    try:
        value = float(written)
    except ValueError:
        return None
    return value if isfinite(value) else None
