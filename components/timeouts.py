"""The timeout chain: every wait of a service in one place, checked as one thing.

    probe timeout < probe period
    startup budget + minReady < progress deadline < engine timeout
    grace >= preStop + longest stream
    ingress idle timeout >= longest silence (time to the first token)
    liveness reacts later than readiness

A violation names both settings and both numbers. All times are seconds.
"""

from dataclasses import dataclass

from .presets import ProbeTimes


@dataclass(frozen=True)
class Timeouts:
    """Every wait of one service, resolved; seconds."""

    startup_budget: int
    startup: ProbeTimes
    readiness: ProbeTimes
    liveness: ProbeTimes
    min_ready: int
    progress_deadline: int
    engine_timeout: int
    pre_stop: int
    longest_stream: int
    grace: int
    first_token: int
    idle_timeout: int


def chain_problems(timeouts: Timeouts, *, exposed: bool) -> list[str]:
    """Every broken link of the chain, one sentence each; empty when it holds.

    `exposed` says that an ingress or route stands in front, whose idle timeout then counts.
    """
    problems = _range_problems(timeouts)
    if problems:
        return problems
    problems += _probe_problems(timeouts)
    problems += _rollout_problems(timeouts)
    problems += _shutdown_problems(timeouts)
    if exposed and timeouts.idle_timeout < timeouts.first_token:
        problems.append(
            f"`idle_timeout` ({timeouts.idle_timeout} s) is below `first_token` "
            f"({timeouts.first_token} s): the ingress would cut a stream before its first token"
        )
    return problems


def _range_problems(timeouts: Timeouts) -> list[str]:
    positive = {
        "startup_budget": timeouts.startup_budget,
        "progress_deadline": timeouts.progress_deadline,
        "engine_timeout": timeouts.engine_timeout,
        "grace": timeouts.grace,
        "idle_timeout": timeouts.idle_timeout,
    }
    for name, times in _probes(timeouts):
        positive[f"{name}.period"] = times.period
        positive[f"{name}.timeout"] = times.timeout
        positive[f"{name}.failures"] = times.failures
    natural = {
        "min_ready": timeouts.min_ready,
        "pre_stop": timeouts.pre_stop,
        "longest_stream": timeouts.longest_stream,
        "first_token": timeouts.first_token,
    }
    too_small = [
        f"`{name}` ({value}) must be 1 or more" for name, value in positive.items() if value < 1
    ]
    return too_small + [
        f"`{name}` ({value}) cannot be negative" for name, value in natural.items() if value < 0
    ]


def _probes(timeouts: Timeouts) -> list[tuple[str, ProbeTimes]]:
    return [
        ("startup_probe", timeouts.startup),
        ("readiness_probe", timeouts.readiness),
        ("liveness_probe", timeouts.liveness),
    ]


def _probe_problems(timeouts: Timeouts) -> list[str]:
    problems = [
        f"`{name}.timeout` ({times.timeout} s) must be below `{name}.period` ({times.period} s): "
        "probes would overlap"
        for name, times in _probes(timeouts)
        if times.timeout >= times.period
    ]
    slow, fast = _reaction(timeouts.liveness), _reaction(timeouts.readiness)
    if slow <= fast:
        problems.append(
            f"`liveness_probe` reacts after {slow} s (period x failures), not later than "
            f"`readiness_probe` ({fast} s): a busy pod would be killed before it is left in peace; "
            "raise `liveness_probe.failures`"
        )
    return problems


def _reaction(times: ProbeTimes) -> int:
    return times.period * times.failures


def _rollout_problems(timeouts: Timeouts) -> list[str]:
    problems = []
    if timeouts.startup_budget >= timeouts.progress_deadline:
        problems.append(
            f"`startup_budget` ({timeouts.startup_budget} s) must be below `progress_deadline` "
            f"({timeouts.progress_deadline} s): Kubernetes would call a rollout failed while a pod "
            "may still be starting"
        )
    elif timeouts.startup_budget + timeouts.min_ready >= timeouts.progress_deadline:
        problems.append(
            f"`startup_budget` ({timeouts.startup_budget} s) and `min_ready` "
            f"({timeouts.min_ready} s) together must stay below `progress_deadline` "
            f"({timeouts.progress_deadline} s)"
        )
    if timeouts.progress_deadline >= timeouts.engine_timeout:
        problems.append(
            f"`progress_deadline` ({timeouts.progress_deadline} s) must be below `engine_timeout` "
            f"({timeouts.engine_timeout} s): the engine would give up before Kubernetes knows"
        )
    return problems


def _shutdown_problems(timeouts: Timeouts) -> list[str]:
    needed = timeouts.pre_stop + timeouts.longest_stream
    if timeouts.grace >= needed:
        return []
    return [
        (
            f"`grace` ({timeouts.grace} s) is below `pre_stop` ({timeouts.pre_stop} s) plus "
            f"`longest_stream` ({timeouts.longest_stream} s): a rolling update would cut running "
            f"streams; use at least {needed}, or leave `grace` out"
        )
    ]
