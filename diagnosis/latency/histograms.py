"""Reading a Prometheus histogram."""

import math
from collections import defaultdict
from collections.abc import Sequence

from diagnosis.snapshot import Sample


def average(total: Sequence[Sample], count: Sequence[Sample]) -> float | None:
    """The mean of all observations over all series; None without one."""
    observed = math.fsum(one.value for one in count)
    return math.fsum(one.value for one in total) / observed if observed > 0 else None


def quantile(buckets: Sequence[Sample], share: float) -> float | None:
    """The quantile as Prometheus estimates it: linear within the bucket that holds it.

    Beyond the last finite bound only that bound is known, and it is given.
    """
    counts = _cumulative(buckets)
    if not counts or counts[-1][1] <= 0:
        return None
    wanted = share * counts[-1][1]
    low, below = 0.0, 0.0
    for bound, count in counts:
        if count >= wanted:
            if math.isinf(bound) or count == below:
                return low
            return low + (bound - low) * (wanted - below) / (count - below)
        low, below = bound, count
    return low


def _cumulative(buckets: Sequence[Sample]) -> list[tuple[float, float]]:
    """The counts up to each bound, over all series, in order."""
    counts: dict[float, float] = defaultdict(float)
    for one in buckets:
        counts[_bound(one.labels.get("le", ""))] += one.value
    return sorted((bound, count) for bound, count in counts.items() if not math.isnan(bound))


def _bound(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
