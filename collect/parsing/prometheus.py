"""What Prometheus' API answers to a query."""

from collections.abc import Mapping

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
    try:
        return float(written)
    except ValueError:
        return None
