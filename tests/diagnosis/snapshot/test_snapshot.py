"""A snapshot is written down and read back whole."""

from datetime import UTC, datetime

import pytest

from diagnosis.snapshot import Container, Event, Log, Platform, Pod, Probe, Ref, Snapshot, State
from diagnosis.snapshot.snapshot import from_json, to_json

MOMENT = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
WHOLE = Snapshot(
    platform=Platform.KUBERNETES,
    taken=MOMENT,
    pods=(
        Pod(
            Ref("Pod", "web-1", "shop"),
            owner=Ref("ReplicaSet", "web", "shop"),
            containers=(
                Container(
                    "app",
                    state=State("waiting", "CrashLoopBackOff"),
                    last_state=State("terminated", "Error", exit_code=1, finished=MOMENT),
                    limits={"memory": "512Mi"},
                    probes={"liveness": Probe("GET :8080/live")},
                ),
            ),
        ),
    ),
    events=(Event("BackOff", "Back-off restarting", Ref("Pod", "web-1", "shop"), last=MOMENT),),
    logs=(Log("boom\n", "logs web-1/app", "app", "web-1", "shop", previous=True),),
    looked_at=("1 pod",),
)


def test_a_snapshot_survives_being_written_down() -> None:
    """What is read back equals what was written."""
    assert from_json(to_json(WHOLE)) == WHOLE


def test_an_empty_snapshot_is_almost_nothing() -> None:
    """Defaults are left out."""
    assert to_json(Snapshot()) == "{}"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"pods": 3}', '{"taken": "yesterday"}'])
def test_what_is_no_snapshot_is_refused(text: str) -> None:
    """Garbage raises a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011  # pydantic's own words
        from_json(text)
