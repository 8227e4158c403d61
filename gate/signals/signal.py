"""A sign of trouble."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign: the same trouble has the same `key` from one look to the next.

    `sentence` is in the platform's own words; `patience` are the seconds it may last.
    """

    key: str
    sentence: str
    patience: float


@dataclass(frozen=True, slots=True)
class Ends:
    """How often a container has ended, and how often a probe had it killed."""

    exits: int = 0
    kills: int = 0


Baseline = Mapping[str, Ends]
"""What lay behind containers (`pod/container`) and pods when the gate began to look.

Only containers that were running: what is down counts in full, what runs gets another chance. And
only pods that had failed.
"""
