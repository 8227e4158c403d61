"""Going on, going back, and looking again."""

import pytest

from release.judging import Alarm, GoBack, GoOn, Judged, Look, Wait, alarming, judge

FINE = Alarm("chat-errors", "OK")
UNSURE = Alarm("chat-slow", "INSUFFICIENT_DATA")
OFF = Alarm("chat-errors", "ALARM", "7 errors")
SLOW = Alarm("chat-slow", "ALARM", "p95 of 9 s")
BLIND = Look(30, unread="no network")


@pytest.mark.parametrize(
    ("looks", "wanted"),
    [
        ([Look(0, (FINE,))], Wait()),
        ([Look(0, (FINE,)), Look(59.9, (FINE,))], Wait()),
        ([Look(0, (FINE,)), Look(60, (FINE,))], GoOn()),
        ([Look(61, (FINE, UNSURE))], GoOn(("chat-slow",))),
        ([Look(60)], GoOn()),
        ([Look(0, (OFF,))], GoBack("the alarm chat-errors went off", (OFF,))),
        ([Look(60, (OFF, UNSURE))], GoBack("the alarm chat-errors went off", (OFF,))),
        (
            [Look(5, (OFF, SLOW))],
            GoBack("the alarms chat-errors and chat-slow went off", (OFF, SLOW)),
        ),
        # What went off and is well again was looked at before: only the newest look counts.
        ([Look(5, (OFF,)), Look(60, (FINE,))], GoOn()),
        ([Look(5, (FINE,)), BLIND, BLIND], Wait()),
        ([BLIND, BLIND, Look(60, (FINE,))], GoOn()),
        ([Look(5, (FINE,)), Look(60, unread="no network")], Wait()),
        (
            [Look(5, (FINE,)), BLIND, BLIND, BLIND],
            GoBack("the alarms could not be read 3 times in a row: no network"),
        ),
    ],
)
def test_a_step_of_a_minute(looks: list[Look], wanted: Judged) -> None:
    """By the looks since it was taken."""
    assert judge(looks, 60) == wanted


def test_no_time_to_watch() -> None:
    """One look is enough, and a bad one counts."""
    assert judge([Look(0, (FINE,))], 0) == GoOn()
    assert judge([Look(0, (OFF,))], 0) == GoBack("the alarm chat-errors went off", (OFF,))


def test_what_had_gone_off() -> None:
    """By name."""
    assert alarming([FINE, SLOW, UNSURE]) == {"chat-slow"}
