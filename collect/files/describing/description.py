"""One described object, and the events below it."""

from collections.abc import Sequence

from collect.files.found import Found
from collect.files.tables.event_table import events
from diagnosis.snapshot import Ref

from .kinds import kind
from .lines import Group, Line, groups, lines
from .objects import claim, entries, node, service
from .pods import pod
from .vocabulary import AFTER_CONTAINERS, CONTAINER, CONTAINERS, TOP
from .workloads import WORKLOADS, workload

_WITHIN_A_STATE = ("Exit Code", "Signal", "Started", "Finished")


def description(raw: Sequence[str]) -> Found:
    """What the lines of one description tell: an object of a kind that we know, and its events."""
    completed = _completed(lines(raw))
    top = groups(completed, _starts)
    what = kind({line.key for line in completed if line.key and not line.indent})
    found = _object(top, what)
    named = {one.key: one.value for one in reversed(top)}
    about = Ref(what or named.get("Kind", ""), named.get("Name", ""), named.get("Namespace", ""))
    told = [line.text for one in top if one.key == "Events" for line in one.body]
    if happened := events(told, about):
        found.events.append(happened)
    return found


def _starts(line: Line, current: str) -> bool:
    """A key of the top level; below the containers or the volumes only what can follow them."""
    if line.indent:
        return False
    if current == "Data":
        return line.key in ("BinaryData", "Events")
    return line.key in (AFTER_CONTAINERS if current in (*CONTAINERS, "Volumes") else TOP)


def _completed(told: list[Line]) -> list[Line]:
    """A fragment gets the keys above it that were cut off: `Containers:`, `Last State:`."""
    first = told[0] if told else Line(0, "")
    within_state = first.key in _WITHIN_A_STATE or (
        first.key == "Reason" and any(line.key in _WITHIN_A_STATE for line in told[1:3])
    )
    if within_state:
        told = [_key("Last State", "Terminated"), *told]
    elif not _within_containers(told):
        return told
    return [_key("Containers", ""), *told]


def _within_containers(told: list[Line]) -> bool:
    """Whether it starts at a key of a container, or at a container's name."""
    if not told or told[0].key in TOP - {"Port"}:
        return False
    if told[0].value and told[0].key not in CONTAINER:
        return False
    later = [line.key for line in told[:12]]
    return any(key in CONTAINER - {"Port", "Ports"} for key in later) and "Name" not in later


def _key(key: str, value: str) -> Line:
    return Line(0, f"{key}: {value}", key, value)


def _object(top: Sequence[Group], what: str) -> Found:
    found = Found()
    match what:
        case "Pod":
            found.described.append(pod(top))
        case "Node":
            found.nodes.append(node(top))
        case "PersistentVolumeClaim":
            found.references.append(claim(top))
        case "Service":
            found.services.append(service(top))
        case "Secret" | "ConfigMap":
            found.references.append(entries(top, what))
        case _ if what in WORKLOADS:
            found.workloads.append(workload(top, what))
    return found
