"""Probes: what failed, why, and which number to change."""

from dataclasses import replace

import pytest

from diagnosis.causes.probe_message import Outcome, killed_by, parse
from diagnosis.causes.probes import probes
from diagnosis.finding import Kind
from diagnosis.snapshot import Container, Log, Probe, Snapshot, State

from .making import POD, crashed, event, judged, pod

REFUSED = 'Get "http://10.0.0.5:8080/live": dial tcp 10.0.0.5:8080: connect: connection refused'
RUNNING = Container(
    "app",
    state=State("running"),
    ready=False,
    ports=(8080,),
    probes={
        "liveness": Probe("GET :8080/live", period=10, failure_threshold=3),
        "startup": Probe("GET :8080/live", period=5, failure_threshold=24),
    },
)


@pytest.mark.parametrize(
    ("message", "outcome", "port", "status"),
    [
        (f"Liveness probe failed: {REFUSED}", Outcome.REFUSED, 8080, None),
        (
            "Liveness probe failed: HTTP probe failed with statuscode: 404",
            Outcome.BAD_PATH,
            None,
            404,
        ),
        (
            "Startup probe failed: HTTP probe failed with statuscode: 503",
            Outcome.BAD_STATUS,
            None,
            503,
        ),
        (
            "Readiness probe failed: HTTP probe failed with statuscode: 429",
            Outcome.BAD_STATUS,
            None,
            429,
        ),
        (
            'Readiness probe failed: timeout: failed to connect service "10.0.0.5:9000" within 1s',
            Outcome.TIMED_OUT,
            None,
            None,
        ),
        (
            'Readiness probe failed: exec: "curl": executable file not found in $PATH',
            Outcome.NO_COMMAND,
            None,
            None,
        ),
        ("Readiness probe failed: ", Outcome.OTHER, None, None),
    ],
)
def test_a_message_is_taken_apart(
    message: str, outcome: Outcome, port: int | None, status: int | None
) -> None:
    """Kind, outcome, port and status."""
    found = parse(message)
    assert found
    assert (found.outcome, found.port, found.status) == (outcome, port, status)


def test_a_killing_event_names_its_probe() -> None:
    """Other ends have no probe."""
    assert killed_by("Container app failed liveness probe, will be restarted") == "liveness"
    assert killed_by("Stopping container app") == ""
    assert parse("Stopping container app") is None


def test_a_wrong_port_names_both() -> None:
    """The port that is asked, and the one that the log says it listens on."""
    snapshot = Snapshot(
        pods=(pod(RUNNING),),
        events=(event("Unhealthy", f"Liveness probe failed: {REFUSED}"),),
        logs=(Log("server listening on 0.0.0.0:3000\n", "logs", "app", POD.name, "shop"),),
    )
    found = judged(probes, snapshot)["probe.liveness_failed"]
    assert found.title == (
        "The liveness probe of the container app asks port 8080, and the application listens on "
        "3000"
    )
    assert "`port`" in found.suggestion
    assert "3000" in found.evidence[1].line


def test_a_slow_start_names_the_budget() -> None:
    """What it has, and what to set."""
    killed = event("Killing", "Container app failed startup probe, will be restarted")
    snapshot = Snapshot(
        pods=(pod(RUNNING),),
        events=(event("Unhealthy", f"Startup probe failed: {REFUSED}"), killed),
    )
    found = judged(probes, snapshot)["probe.startup_failed"]
    assert "it has 120 s" in found.title
    assert "`startupBudget` to 240" in found.suggestion
    assert "failureThreshold 48" in found.suggestion


def test_a_timeout_names_the_next_one() -> None:
    """One second is Kubernetes' default, and too tight."""
    message = "Liveness probe failed: context deadline exceeded"
    snapshot = Snapshot(pods=(pod(RUNNING),), events=(event("Unhealthy", message),))
    assert "from 1 to 3" in judged(probes, snapshot)["probe.timeout"].suggestion


def test_a_probe_of_a_crashing_container_is_a_symptom() -> None:
    """Of course it doesn't answer when it ends by itself."""
    container = replace(crashed(1), probes=RUNNING.probes)
    snapshot = Snapshot(
        pods=(pod(container),), events=(event("Unhealthy", f"Liveness probe failed: {REFUSED}"),)
    )
    assert judged(probes, snapshot)["probe.liveness_failed"].kind is Kind.SYMPTOM


def test_a_container_that_stays_unready_is_told_without_events() -> None:
    """Events are gone after an hour; the state is not."""
    probed = replace(RUNNING, probes={"readiness": Probe("GET :8080/ready")})
    found = judged(probes, Snapshot(pods=(pod(probed),)))
    assert list(found) == ["probe.readiness_failed"]
    assert not judged(probes, Snapshot(pods=(pod(replace(probed, ready=True)),)))
