"""How traffic moves from one version to the next: step by step, or at once. Pure."""

from dataclasses import dataclass

STRATEGIES = ("all-at-once", "linear", "canary")
"""The ways to move: all of it; equal steps; one small step and then all of it."""

WHOLE = 100
"""Percent that is all traffic."""


@dataclass(frozen=True, slots=True)
class Step:
    """Give the new version `percent` of the traffic, and watch for `seconds` before the next."""

    percent: int
    seconds: float


def steps(strategy: str, percent: int, interval: float, watch: float) -> tuple[Step, ...]:
    """The steps of a strategy; the last one always moves all traffic, and is watched for `watch`.

    `percent` is the size of a linear step, and of the canary. Times are seconds.
    """
    last = Step(WHOLE, watch)
    if strategy == "linear":
        return (*(Step(part, interval) for part in range(percent, WHOLE, percent)), last)
    if strategy == "canary":
        return (Step(percent, interval), last)
    return (last,)


def problems(strategy: str, percent: int, interval: float, watch: float) -> list[tuple[str, str]]:
    """What cannot be meant: the name of each setting, and a sentence."""
    found = []
    if strategy not in STRATEGIES:
        found.append(("strategy", f'"{strategy}" is not one of {", ".join(STRATEGIES)}'))
    if not 1 <= percent < WHOLE:
        found.append(("step", f"{percent} is no share of the traffic: give 1 to {WHOLE - 1} %"))
    for name, seconds in (("interval", interval), ("watch", watch)):
        if seconds < 0:
            found.append((name, f"{seconds:g} s is no time to watch: give 0 or more"))
    return found
