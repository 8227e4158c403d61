"""Measured values in Prometheus' text format, and in the answers of its API."""

import re
from collections.abc import Iterator, Mapping

from diagnosis.snapshot import Sample

from .fields import mapping, sequence, strings, text

_LINE = re.compile(
    r"(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
    r"(?:\{(?P<labels>(?:[^\"{}]|\"(?:[^\"\\]|\\.)*\")*)\})?"
    r"[ \t]+(?P<value>[-+]?(?:\d[\d.eE+-]*|Inf|NaN|inf|nan))"
    r"(?:[ \t]+-?\d+)?[ \t]*(?:#.*)?"
)
_LABEL = re.compile(r"([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\]|\\.)*)\"")
_ESCAPES = {"\\n": "\n", '\\"': '"', "\\\\": "\\"}


def sample(line: str) -> Sample | None:
    """One line of the text format; None for comments and whatever is none."""
    found = _LINE.fullmatch(line.strip())
    value = _number(found["value"]) if found else None
    if found is None or value is None:
        return None
    labels = {name: _plain(raw) for name, raw in _LABEL.findall(found["labels"] or "")}
    return Sample(found["name"], value, labels)


def samples(exposition: str) -> Iterator[Sample]:
    """All values of a text."""
    for line in exposition.split("\n"):
        if one := sample(line):
            yield one


def answer(obj: Mapping[str, object]) -> tuple[Sample, ...]:
    """The answer to an instant or a range query; of a range the newest value."""
    found = []
    for series in sequence(obj, "data", "result"):
        labels = strings(series, "metric")
        points = [point for point in (mapping(series).get("value"), *_points(series)) if point]
        pair = sequence(points[-1]) if points else ()
        value = _number(text(pair[1])) if len(pair) > 1 else None
        if value is not None:
            found.append(Sample(labels.pop("__name__", ""), value, labels))
    return tuple(found)


def _points(series: object) -> tuple[object, ...]:
    return tuple(sequence(series, "values"))


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def _plain(raw: str) -> str:
    return re.sub(r"\\.", lambda found: _ESCAPES.get(found[0], found[0]), raw)
