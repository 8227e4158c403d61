"""What is over: pods that are well, and events that a later one has answered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from diagnosis.snapshot import Event, Pod, Role

from .probe_message import killed_by
from .timeline import age, is_later

_RUNS = frozenset({"Started"})
_STARTS = frozenset({"Pulling", "Pulled", "Created", "Started"})
_ANSWERS: Mapping[str, frozenset[str]] = {
    "FailedScheduling": frozenset({"Scheduled", "SuccessfulAttachVolume"}) | _STARTS,
    "FailedAttachVolume": frozenset({"SuccessfulAttachVolume"}) | _STARTS,
    "FailedMount": _STARTS,
    "FailedMapVolume": _STARTS,
    "FailedCreatePodSandBox": _STARTS,
    "FailedCreatePodContainer": _RUNS,
    "NetworkNotReady": _STARTS,
    "Failed": _RUNS,
    "InspectFailed": _RUNS,
    "ErrImageNeverPull": _RUNS,
    "FailedCreate": frozenset({"SuccessfulCreate"}),
    "ProvisioningFailed": frozenset({"ProvisioningSucceeded"}),
    "NodeNotReady": frozenset({"NodeReady"}),
    "NodeHasDiskPressure": frozenset({"NodeHasNoDiskPressure"}),
    "NodeHasInsufficientMemory": frozenset({"NodeHasSufficientMemory"}),
    "NodeHasInsufficientPID": frozenset({"NodeHasSufficientPID"}),
}
"""Which events say that the trouble of another one is over."""
_PULLED = frozenset({"Pulled", "Created", "Started"})
_PULLING = re.compile(r"(?i)pull|image")
_BEFORE_START = frozenset(
    {"FailedScheduling", "FailedAttachVolume", "FailedMount", "FailedMapVolume", "NetworkNotReady"}
)
_IMAGE = re.compile(r'image "([^"]+)"')
ENDED_FROM_OUTSIDE = ("Evicted", "Preempted")
"""What is told of a pod that is gone, and may happen to the next one."""
_FLAPS = 10
"""A probe that failed so often, and just now, fails on and off while the pod looks ready."""
_JUST_NOW = timedelta(minutes=2)
_RECENT = timedelta(minutes=10)
_OF_PROBES = ("Unhealthy", "Killing")


def is_gone(pod: Pod) -> bool:
    """Whether it has ended well, or is being deleted: nobody expects anything of it."""
    return pod.deleted is not None or pod.reason == "Terminating" or pod.phase == "Succeeded"


def is_well(pod: Pod) -> bool:
    """Whether there is nothing to explain: it is gone on purpose, or ready."""
    return is_gone(pod) or is_ready(pod)


def is_ready(pod: Pod) -> bool:
    """Whether it runs and all its containers are ready."""
    lasting = [one for one in pod.containers if one.role in (Role.APP, Role.SIDECAR)]
    said = {condition.type: condition.status for condition in pod.conditions}
    return (
        pod.phase in ("Running", "")
        and said.get("Ready", "True") == "True"
        and bool(lasting)
        and all(one.ready and one.state.phase in ("running", "") for one in lasting)
    )


def is_over(event: Event, pod: Pod | None, now: datetime | None, *, killed: bool) -> bool:
    """Whether the pod itself shows that the event's trouble has passed.

    `killed` tells that a probe has the pod's container restarted again and again.
    """
    if pod is None or event.reason in ENDED_FROM_OUTSIDE:
        return False
    if is_well(pod):
        return not (_flaps(event, now) or (killed and event.reason in _OF_PROBES))
    if event.reason == "FailedScheduling" and pod.node:
        return True
    return event.reason in _BEFORE_START and any(
        one.restarts or (one.state.phase in ("running", "terminated")) for one in pod.containers
    )


def is_killed_by_probes(pod: Pod, events: Iterable[Event], now: datetime | None) -> bool:
    """Whether a pod that looks ready is only between two restarts that its liveness probe asks for.

    It is, if the probe had it restarted just before, and has failed again since or did so twice.
    """
    told = list(events)
    kills = [one for one in told if killed_by(one.message) == "liveness"]
    recent = [one for one in kills if (age(one, now) or timedelta()) <= _RECENT]
    if not recent or pod.deleted:
        return False
    starts = [one.state.started for one in pod.containers if one.state.started]
    since = max(starts, default=None)
    again = any(
        one.message.startswith("Liveness") and one.last and since and one.last > since
        for one in told
    )
    return again or max((one.restarts for one in pod.containers), default=0) > 1


def _flaps(event: Event, now: datetime | None) -> bool:
    seen = age(event, now)
    often = event.reason == "Unhealthy" and event.count >= _FLAPS
    return often and seen is not None and seen <= _JUST_NOW


def is_answered(place: int, event: Event, others: Sequence[tuple[int, Event]]) -> bool:
    """Whether a later event about the same object tells that the trouble has passed.

    `others` are the events of the object, each with its place in the list.
    """
    answers = _answers(event)
    return any(
        one.reason in answers
        and is_later((at, one), (place, event))
        and _same_container(event, one)
        for at, one in others
    )


def _answers(event: Event) -> frozenset[str]:
    if event.reason == "BackOff":
        return _PULLED if "pulling image" in event.message else frozenset()
    if event.reason == "Failed" and _PULLING.search(event.message):
        return _PULLED
    return _ANSWERS.get(event.reason, frozenset())


def _same_container(event: Event, answer: Event) -> bool:
    """Another container's image or start answers nothing."""
    if event.container and answer.container:
        return event.container == answer.container
    images = _IMAGE.search(event.message), _IMAGE.search(answer.message)
    return not all(images) or images[0][1] == images[1][1]  # type: ignore[index]
