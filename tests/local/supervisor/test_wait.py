"""When to give up on a service."""

import pytest

from local.supervisor.state import ServiceStatus
from local.supervisor.wait import trouble


def _status(failures: int) -> ServiceStatus:
    return ServiceStatus("one", "starting", 1, failures, failures, 0.0, "")


@pytest.mark.parametrize(
    ("failures", "overdue", "told"),
    [
        (0, False, None),
        (2, False, None),
        (3, False, "stopped 3 times while starting"),
        (0, True, "is not ready in time"),
        (3, True, "stopped 3 times while starting"),
    ],
)
def test_giving_up(failures: int, told: str | None, *, overdue: bool) -> None:
    """Three deaths in a row say it sooner, and better, than the time limit."""
    assert trouble(_status(failures), overdue=overdue) == told


def test_a_daemon_that_says_nothing_is_waited_for() -> None:
    """Until the time is over."""
    assert trouble(None, overdue=False) is None
    assert trouble(None, overdue=True) == "is not ready in time"
