"""Events of both APIs, and the container that one is about."""

import pytest

from collect.parsing.kubernetes import event
from collect.parsing.kubernetes.events import container_at, container_in


@pytest.mark.parametrize(
    ("message", "container"),
    [
        ("Created container api", "api"),
        ("Created container: api", "api"),
        ("Stopping container api", "api"),
        ("Back-off restarting failed container api in pod web-1_shop(6c1f)", "api"),
        ("Container api failed liveness probe, will be restarted", "api"),
        ('Error: container has runAsNonRoot (pod: "web-1_shop(6c1f)", container: api)', "api"),
        ('Error syncing pod: failed to "StartContainer" for "api" with CrashLoopBackOff', "api"),
        ("Back-off restarting failed container", ""),
        ('Container image "registry.example/a:1" already present on machine', ""),
        ("Created container for the team", ""),
        ("Error: failed to start container", ""),
    ],
)
def test_the_container_that_a_message_names(message: str, container: str) -> None:
    """In the kubelet's own wordings, of old and new versions."""
    assert container_in(message) == container


@pytest.mark.parametrize(
    ("path", "container"),
    [
        ("spec.containers{api}", "api"),
        ("spec.initContainers{migrate}", "migrate"),
        ("spec.ephemeralContainers{debugger}", "debugger"),
        ("spec.containers[0]", ""),
        ("", ""),
    ],
)
def test_the_container_of_a_field_path(path: str, container: str) -> None:
    """Every kind of container."""
    assert container_at(path) == container


def test_a_series_counts_on() -> None:
    """The event's own count and times stand still then."""
    found = event({"count": 1, "series": {"count": 9, "lastObservedTime": "2025-03-04T10:02:11Z"}})
    assert (found.count, found.last is not None) == (9, True)


def test_an_event_of_no_known_type_is_a_warning() -> None:
    """Better one too many than one unseen."""
    assert event({}).warning
    assert not event({"type": "Normal"}).warning
