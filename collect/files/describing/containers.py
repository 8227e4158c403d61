"""The containers of a described pod, as the API writes them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .lines import Group, Line, by_key, groups, value
from .probes import probe
from .vocabulary import CONTAINER, STATE

_NAME = re.compile(r"[a-z0-9][-a-z0-9.…]*")
_PORT = re.compile(r"(\d{1,5})/(?:TCP|UDP|SCTP)")
_MOUNT = re.compile(r"(?P<path>/\S*) from (?P<volume>\S+)")
_REFERENCE = re.compile(
    r"<set to the key '(?P<key>[^']*)' (?:in|of) (?P<kind>secret|config map) '(?P<name>[^']*)'>"
    r"(?:\s+Optional: (?P<optional>true))?"
)
_SOURCE = re.compile(
    r"(?P<name>\S+)\s+(?P<kind>Secret|ConfigMap)\b(?:.*Optional: (?P<optional>true))?"
)

Object = dict[str, Any]


def containers(body: Sequence[Line]) -> Iterator[tuple[Object, Object]]:
    """The spec and the status of each container below `Containers:`.

    A fragment may start within a container: its name is empty then.
    """
    at = min((line.indent for line in body[1:] if line.key in CONTAINER), default=0)

    def starts(line: Line, _: str) -> bool:
        # Names stand left of the keys, unless the paste lost all indentation.
        return _is_name(line) and (line.indent < at or at == 0)

    for one in groups(body, starts):
        if one.key or one.body:
            yield _container(one)


def _is_name(line: Line) -> bool:
    return not line.value and line.key not in CONTAINER and bool(_NAME.fullmatch(line.key))


def _container(named: Group) -> tuple[Object, Object]:
    known = [line.indent for line in named.body if line.key in CONTAINER]
    at = max(set(known), key=known.count, default=0)

    def starts(line: Line, _: str) -> bool:
        return line.key in CONTAINER and line.indent <= at

    found = by_key(groups(named.body, starts))
    return _spec(named.key, found), _status(named.key, found)


def _spec(name: str, found: dict[str, Group]) -> Object:
    spec: Object = {"name": name, "image": value(found, "Image")}
    for key, field in (("Command", "command"), ("Args", "args")):
        if key in found:
            spec[field] = found[key].values()
    if "Restart Policy" in found:
        spec["restartPolicy"] = found["Restart Policy"].value
    for key, field in (
        ("Liveness", "liveness"),
        ("Readiness", "readiness"),
        ("Startup", "startup"),
    ):
        if told := value(found, key):
            spec[f"{field}Probe"] = probe(told)
    ports = _PORT.findall(value(found, "Port", "Ports"))
    return spec | {
        "ports": [{"containerPort": int(port)} for port in ports if port != "0"],
        "resources": {"limits": _amounts(found, "Limits"), "requests": _amounts(found, "Requests")},
        "env": list(_environment(found.get("Environment") or found.get("Environment Variables"))),
        "envFrom": list(_environment_from(found.get("Environment Variables from"))),
        "volumeMounts": list(_mounts(found.get("Mounts") or found.get("Volume Mounts"))),
    }


def _status(name: str, found: dict[str, Group]) -> Object:
    return {
        "name": name,
        "imageID": value(found, "Image ID"),
        "ready": value(found, "Ready").lower() or None,
        "restartCount": value(found, "Restart Count"),
        "state": _state(found.get("State")),
        "lastState": _state(found.get("Last State")),
    }


def _state(group: Group | None) -> Object:
    if group is None or not group.value:
        return {}
    said = by_key(groups(group.body, lambda line, _: line.key in STATE))
    return {
        group.value.partition(" ")[0].lower(): {
            "reason": value(said, "Reason"),
            "message": said["Message"].text() if "Message" in said else "",
            "exitCode": value(said, "Exit Code"),
            "signal": value(said, "Signal"),
            "startedAt": value(said, "Started"),
            "finishedAt": value(said, "Finished"),
        }
    }


def _amounts(found: dict[str, Group], key: str) -> Object:
    return {line.key: line.value for line in found[key].body if line.key} if key in found else {}


def _environment(group: Group | None) -> Iterator[Object]:
    """Names, and where a value comes from another object; the values are left where they are."""
    for line in group.body if group else ():
        if not line.key:
            continue
        one: Object = {"name": line.key}
        if told := _REFERENCE.match(line.value):
            place = "secretKeyRef" if told["kind"] == "secret" else "configMapKeyRef"
            optional = bool(told["optional"])
            one["valueFrom"] = {
                place: {"name": told["name"], "key": told["key"], "optional": optional}
            }
        yield one


def _environment_from(group: Group | None) -> Iterator[Object]:
    for text in group.values() if group else ():
        if told := _SOURCE.match(text):
            place = "secretRef" if told["kind"] == "Secret" else "configMapRef"
            yield {place: {"name": told["name"], "optional": bool(told["optional"])}}


def _mounts(group: Group | None) -> Iterator[Object]:
    for text in group.values() if group else ():
        if told := _MOUNT.match(text):
            yield {"mountPath": told["path"], "name": told["volume"]}
