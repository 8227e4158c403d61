"""What callers conclude."""

import pytest

from local.supervisor.client import state_now
from local.supervisor.state import State


@pytest.mark.parametrize(
    ("told", "runs", "state"),
    [
        ("ready", True, "ready"),
        ("starting", True, "starting"),
        ("waiting", True, "starting"),
        ("backing-off", True, "starting"),
        ("ready", False, "waiting"),
        ("starting", False, "waiting"),
        ("waiting", False, "waiting"),
        ("backing-off", False, "backing-off"),
    ],
)
def test_the_state_now(told: State, state: State, *, runs: bool) -> None:
    """The daemon's word is as old as its last change; a process is there or isn't."""
    assert state_now(told, runs=runs) == state
