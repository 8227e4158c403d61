"""The defaults of the two kinds of AI service, in one table (DESIGN.md, "Defaults").

`api` calls a model somewhere else and streams; `model` loads weights itself before it can answer.
All times are seconds.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProbeTimes:
    """How often a probe asks, how long it waits, and how many failures it takes to act."""

    period: int
    timeout: int
    failures: int


@dataclass(frozen=True)
class Preset:
    """What a service gets when its stack says nothing."""

    startup_budget: int
    startup_period: int
    startup_timeout: int
    readiness: ProbeTimes
    liveness: ProbeTimes
    min_ready: int
    pre_stop: int
    idle_timeout: int
    request_equals_limit: bool


PRESETS: dict[str, Preset] = {
    "api": Preset(
        startup_budget=120,
        startup_period=5,
        startup_timeout=3,
        readiness=ProbeTimes(period=10, timeout=3, failures=3),
        liveness=ProbeTimes(period=20, timeout=5, failures=3),
        min_ready=10,
        pre_stop=10,
        idle_timeout=120,
        request_equals_limit=False,
    ),
    "model": Preset(
        startup_budget=600,
        startup_period=10,
        startup_timeout=5,
        readiness=ProbeTimes(period=10, timeout=5, failures=3),
        liveness=ProbeTimes(period=30, timeout=10, failures=6),
        min_ready=30,
        pre_stop=15,
        idle_timeout=600,
        request_equals_limit=True,
    ),
}
"""`api` and `model`; the keys are what the `preset` argument accepts."""

DEFAULT_LONGEST_STREAM = 60
"""Seconds the longest answer may stream, when the service does not say."""

DEFAULT_FIRST_TOKEN = 30
"""Seconds the longest silence on a stream may last (the wait for the first token)."""

PROGRESS_MARGIN = 180
"""Seconds of image pull and scheduling granted above the startup budget."""

ENGINE_MARGIN = 60
"""Seconds the engine waits beyond Kubernetes' own verdict, so that the verdict is the message."""
