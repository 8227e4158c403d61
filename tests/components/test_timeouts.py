"""The timeout chain: it holds for every preset, and each broken link names both numbers."""

from dataclasses import replace

import pytest

from components.presets import PRESETS, ProbeTimes
from components.service_plan import plan_service
from components.timeouts import Timeouts, chain_problems

SOUND = plan_service("service", {"image": "unused"}).timeouts


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("budget", [1, 60, 120, 600, 3600])
@pytest.mark.parametrize("stream", [0, 60, 3600])
@pytest.mark.parametrize("replicas", [1, 2, 5, 100])
def test_defaults_never_contradict_themselves(
    preset: str, budget: int, stream: int, replicas: int
) -> None:
    """Whatever the few facts are, the numbers computed from them form a chain."""
    args = {
        "preset": preset,
        "startup_budget": budget,
        "longest_stream": stream,
        "replicas": replicas,
    }
    assert chain_problems(plan_service("service", args).timeouts, exposed=True) == []


CHAIN_BREAKS = {
    "readiness timeout not below period": (
        replace(SOUND, readiness=ProbeTimes(period=5, timeout=5, failures=3)),
        (
            "`readiness_probe.timeout` (5 s) must be below `readiness_probe.period` (5 s): "
            "probes would overlap"
        ),
    ),
    "liveness quicker than readiness": (
        replace(SOUND, liveness=ProbeTimes(period=10, timeout=5, failures=3)),
        (
            "`liveness_probe` reacts after 30 s (period x failures), not later than "
            "`readiness_probe` (30 s): a busy pod would be killed before it is left in peace; "
            "raise `liveness_probe.failures`"
        ),
    ),
    "startup budget above the deadline": (
        replace(SOUND, startup_budget=300, progress_deadline=200),
        (
            "`startup_budget` (300 s) must be below `progress_deadline` (200 s): Kubernetes would "
            "call a rollout failed while a pod may still be starting"
        ),
    ),
    "budget and min ready above the deadline": (
        replace(SOUND, startup_budget=195, min_ready=10, progress_deadline=200),
        (
            "`startup_budget` (195 s) and `min_ready` (10 s) together must stay below "
            "`progress_deadline` (200 s)"
        ),
    ),
    "deadline above the engine's": (
        replace(SOUND, engine_timeout=300),
        (
            "`progress_deadline` (300 s) must be below `engine_timeout` (300 s): the engine would "
            "give up before Kubernetes knows"
        ),
    ),
    "grace below the longest stream": (
        replace(SOUND, grace=30),
        (
            "`grace` (30 s) is below `pre_stop` (10 s) plus `longest_stream` (60 s): a rolling "
            "update would cut running streams; use at least 70, or leave `grace` out"
        ),
    ),
    "ingress gives up before the first token": (
        replace(SOUND, idle_timeout=20),
        (
            "`idle_timeout` (20 s) is below `first_token` (30 s): the ingress would cut a stream "
            "before its first token"
        ),
    ),
    "a negative number": (
        replace(SOUND, longest_stream=-1),
        "`longest_stream` (-1) cannot be negative",
    ),
    "a probe that never asks": (
        replace(SOUND, startup=ProbeTimes(period=0, timeout=3, failures=24)),
        "`startup_probe.period` (0) must be 1 or more",
    ),
}


@pytest.mark.parametrize("case", CHAIN_BREAKS)
def test_a_broken_link_names_both_settings_and_both_numbers(case: str) -> None:
    """One sentence, and no other."""
    timeouts, sentence = CHAIN_BREAKS[case]
    assert chain_problems(timeouts, exposed=True) == [sentence]


def test_the_ingress_counts_only_where_there_is_one() -> None:
    """A service inside the cluster has no idle timeout."""
    timeouts: Timeouts = replace(SOUND, idle_timeout=20)
    assert chain_problems(timeouts, exposed=False) == []


def test_all_problems_at_once() -> None:
    """Two broken links, two sentences."""
    broken = replace(SOUND, grace=30, engine_timeout=100)
    assert len(chain_problems(broken, exposed=False)) == 2
