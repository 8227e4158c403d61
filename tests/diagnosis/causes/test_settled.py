"""What is over is not reported."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from diagnosis.causes import Scene
from diagnosis.snapshot import Condition, Container, Event, Pod, Ref, Snapshot, State

from .making import event, pod

NOW = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
READY = Container("app", state=State("running", started=NOW - timedelta(minutes=5)), ready=True)
UNREADY = replace(READY, ready=False)


def left(*events: Event, pods: tuple[Pod, ...] = ()) -> list[str]:
    """The reasons of the events that are not over."""
    return [one.reason for one in Scene(Snapshot(pods=pods, events=events, taken=NOW)).events]


@pytest.mark.parametrize(
    ("trouble", "answer"),
    [
        ("FailedScheduling", "Scheduled"),
        ("FailedMount", "Pulled"),
        ("FailedAttachVolume", "SuccessfulAttachVolume"),
        ("FailedCreatePodSandBox", "Started"),
        ("FailedCreate", "SuccessfulCreate"),
        ("ProvisioningFailed", "ProvisioningSucceeded"),
        ("NodeNotReady", "NodeReady"),
    ],
)
def test_a_later_event_answers_an_earlier_one(trouble: str, answer: str) -> None:
    """By time, by age, and by place in the list; an earlier one answers nothing."""
    before, after = event(trouble, ""), event(answer, "")
    assert left(before, after) == [answer]
    assert left(after, before) == [answer, trouble]
    aged = replace(before, age=300.0), replace(after, age=10.0)
    assert left(*reversed(aged)) == [answer]
    timed = replace(before, last=NOW - timedelta(minutes=9)), replace(after, last=NOW)
    assert left(*reversed(timed)) == [answer]


def test_another_containers_image_answers_nothing() -> None:
    """Two containers of one pod have two images."""
    failed = event("Failed", 'Failed to pull image "a:1": not found')
    pulled = event("Pulled", 'Successfully pulled image "b:1" in 1s')
    assert left(failed, pulled) == ["Failed", "Pulled"]
    assert left(failed, replace(pulled, message='Successfully pulled image "a:1" in 1s')) == [
        "Pulled"
    ]


def test_a_ready_pod_is_past_all_of_it() -> None:
    """Whatever happened on the way."""
    events = (event("FailedScheduling", ""), event("Unhealthy", "Readiness probe failed: x"))
    assert left(*events, pods=(pod(READY),)) == []
    assert left(*events, pods=(pod(READY, deleted=NOW),)) == []


def test_a_probe_that_flaps_is_not_over() -> None:
    """Failing often and just now, while the pod looks ready."""
    flapping = event("Unhealthy", "Readiness probe failed: x", count=40, age=5.0)
    assert left(flapping, pods=(pod(READY),)) == ["Unhealthy"]
    assert left(replace(flapping, age=900.0), pods=(pod(READY),)) == []


def test_between_two_restarts_a_pod_only_looks_ready() -> None:
    """The liveness probe had it restarted, and fails again."""
    again = event("Unhealthy", "Liveness probe failed: x", last=NOW)
    killing = event("Killing", "Container app failed liveness probe, will be restarted", last=NOW)
    assert left(again, killing, pods=(pod(READY),)) == ["Unhealthy", "Killing"]
    once = replace(again, last=NOW - timedelta(minutes=6))
    assert left(once, killing, pods=(pod(READY),)) == []


def test_a_started_container_is_past_its_volumes() -> None:
    """It could not run without them."""
    mount = event("FailedMount", "")
    assert left(mount, pods=(pod(UNREADY),)) == []
    waiting = Container("app", state=State("waiting", "ContainerCreating"))
    assert left(mount, pods=(pod(waiting),)) == ["FailedMount"]


def test_a_placed_pod_is_past_the_scheduler() -> None:
    """It has a node."""
    unplaced = event("FailedScheduling", "")
    waiting = Container("app", state=State("waiting", "ContainerCreating"))
    assert left(unplaced, pods=(pod(waiting),)) == []
    assert left(unplaced, pods=(pod(waiting, node=""),)) == ["FailedScheduling"]


def test_an_unready_condition_counts() -> None:
    """A pod is ready only if its condition says so too."""
    gated = pod(READY, conditions=(Condition("Ready", "False"),))
    assert [one.ref for one in Scene(Snapshot(pods=(gated,))).troubled] == [gated.ref]


def test_tables_without_namespaces_find_their_pod() -> None:
    """A pasted table leaves the namespace out."""
    bare = replace(event("Unhealthy", "x"), about=Ref("pod", "web-6d7f8c9b5d-6k2wq"))
    scene = Scene(Snapshot(pods=(pod(UNREADY),), events=(bare,)))
    assert scene.pod(bare.about) == pod(UNREADY)
    assert scene.subject_of(bare.about).owner == "Deployment/shop/web"
