"""Several snapshots as one."""

from datetime import UTC, datetime

from diagnosis.snapshot import Event, Log, Node, Platform, Pod, Ref, Snapshot
from ops.diagnosing.joining import holds_something, joined

EARLY = datetime(2026, 11, 25, 10, tzinfo=UTC)
LATE = datetime(2026, 11, 25, 11, tzinfo=UTC)
EVENT = Event("Failed", "it broke", Ref("Pod", "a"))


def test_all_of_each_in_order() -> None:
    """Lists one after the other; a node and a sentence that both tell count once."""
    first = Snapshot(
        Platform.KUBERNETES,
        LATE,
        pods=(Pod(Ref("Pod", "a")),),
        events=(EVENT,),
        nodes=(Node("n"),),
        unread=("no access to secrets",),
    )
    second = Snapshot(
        Platform.KUBERNETES,
        EARLY,
        pods=(Pod(Ref("Pod", "b")),),
        events=(EVENT,),
        nodes=(Node("n"), Node("m")),
        unread=("no access to secrets",),
    )
    assert joined([first, second]) == Snapshot(
        Platform.KUBERNETES,
        LATE,
        pods=(Pod(Ref("Pod", "a")), Pod(Ref("Pod", "b"))),
        events=(EVENT, EVENT),
        nodes=(Node("n"), Node("m")),
        unread=("no access to secrets",),
    )


def test_platforms() -> None:
    """One that is known wins over one that is not; of two, none."""
    some, docker = Snapshot(logs=(Log("x"),)), Snapshot(Platform.DOCKER)
    assert joined([some, docker]).platform is Platform.DOCKER
    assert joined([docker, Snapshot(Platform.LAMBDA)]).platform is Platform.ANY
    assert joined([]) == Snapshot()


def test_nothing_to_judge() -> None:
    """A node tells nothing of a failure; one line of log may."""
    assert not holds_something(Snapshot(nodes=(Node("n"),), unread=("no pods",)))
    assert holds_something(Snapshot(logs=(Log("x"),)))
