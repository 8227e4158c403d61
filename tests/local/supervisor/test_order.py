"""The order in which services start."""

import pytest

from local.service import Readiness, Service
from local.supervisor.order import start_order


def _service(name: str, *after: str) -> Service:
    return Service(name, ("/bin/true",), Readiness(tcp=("127.0.0.1", 1)), after=after)


def test_dependencies_come_first() -> None:
    """Whatever the listed order, nothing precedes what it waits for."""
    listed = [_service("c", "b"), _service("b", "a"), _service("a")]

    assert [service.name for service in start_order(listed)] == ["a", "b", "c"]


def test_a_dependency_that_was_not_asked_for_is_no_obstacle() -> None:
    """It runs already, or somebody else's `start` brings it."""
    assert start_order([_service("b", "a")]) == [_service("b", "a")]


def test_a_cycle_is_named() -> None:
    """The message shows the circle."""
    with pytest.raises(
        ValueError, match=r"^services wait for each other: (a -> b -> a|b -> a -> b)\.$"
    ):
        start_order([_service("a", "b"), _service("b", "a")])


def test_a_name_twice_is_refused() -> None:
    """Two services can't share a name, a log and a record."""
    with pytest.raises(ValueError, match=r'^services: "a" is listed twice\.$'):
        start_order([_service("a"), _service("b"), _service("a")])
