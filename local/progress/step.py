"""One timed step and how its duration reads."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["running", "done", "failed"]
_MINUTE = 60


@dataclass
class Step:
    """A named piece of work; times are seconds of the report's clock."""

    name: str
    started: float
    seconds: float = 0.0
    outcome: Outcome = "running"


def duration(seconds: float) -> str:
    """Seconds for people: `0.4s`, `12s`, `3m05s`."""
    if seconds < 10:  # noqa: PLR2004  # below it tenths tell something
        return f"{seconds:.1f}s"
    minutes, rest = divmod(int(seconds), _MINUTE)
    return f"{minutes}m{rest:02d}s" if minutes else f"{rest}s"
