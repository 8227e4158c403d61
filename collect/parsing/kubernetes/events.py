"""Events of both APIs, and the container that an event is about."""

import re
from collections.abc import Mapping
from datetime import datetime

from collect.parsing.fields import mapping, moment, text, whole
from diagnosis.snapshot import Event, Ref

_PATH = re.compile(r"spec\.\w*[cC]ontainers\{([^}]+)\}")

_NAME = r"(?P<name>[a-z0-9](?:[-a-z0-9]{0,62}))"
_WORDINGS = tuple(
    re.compile(wording)
    for wording in (
        rf"^(?:Created|Started|Stopping|Killing) container:? {_NAME}$",
        rf"[Cc]ontainer {_NAME} failed (?:\w+) probe",
        rf"failed container {_NAME} in pod ",
        rf"failed to \"\w+\" for \"{_NAME}\" with ",
        rf", container: {_NAME}\)",
        rf"^Container {_NAME} (?:definition changed|is unhealthy)",
    )
)
"""How the kubelet names a container in a message."""


def event(obj: Mapping[str, object]) -> Event:
    """An event of v1 or of events.k8s.io/v1."""
    message = text(obj, "message") or text(obj, "note")
    about = mapping(obj, "involvedObject") or mapping(obj, "regarding")
    return Event(
        reason=text(obj, "reason"),
        message=message,
        about=Ref(text(about, "kind"), text(about, "name"), text(about, "namespace")),
        warning=text(obj, "type") != "Normal",
        count=_count(obj),
        component=_component(obj),
        container=container_at(text(about, "fieldPath")) or container_in(message),
        first=moment(obj, "firstTimestamp")
        or moment(obj, "deprecatedFirstTimestamp")
        or moment(obj, "eventTime"),
        last=_last(obj),
    )


def container_at(path: str) -> str:
    """The container of a field path such as `spec.containers{app}`; else empty."""
    found = _PATH.search(path)
    return found[1] if found else ""


def container_in(message: str) -> str:
    """The container that the message of an event names, where the kubelet's wording is known."""
    for wording in _WORDINGS:
        if found := wording.search(message):
            return found["name"]
    return ""


def _count(obj: object) -> int:
    """How often it happened: a series counts on where the event's own number stands still."""
    counts = (
        whole(obj, "series", "count"),
        whole(obj, "count"),
        whole(obj, "deprecatedCount"),
    )
    return max((one for one in counts if one), default=1)


def _component(obj: object) -> str:
    return (
        text(obj, "source", "component")
        or text(obj, "deprecatedSource", "component")
        or text(obj, "reportingComponent")
        or text(obj, "reportingController")
    )


def _last(obj: object) -> datetime | None:
    return (
        moment(obj, "series", "lastObservedTime")
        or moment(obj, "lastTimestamp")
        or moment(obj, "deprecatedLastTimestamp")
        or moment(obj, "eventTime")
    )
