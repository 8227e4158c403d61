"""Workloads: each kind writes its counts under names of its own."""

from typing import Any

import pytest

from collect.parsing.kubernetes import workload
from diagnosis.snapshot import Ref, Workload


def _workload(kind: str, spec: dict[str, Any], status: dict[str, Any]) -> Workload:
    return workload({"kind": kind, "metadata": {"name": "a"}, "spec": spec, "status": status})


@pytest.mark.parametrize(
    ("kind", "spec", "status", "expected"),
    [
        (
            "Deployment",
            {"replicas": 3},
            {"updatedReplicas": 1, "readyReplicas": 3, "availableReplicas": 2},
            (3, 1, 3, 2, None),
        ),
        ("Deployment", {"replicas": 3}, {"observedGeneration": 1}, (3, 0, 0, 0, None)),
        ("Deployment", {"replicas": 3}, {}, (3, None, None, None, None)),
        ("ReplicaSet", {"replicas": 1}, {"replicas": 0}, (1, None, 0, 0, None)),
        (
            "DaemonSet",
            {},
            {"desiredNumberScheduled": 3, "updatedNumberScheduled": 1, "numberReady": 2},
            (3, 1, 2, 0, None),
        ),
        ("Job", {"completions": 1}, {"failed": 2, "active": 1}, (1, None, 0, None, 2)),
        ("CronJob", {"schedule": "* * * * *"}, {"active": []}, (None, None, None, None, None)),
    ],
)
def test_counts(
    kind: str, spec: dict[str, Any], status: dict[str, Any], expected: tuple[int | None, ...]
) -> None:
    """The API leaves zeros out of a status; without a status nobody said anything."""
    found = _workload(kind, spec, status)
    assert (
        found.desired,
        found.updated,
        found.ready,
        found.available,
        found.failed,
    ) == expected


@pytest.mark.parametrize(
    ("kind", "generation", "seen", "observed"),
    [
        ("Deployment", 5, 5, True),
        ("Deployment", 5, 4, False),
        ("Deployment", 1, None, False),
        ("Deployment", None, None, True),
        ("Job", 1, None, True),
    ],
)
def test_whether_the_controller_has_seen_it(
    kind: str, generation: int | None, seen: int | None, observed: bool
) -> None:
    """A file has no generation, and a Job's controller never says."""
    obj = {
        "kind": kind,
        "metadata": {"generation": generation},
        "status": {"observedGeneration": seen},
    }
    assert workload(obj).observed is observed


def test_the_controller_owns_it() -> None:
    """Among several owners one is marked."""
    owners = [
        {"kind": "Other", "name": "x"},
        {"kind": "Deployment", "name": "a", "controller": True},
    ]
    found = workload(
        {"kind": "ReplicaSet", "metadata": {"namespace": "n", "ownerReferences": owners}}
    )
    assert found.owner == Ref("Deployment", "a", "n")
