"""Reading a Pulumi state: what `pulumi stack export` prints, or a file of the file backend."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ops.check.reading.found import LineOf, Reading, Subject
from ops.check.reading.objects import objects
from ops.check.reading.plain import plain
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import Object

_KUBERNETES = "kubernetes:"
# Not objects: charts and files make them, a patch is a part of one.
_NO_OBJECTS = ("kubernetes:helm.sh/", "kubernetes:yaml", "kubernetes:kustomize", "kubernetes:yaml/")
_CORE = "core/"
Below = Callable[[str], LineOf]


def is_state(data: Any) -> bool:
    """Whether a document is a state."""
    return isinstance(data, dict) and _resources(data) is not None


def read_state(data: Any, file: str, below: Below) -> Reading:
    """The Kubernetes objects and the other resources of a state."""
    path, resources = _resources(data) or ("", [])
    owners = {
        one["urn"]: one for one in resources if isinstance(one, dict) and _text(one.get("urn"))
    }
    reading = Reading()
    for index, one in enumerate(resources):
        if isinstance(one, dict) and isinstance(one.get("type"), str) and not one.get("delete"):
            found = _subjects(one, f"{path}[{index}]", file, _owner(one, owners), below)
            reading.found.extend(found)
    return reading


def _resources(data: Mapping[str, Any]) -> tuple[str, list[Any]] | None:
    for steps in (("deployment",), ("checkpoint", "latest")):
        value: Any = data
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, dict) and isinstance(value.get("resources"), list):
            return ".".join((*steps, "resources")), value["resources"]
    return None


def _subjects(
    one: Mapping[str, Any], path: str, file: str, owner: str, below: Below
) -> Iterator[tuple[Subject, LineOf]]:
    kind = one["type"]
    side = "inputs" if one.get("inputs") else "outputs"
    secrets: set[str] = set()
    properties = plain(one.get(side) or {}, secrets.add)
    if not isinstance(properties, dict):
        return
    base = f"{path}.{side}"
    if not kind.startswith(_KUBERNETES):
        place = below(base)
        urn = _text(one.get("urn"))
        name = urn.rpartition("::")[2]
        line = below(path)("")
        yield Resource(kind, properties, name, urn, frozenset(secrets), owner, file, line), place
    elif not kind.startswith(_NO_OBJECTS) and not kind.endswith("Patch"):
        for inner, data in objects(_object(kind, properties, one)):
            place = below(f"{base}.{inner}" if inner else base)
            yield Object(data, file, below(path)(""), owner), place


def _object(kind: str, properties: dict[str, Any], one: Mapping[str, Any]) -> dict[str, Any]:
    """The object as declared; the provider's own name and namespace where none was."""
    version, _, name = kind.removeprefix(_KUBERNETES).rpartition(":")
    data = {
        "apiVersion": version.removeprefix(_CORE),
        "kind": name,
        **{key: value for key, value in properties.items() if not key.startswith("__")},
    }
    live = _mapping(_mapping(one.get("outputs")).get("metadata"))
    metadata = data.get("metadata")
    if metadata is None or isinstance(metadata, dict):
        known = {key: live[key] for key in ("name", "namespace") if isinstance(live.get(key), str)}
        data["metadata"] = {**known, **(metadata or {})}
    return data


def _owner(one: Mapping[str, Any], owners: Mapping[str, Mapping[str, Any]]) -> str:
    """The nearest component above a resource, `Type name`; "" below the stack alone."""
    parent = owners.get(_text(one.get("parent")))
    if parent is None or parent.get("custom") or _text(parent.get("type")) == "pulumi:pulumi:Stack":
        return ""
    name = _text(parent.get("urn")).rpartition("::")[2]
    return f"{_text(parent.get('type')).rpartition(':')[2]} {name}"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
