"""What memory bandwidth lets a decoder do at best.

To make one token, every weight is read once; sequences of a batch share that reading. So a sequence
gets at most bandwidth / bytes of weights tokens a second, whatever else is done right. Reading the
KV cache comes on top and is left out: the bound is generous.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .measures import Measure


@dataclass(frozen=True, slots=True)
class Bound:
    """Tokens a second of one sequence: `limit` by physics, and `measured` where it was."""

    limit: float
    bandwidth: float
    weights: float
    measured: float | None = None

    @property
    def share(self) -> float | None:
        """How much of what is possible was reached."""
        return None if self.measured is None else self.measured / self.limit


def decode_bound(bandwidth: float, weights: float, measured: Mapping[str, Measure]) -> Bound:
    """The bound for `weights` bytes on GPUs of `bandwidth` bytes a second in all.

    Raises ValueError for numbers that are not above zero.
    """
    if bandwidth <= 0 or weights <= 0:
        raise ValueError("bandwidth and weights must be above zero")
    time = measured.get("token_time")
    rate = 1 / time.value if time is not None and time.value > 0 else None
    return Bound(bandwidth / weights, bandwidth, weights, rate)
