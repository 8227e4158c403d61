"""Pods that were ended from outside."""

import pytest

from diagnosis.causes.pod_status import pod_status
from diagnosis.finding import Confidence
from diagnosis.snapshot import Condition, Ref, Snapshot

from .making import event, judged, pod

REASONS = [
    ("Evicted", "The node was low on resource: memory. Container a was using", "evict.memory"),
    ("Evicted", "The node had condition: [MemoryPressure]. ", "evict.memory"),
    ("Evicted", "The node was low on resource: ephemeral-storage.", "evict.ephemeral_storage"),
    ("Evicted", "The node was low on resource: inodes.", "evict.ephemeral_storage"),
    ("Evicted", "The node had condition: [DiskPressure]. ", "evict.ephemeral_storage"),
    ("Evicted", "The node was low on resource: pids.", "node.pid_pressure"),
    ("Evicted", 'Usage of EmptyDir volume "shm" exceeds the limit "1Gi". ', "evict.emptydir"),
    (
        "Evicted",
        'Container app exceeded its local ephemeral storage limit "1Gi". ',
        "evict.container_disk_limit",
    ),
    (
        "Evicted",
        "Pod ephemeral local storage usage exceeds the total limit of containers 2Gi. ",
        "evict.container_disk_limit",
    ),
    ("OutOfcpu", "Pod was rejected", "sched.admission_kubelet"),
    ("OutOfnvidia.com/gpu", "Pod was rejected", "sched.admission_kubelet"),
    ("UnexpectedAdmissionError", "Allocate failed", "sched.admission_kubelet"),
    ("Preempting", "Preempted in order to admit critical pod", "sched.preempted"),
    ("NodeShutdown", "", "node.shutdown"),
    ("Terminated", "Pod was terminated in response to imminent node shutdown.", "node.shutdown"),
    ("NodeLost", "", "node.not_ready"),
]


@pytest.mark.parametrize(("reason", "message", "wanted"), REASONS)
def test_a_reason_has_a_meaning(reason: str, message: str, wanted: str) -> None:
    """The platform's own word, quoted."""
    ended = pod(phase="Failed", reason=reason, message=message)
    found = judged(pod_status, Snapshot(pods=(ended,)))
    assert list(found) == [wanted]
    assert found[wanted].evidence[0].line.startswith(reason)


def test_an_eviction_without_a_reason_is_a_guess() -> None:
    """Mostly it is memory, and that is said."""
    found = judged(pod_status, Snapshot(pods=(pod(phase="Failed", reason="Evicted"),)))
    assert found["evict.memory"].confidence is Confidence.LOW


def test_the_pod_in_its_place_is_told() -> None:
    """Evicted, then made again."""
    other = pod(phase="Pending")
    evicted = pod(phase="Failed", reason="Evicted", message="resource: memory")
    moved = Ref("Pod", "web-6d7f8c9b5d-zzzzz", "shop")
    snapshot = Snapshot(pods=(evicted, type(other)(moved, phase="Running", owner=other.owner)))
    assert list(judged(pod_status, snapshot)) == ["evict.memory", "pod.rescheduled"]


def test_an_event_is_enough() -> None:
    """The pod may be gone."""
    message = "The node was low on resource: memory."
    assert list(judged(pod_status, Snapshot(events=(event("Evicted", message),)))) == [
        "evict.memory"
    ]


def test_a_disruption_is_told() -> None:
    """By the condition, while the pod still runs."""
    disrupted = pod(conditions=(Condition("DisruptionTarget", "True", "EvictionByEvictionAPI"),))
    assert list(judged(pod_status, Snapshot(pods=(disrupted,)))) == ["evict.api"]
