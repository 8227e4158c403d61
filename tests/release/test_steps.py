"""How traffic moves."""

import pytest

from release.steps import STRATEGIES, Step, problems, steps


@pytest.mark.parametrize(
    ("strategy", "percent", "wanted"),
    [
        ("all-at-once", 10, [(100, 7)]),
        ("canary", 5, [(5, 60), (100, 7)]),
        ("linear", 25, [(25, 60), (50, 60), (75, 60), (100, 7)]),
        ("linear", 30, [(30, 60), (60, 60), (90, 60), (100, 7)]),
        ("linear", 99, [(99, 60), (100, 7)]),
    ],
)
def test_steps(strategy: str, percent: int, wanted: list[tuple[int, float]]) -> None:
    """The last step moves all traffic, whatever the others are."""
    assert steps(strategy, percent, 60, 7) == tuple(Step(*one) for one in wanted)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("percent", range(1, 100))
def test_every_step_is_more_than_the_one_before(strategy: str, percent: int) -> None:
    """From something to all of it."""
    parts = [one.percent for one in steps(strategy, percent, 1, 1)]
    assert parts == sorted(set(parts))
    assert parts[0] > 0
    assert parts[-1] == 100
    assert not problems(strategy, percent, 1, 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("blue", 10, 1, 1), ("strategy", '"blue" is not one of all-at-once, linear, canary')),
        (("canary", 0, 1, 1), ("step", "0 is no share of the traffic: give 1 to 99 %")),
        (("linear", 100, 1, 1), ("step", "100 is no share of the traffic: give 1 to 99 %")),
        (("canary", 1, -1, 1), ("interval", "-1 s is no time to watch: give 0 or more")),
        (("canary", 1, 0, -0.5), ("watch", "-0.5 s is no time to watch: give 0 or more")),
    ],
)
def test_what_cannot_be_meant(given: tuple[str, int, float, float], said: tuple[str, str]) -> None:
    """The name of the setting, and a sentence."""
    assert problems(*given) == [said]
