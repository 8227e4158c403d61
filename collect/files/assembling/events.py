"""Events out of all tables: one that two tables show is one event."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diagnosis.snapshot import Container, Event, Pod, Ref

_Key = tuple[str, str, str, str]


def events(tables: Iterable[Sequence[Event]], pods: Sequence[Pod]) -> tuple[Event, ...]:
    """The events of all tables, each about the object that it belongs to.

    Within one table the same words twice are two events: the platform itself counts those that
    are one.
    """
    found: list[Event] = []
    before: dict[_Key, list[int]] = {}
    for table in tables:
        here: dict[_Key, list[int]] = {}
        for one in table:
            placed = _placed(one, pods)
            key = (placed.about.kind, placed.about.name, placed.reason, placed.message)
            if known := before.get(key):
                at = known.pop(0)
                found[at] = _together(found[at], placed)
            else:
                here.setdefault(key, []).append(len(found))
                found.append(placed)
        for key, places in here.items():
            before.setdefault(key, []).extend(places)
    return tuple(found)


def named(found: Sequence[Event]) -> tuple[Pod, ...]:
    """The pods that events are about, with the containers that they name: for want of better."""
    names: dict[Ref, dict[str, None]] = {}
    for one in found:
        if one.about.kind == "Pod" and one.about.name:
            names.setdefault(one.about, {}).update({one.container: None} if one.container else {})
    return tuple(
        Pod(ref, containers=tuple(Container(name) for name in containers))
        for ref, containers in names.items()
    )


def _placed(one: Event, pods: Sequence[Pod]) -> Event:
    """An event with what is known of its object: the namespace, or the only pod there is."""
    about = one.about
    if not about.name and about.kind in ("", "Pod") and len(pods) == 1:
        return replace(one, about=pods[0].ref)
    if about.name and not about.namespace and about.kind == "Pod":
        known = {pod.ref.namespace for pod in pods if pod.ref.name == about.name}
        if len(known) == 1:
            return replace(one, about=Ref(about.kind, about.name, known.pop()))
    return one


def _together(first: Event, second: Event) -> Event:
    """One event from two tables: the longer story counts."""
    ages = [one for one in (first.age, second.age) if one is not None]
    starts = [one for one in (first.first_age, second.first_age) if one is not None]
    return replace(
        first,
        count=max(first.count, second.count),
        component=first.component or second.component,
        container=first.container or second.container,
        about=first.about if first.about.namespace else second.about,
        first=first.first or second.first,
        last=first.last or second.last,
        age=min(ages, default=None),
        first_age=max(starts, default=None),
    )
