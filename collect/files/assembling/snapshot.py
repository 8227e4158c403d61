"""All parts -> the snapshot."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from collect.files.found import Found
from collect.parsing.serverless import together
from diagnosis.snapshot import Container, Platform, Snapshot

from . import events, filling, logs, objects, pods
from .events import named

_FIRST = (Platform.KUBERNETES, Platform.ECS, Platform.LAMBDA, Platform.DOCKER)
"""Where files speak of two platforms: the one that runs the other."""


def assembled(parts: Sequence[Found], looked_at: Sequence[str]) -> Snapshot:
    """One snapshot; saved ones among the parts are taken over."""
    found = Found()
    for part in parts:
        found.add(part)
    seen = pods.pods(parts)
    containers = _containers(found.containers)
    told = Snapshot(
        pods=seen.current,
        history=seen.history,
        workloads=objects.workloads(parts),
        events=events.events(objects.events(parts), seen.current),
        nodes=objects.nodes(parts),
        references=objects.references(parts),
        services=objects.services(parts),
        containers=containers,
        statements=tuple(dict.fromkeys(found.statements)),
        invocations=together(found.invocations),
        samples=tuple(found.samples),
        looked_at=tuple(looked_at),
        unread=tuple(found.unread),
    )
    platform = _platform(found, told)
    told = replace(
        told,
        platform=platform,
        logs=logs.logs(found.logs, seen.current or named(told.events), containers, platform),
    )
    return _with_saved(told, found.snapshots)


def _containers(found: Sequence[Container]) -> tuple[Container, ...]:
    """Containers outside of pods, each once: a list and an inspection tell of the same one.

    Compose's log calls `project-web-1` by `web-1`.
    """
    known: dict[str, Container] = {}
    called: dict[str, str] = {}
    for one in found:
        names = [one.name, *_endings(one.name)]
        name = called.get(one.name) or next((each for each in names if each in known), one.name)
        known[name] = filling.container(known[name], one) if name in known else one
        called |= dict.fromkeys(names, name)
    return tuple(known.values())


def _endings(name: str) -> list[str]:
    """`shop-web-1` -> `web-1`; the last part alone is no name."""
    parts = name.split("-")
    return ["-".join(parts[at:]) for at in range(1, len(parts) - 1)][:8]


def _platform(found: Found, told: Snapshot) -> Platform:
    saved = [one.platform for one in found.snapshots]
    known = {*found.platforms, *saved, *(log.platform for log in found.logs)}
    if told.pods or told.events or told.workloads or told.nodes or told.references:
        known.add(Platform.KUBERNETES)
    return next((one for one in _FIRST if one in known), Platform.ANY)


def _with_saved(told: Snapshot, saved: Sequence[Snapshot]) -> Snapshot:
    """The lists of saved snapshots before those that were read; pods are put together before."""
    lists: dict[str, Any] = {}
    for field in fields(Snapshot):
        own = getattr(told, field.name)
        if isinstance(own, tuple) and field.name not in ("pods", "history"):
            earlier = (one for snapshot in saved for one in getattr(snapshot, field.name))
            lists[field.name] = (*earlier, *own)
    taken = [one.taken for one in saved if one.taken is not None]
    return replace(told, taken=max(taken, default=None), **lists)
