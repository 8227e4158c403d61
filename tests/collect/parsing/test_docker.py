"""What `docker inspect` tells."""

from typing import Any

import pytest

from collect.parsing import docker
from diagnosis.snapshot import State


def _state(**said: Any) -> State:
    return docker.container({"Name": "/a", "State": said}).state


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"Status": "running"}, State("running")),
        ({"Status": "paused"}, State("running", "paused")),
        ({"Status": "exited", "ExitCode": 0}, State("terminated", "Completed", exit_code=0)),
        ({"Status": "exited", "ExitCode": 1}, State("terminated", "Error", exit_code=1)),
        (
            {"Status": "exited", "ExitCode": 137, "OOMKilled": True},
            State("terminated", "OOMKilled", exit_code=137),
        ),
        ({"Status": "dead", "ExitCode": 1}, State("terminated", "Error", exit_code=1)),
        (
            {"Status": "created", "ExitCode": 127, "Error": "no such file"},
            State("waiting", "created", "no such file", 127),
        ),
        ({}, State()),
    ],
)
def test_states(said: dict[str, Any], expected: State) -> None:
    """The daemon's words, in those of a snapshot."""
    assert _state(**said) == expected


def test_a_container_that_is_restarted_tells_how_it_ended() -> None:
    """Between two attempts its end is that of the last instance."""
    found = docker.container({"State": {"Status": "restarting", "ExitCode": 1}, "RestartCount": 4})
    assert found.state == State("waiting", "restarting", exit_code=1)
    assert found.last_state == State("terminated", "Error", exit_code=1)
    assert found.restarts == 4


@pytest.mark.parametrize(
    ("status", "ready"),
    [("healthy", True), ("unhealthy", False), ("starting", False), (None, None)],
)
def test_health(status: str | None, ready: bool | None) -> None:
    """None where there is no health check."""
    health = {} if status is None else {"Health": {"Status": status}}
    assert docker.container({"State": {"Status": "running", **health}}).ready is ready


def test_values_of_the_environment_are_left_where_they_are() -> None:
    """Names only."""
    found = docker.container({"Config": {"Env": ["KEY=not-a-real-key=", "EMPTY="]}})
    assert found.env == ("KEY", "EMPTY")
