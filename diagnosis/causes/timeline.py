"""What came later, and what time it is: pasted tables give ages, the API gives times."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from diagnosis.snapshot import Container, Event, Snapshot


def newest(snapshot: Snapshot) -> datetime | None:
    """When the picture was taken, or the newest time in it: it is not earlier than that."""
    return max(filter(None, _moments(snapshot)), default=None)


def _moments(snapshot: Snapshot) -> Iterator[datetime | None]:
    if snapshot.taken:
        yield snapshot.taken
        return
    for event in snapshot.events:
        yield event.last
    for pod in snapshot.pods:
        yield from (pod.created, pod.started)
        yield from (condition.since for condition in pod.conditions)
        for container in pod.containers:
            yield from _of_container(container)


def _of_container(container: Container) -> Iterator[datetime | None]:
    for state in filter(None, (container.state, container.last_state)):
        yield from (state.started, state.finished)


def is_later(one: tuple[int, Event], other: tuple[int, Event]) -> bool:
    """Whether one event was last seen after the other; each comes with its place in the list.

    Lists are sorted oldest first where neither times nor ages tell them apart.
    """
    (place, event), (other_place, before) = one, other
    if event.last and before.last and event.last != before.last:
        return event.last > before.last
    if event.age is not None and before.age is not None and event.age != before.age:
        return event.age < before.age
    return place > other_place


def age(event: Event, now: datetime | None) -> timedelta | None:
    """How long ago the event was last seen; None if nobody can tell."""
    if event.age is not None:
        return timedelta(seconds=event.age)
    return now - event.last if now and event.last else None
