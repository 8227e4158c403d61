"""Surge, waves and the engine's patience."""

import pytest

from components.rollout import Surge, engine_timeout, strategy, surge_for, waves


@pytest.mark.parametrize(
    ("replicas", "gpus", "surge"),
    [
        (1, 0, Surge(1, 0)),
        (4, 0, Surge(1, 0)),
        (5, 0, Surge(2, 0)),
        (20, 0, Surge(5, 0)),
        (3, 1, Surge(0, 1)),
    ],
)
def test_surge(replicas: int, gpus: int, surge: Surge) -> None:
    """One at a time up to four, a quarter above, none with GPUs."""
    assert surge_for(replicas, gpus) == surge


@pytest.mark.parametrize(
    ("replicas", "surge", "count"),
    [(1, Surge(1, 0), 1), (4, Surge(1, 0), 4), (20, Surge(5, 0), 4), (3, Surge(0, 1), 3)],
)
def test_waves(replicas: int, surge: Surge, count: int) -> None:
    """Batches of a rollout."""
    assert waves(replicas, surge) == count


def test_the_engine_outwaits_every_wave() -> None:
    """Three deadlines and a minute."""
    assert engine_timeout(300, 3) == 960


def test_strategy() -> None:
    """As Kubernetes writes it."""
    assert strategy(Surge(1, 0)) == {
        "type": "RollingUpdate",
        "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0},
    }
