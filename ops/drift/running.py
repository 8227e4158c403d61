"""From both sides to one report; a cluster that does not answer hides no other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from collect.live.objects import YOURS, Read, Wanted, read_objects
from collect.rollout import Access
from drift.compare import compare
from drift.context import Context
from drift.model import Data, Desired, Key, Report
from drift.pairing import key_of, pair
from ops.drift.cloud import compare_cloud
from ops.drift.declared import Declared

_AUTOSCALER = ("autoscaling/v2", "HorizontalPodAutoscaler")
_SCALED = frozenset({"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"})
"""Kinds with replicas, declared or not."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cluster, or files: what was found there, and both sides by key for acting on them.

    `managers` are the field managers of the program's own writes, by URN.
    """

    report: Report
    unread: tuple[str, ...] = ()
    desired: Mapping[Key, Desired] = field(default_factory=dict)
    live: Mapping[Key, Data | None] = field(default_factory=dict)
    access: Access = YOURS
    managers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report, what could not be looked at, and each place that was.

    Two clusters may have objects of the same name: whoever acts does so place by place.
    """

    report: Report
    unread: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


def compare_stack(declared: Declared, context: Context) -> Outcome:
    """Compare what a stack declares with what is live, one cluster after the other, then AWS."""
    several = len(declared.clusters) > 1
    places = [
        _cluster(access, desired, context, declared.managers)
        for access, desired in declared.clusters.items()
    ]
    unread = [
        f"{_named(place.access)}: {sentence}" if several else sentence
        for place in places
        for sentence in place.unread
    ]
    cloud, untold = compare_cloud(declared.resources, context)
    report = sum((one.report for one in places), Report()) + cloud
    return Outcome(report, (*unread, *untold), tuple(places))


def compare_files(
    desired: Sequence[tuple[dict[str, Any], str]],
    live: Sequence[tuple[dict[str, Any], str]],
    context: Context,
) -> Outcome:
    """Compare objects from files."""
    declared = [Desired(one, declared_in=where) for one, where in desired]
    paired = pair(declared, [one for one, _ in live])
    place = Place(compare(declared, paired, context), (), _keyed(declared), paired)
    return Outcome(place.report, places=(place,))


def _cluster(
    access: Access, desired: Sequence[Desired], context: Context, managers: Mapping[str, str]
) -> Place:
    wanted = [*_wanted(desired, every=context.unmanaged), *_scalers(desired)]
    read = read_objects(wanted, access, optional={_AUTOSCALER})
    judged = _seen(desired, read)
    live = pair(judged, read.objects)
    left = len(desired) - len(judged)
    told = f"{left} declared object{'s were' if left > 1 else ' was'} not compared"
    unread = (*read.unread, told) if left else read.unread
    report = compare(judged, live, context)
    return Place(report, unread, _keyed(judged), live, access, managers)


def _keyed(desired: Iterable[Desired]) -> dict[Key, Desired]:
    """The first one of each key, as the comparison takes it."""
    keyed: dict[Key, Desired] = {}
    for one in desired:
        if (key := key_of(one.object)) is not None:
            keyed.setdefault(key, one)
    return keyed


def _wanted(desired: Iterable[Desired], *, every: bool) -> Iterator[Wanted]:
    """The declared objects; with `every`, all of their kinds in their namespaces."""
    for one in desired:
        key = key_of(one.object)
        if key is not None:
            yield Wanted(*_kind(one), key.namespace, "" if every else key.name)


def _scalers(desired: Iterable[Desired]) -> Iterator[Wanted]:
    """The autoscalers that may set the replicas of what is declared."""
    keys = filter(None, (key_of(one.object) for one in desired if _is_scaled(one.object)))
    yield from (Wanted(*_AUTOSCALER, space) for space in {key.namespace for key in keys})


def _is_scaled(object_: Data) -> bool:
    spec = object_.get("spec")
    return object_.get("kind") in _SCALED or (isinstance(spec, dict) and "replicas" in spec)


def _seen(desired: Sequence[Desired], read: Read) -> list[Desired]:
    """Those that were read, and those of which it is known that they are not there."""
    found = {key_of(one) for one in read.objects}
    return [one for one in desired if _kind(one) not in read.unseen or key_of(one.object) in found]


def _kind(one: Desired) -> tuple[str, str]:
    return str(one.object.get("apiVersion")), str(one.object.get("kind"))


def _named(access: Access) -> str:
    """The cluster in words."""
    return f"the cluster of {access.context or _file(access.kubeconfig)}"


def _file(kubeconfig: str) -> str:
    is_path = kubeconfig and "\n" not in kubeconfig and not kubeconfig.startswith("{")
    return kubeconfig if is_path else "a provider's kubeconfig" if kubeconfig else "your kubeconfig"
