"""From samples, as the exporters name them, to measures, as the judgement names them."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from diagnosis.snapshot import Sample

from .histograms import average, quantile
from .knowledge import Knowledge, Source

_QUANTILES = {"p95": 0.95, "p99": 0.99}
_FOLDS: Mapping[str, Callable[[list[float]], float]] = {
    "sum": math.fsum,
    "max": max,
    "min": min,
    "mean": fmean,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One value in `unit`, and the metric that told it. Shares are 0 to 1."""

    name: str
    value: float
    unit: str
    metric: str

    def __str__(self) -> str:
        """The value as people write it."""
        if self.unit == "share":
            return f"{self.value:.0%}"
        if self.unit == "s":
            return f"{self.value * 1000:.0f} ms" if self.value < 1 else f"{self.value:.2f} s"
        return f"{self.value:.4g} {self.unit}"


def measures(
    samples: Iterable[Sample],
    known: Knowledge,
    before: Iterable[Sample] = (),
    seconds: float = 0.0,
) -> dict[str, Measure]:
    """All measures that the samples tell, by name.

    With an earlier scrape, `seconds` older, counters become rates and histograms hold only what
    was observed in between; without one, rates are left out and histograms go back to the start.
    """
    series = _by_name(samples)
    earlier = _by_name(before)
    found = (
        _measure(name, sources, known.units[name], _Scrapes(series, earlier, seconds))
        for name, sources in known.sources.items()
    )
    return {one.name: one for one in found if one is not None}


@dataclass(frozen=True, slots=True)
class _Scrapes:
    """Both scrapes by metric name."""

    now: Mapping[str, Sequence[Sample]]
    before: Mapping[str, Sequence[Sample]]
    seconds: float

    def grown(self, name: str) -> list[Sample]:
        """The series of a counter, less what it was before; a restarted one counts whole."""
        was = {_key(one): one.value for one in self.before.get(name, ())}
        now = self.now.get(name, ())
        return [
            Sample(name, _growth(one.value, was.get(_key(one), 0.0)), one.labels) for one in now
        ]

    def rate(self, name: str) -> float | None:
        """How much a counter grew in a second; None unless both scrapes have it."""
        if name not in self.now or name not in self.before or self.seconds <= 0:
            return None
        return math.fsum(one.value for one in self.grown(name)) / self.seconds


def _measure(name: str, sources: Sequence[Source], unit: str, scrapes: _Scrapes) -> Measure | None:
    for source in sources:
        value = _taken(source, scrapes)
        if value is not None and math.isfinite(value):
            return Measure(name, value * source.scale, unit, source.metric)
    return None


def _taken(source: Source, scrapes: _Scrapes) -> float | None:
    if source.take in _FOLDS:
        values = [one.value for one in scrapes.now.get(source.metric, ())]
        finite = [value for value in values if math.isfinite(value)]
        return _FOLDS[source.take](finite) if finite else None
    if source.take == "rate":
        return scrapes.rate(source.metric)
    if source.take == "average":
        total, count = (scrapes.grown(f"{source.metric}_{part}") for part in ("sum", "count"))
        return average(total, count)
    return quantile(scrapes.grown(f"{source.metric}_bucket"), _QUANTILES[source.take])


def _growth(now: float, was: float) -> float:
    return now - was if now >= was else now


def _key(sample: Sample) -> frozenset[tuple[str, str]]:
    return frozenset(sample.labels.items())


def _by_name(samples: Iterable[Sample]) -> dict[str, list[Sample]]:
    named: dict[str, list[Sample]] = defaultdict(list)
    for one in samples:
        named[one.name].append(one)
    return named
