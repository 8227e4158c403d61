"""What is wrong with a schedule, in words."""

import pytest

from policies.rules.workload.schedule import every_minute, wrong_with


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        ("0 6 * * 1", ""),
        ("TZ=Europe/Berlin */5 * * * *", ""),
        ("@every 90m", ""),
        ("0 6 * *", "a schedule has five fields, this one 4"),
        ("", "a schedule has five fields, this one 0"),
        ("@often", "@often is no schedule that Kubernetes knows"),
        ("61 * * * *", "61 is no minute"),
        ("* 1-25 * * *", "1-25 is no hour"),
        ("* * 32 * *", "32 is no day of the month"),
        ("* * * foo *", "foo is no month"),
        ("* * * * sun-7", "sun-7 is no day of the week"),
        ("*/x * * * *", "*/x is no minute"),
        ("\u0661 * * * *", "\u0661 is no minute"),
    ],
)
def test_wrong_with(schedule: str, sentence: str) -> None:
    """The sentence names the field and what stands in it."""
    assert wrong_with(schedule) == sentence


@pytest.mark.parametrize(("schedule", "each"), [("* * * * *", True), ("0 * * * *", False)])
def test_every_minute(schedule: str, each: bool) -> None:
    """Five stars start a job each minute."""
    assert every_minute(schedule) is each
