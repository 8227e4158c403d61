"""Several snapshots as one."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from diagnosis.snapshot import Platform, Snapshot

_CONTENT = (
    "pods",
    "history",
    "workloads",
    "events",
    "containers",
    "logs",
    "statements",
    "invocations",
    "samples",
)
_ONCE = ("nodes", "looked_at", "unread")


def joined(snapshots: Sequence[Snapshot]) -> Snapshot:
    """All that they hold. What two of them tell of the same node or in the same words counts once.

    The platform is theirs if they have the same; the moment is the latest.
    """
    if len(snapshots) == 1:
        return snapshots[0]
    platforms = {one.platform for one in snapshots} - {Platform.ANY}
    moments = [one.taken for one in snapshots if one.taken]
    lists: dict[str, Any] = {
        one.name: _all(one.name, snapshots)
        for one in fields(Snapshot)
        if isinstance(one.default, tuple)
    }
    return Snapshot(
        platform=platforms.pop() if len(platforms) == 1 else Platform.ANY,
        taken=max(moments, default=None),
        **lists,
    )


def holds_something(snapshot: Snapshot) -> bool:
    """Whether there is anything to judge: a node or a Service alone says nothing of a failure."""
    return any(getattr(snapshot, name) for name in _CONTENT)


def _all(name: str, snapshots: Sequence[Snapshot]) -> tuple[Any, ...]:
    found: list[Any] = []
    for snapshot in snapshots:
        for one in getattr(snapshot, name):
            if name not in _ONCE or one not in found:
                found.append(one)
    return tuple(found)
