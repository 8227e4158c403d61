"""From both sides to one report; a cluster that does not answer hides no other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from collect.live.objects import Read, Wanted, read_objects
from collect.rollout import Access
from drift.compare import compare
from drift.context import Context
from drift.model import Desired, Key, Report
from drift.pairing import key_of, pair
from ops.drift.declared import Declared

_AUTOSCALERS = (("autoscaling/v2", "HorizontalPodAutoscaler"),)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report, what could not be looked at, and both sides by key for acting on them."""

    report: Report
    unread: tuple[str, ...] = ()
    desired: Mapping[Key, Desired] = field(default_factory=dict)
    live: Mapping[Key, Mapping[str, Any] | None] = field(default_factory=dict)
    access: Mapping[Key, Access] = field(default_factory=dict)


def compare_stack(declared: Declared, context: Context) -> Outcome:
    """Compare what a stack declares with what is live, one cluster after the other."""
    outcomes = [_cluster(access, desired, context) for access, desired in declared.clusters.items()]
    return _joined(outcomes)


def compare_files(
    desired: Sequence[tuple[dict[str, Any], str]],
    live: Sequence[tuple[dict[str, Any], str]],
    context: Context,
) -> Outcome:
    """Compare objects from files."""
    declared = [Desired(one, declared_in=place) for one, place in desired]
    return _outcome(declared, pair(declared, [one for one, _ in live]), context, ())


def _cluster(access: Access, desired: Sequence[Desired], context: Context) -> Outcome:
    read = read_objects([*_wanted(desired), *_scalers(desired)], access)
    judged, skipped = _seen(desired, read)
    live = pair(judged, read.objects)
    outcome = _outcome(judged, live, context, read.unread)
    places = dict.fromkeys(outcome.desired, access)
    return replace(outcome, unread=(*outcome.unread, *skipped), access=places)


def _outcome(
    desired: Sequence[Desired],
    live: Mapping[Key, Mapping[str, Any] | None],
    context: Context,
    unread: Iterable[str],
) -> Outcome:
    keyed = {key: one for one in desired if (key := key_of(one.object)) is not None}
    return Outcome(compare(desired, live, context), tuple(unread), keyed, live)


def _wanted(desired: Sequence[Desired]) -> Iterable[Wanted]:
    for one in desired:
        metadata = one.object.get("metadata") or {}
        version, kind = str(one.object.get("apiVersion")), str(one.object.get("kind"))
        yield Wanted(version, kind, metadata.get("namespace") or "", str(metadata.get("name")))


def _scalers(desired: Sequence[Desired]) -> Iterable[Wanted]:
    spaces = {str((one.object.get("metadata") or {}).get("namespace") or "") for one in desired}
    for version, kind in _AUTOSCALERS:
        yield from (Wanted(version, kind, space) for space in spaces - {""})


def _seen(desired: Sequence[Desired], read: Read) -> tuple[list[Desired], list[str]]:
    """Those whose kind could be read, and how many of the others there are."""
    judged = [one for one in desired if _kind(one) not in read.unseen]
    left = len(desired) - len(judged)
    return judged, [f"{left} declared objects were not compared"] if left else []


def _kind(one: Desired) -> tuple[str, str]:
    return str(one.object.get("apiVersion")), str(one.object.get("kind"))


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    desired: dict[Key, Desired] = {}
    live: dict[Key, Mapping[str, Any] | None] = {}
    access: dict[Key, Access] = {}
    report = Report()
    unread: list[str] = []
    for one in outcomes:
        report += one.report
        unread += one.unread
        desired |= one.desired
        live |= one.live
        access |= one.access
    return Outcome(report, tuple(unread), desired, live, access)
