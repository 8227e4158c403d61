"""Which live object belongs to which declared one."""

from collections.abc import Iterable, Mapping
from typing import Any

from .kubernetes.kinds import is_namespaced
from .kubernetes.versions import GROUPS
from .model import Data, Desired, Key

DEFAULT = "default"
"""The namespace of an object that names none."""


def key_of(object_: object) -> Key | None:
    """The key of an object; None if it has no kind or no name.

    Old groups are their successors' (`extensions` Ingress is `networking.k8s.io`). An object of a
    namespaced kind that names no namespace is in `default`.
    """
    if not isinstance(object_, Mapping):
        return None
    kind, version, metadata = (object_.get(name) for name in ("kind", "apiVersion", "metadata"))
    if not isinstance(metadata, Mapping) or not isinstance(version, str) or not version:
        return None
    name, namespace = metadata.get("name"), metadata.get("namespace")
    if not isinstance(kind, str) or not kind or not isinstance(name, str) or not name:
        return None
    group = version.rpartition("/")[0]
    group = GROUPS.get((group, kind), group)
    if is_namespaced(group, kind) is False:
        return Key(group, kind, "", name)
    usual = DEFAULT if is_namespaced(group, kind) else ""
    return Key(group, kind, namespace if namespace and isinstance(namespace, str) else usual, name)


def pair(desired: Iterable[Desired], objects: Iterable[Data]) -> Mapping[Key, Data | None]:
    """The live objects by key, with None for each declared one that is not among them.

    For when all that is live was read: a file, a whole namespace. A declared object without a
    namespace takes the only live one of its kind and name, wherever that is.
    """
    live = {key: one for one in objects if (key := key_of(one)) is not None}
    paired: dict[Key, Data | None] = dict(live)
    for one in desired:
        key = key_of(one.object)
        if key is None or key in live:
            continue
        other = _elsewhere(one.object, key, live)
        paired[key] = live[other] if other else None
        if other:
            paired.pop(other, None)
    return paired


def _elsewhere(object_: Data, key: Key, live: Mapping[Key, Any]) -> Key | None:
    """The only live object of that kind and name, if the declared one names no namespace."""
    if object_["metadata"].get("namespace"):
        return None
    found = [
        one for one in live if (one.group, one.kind, one.name) == (key.group, key.kind, key.name)
    ]
    return found[0] if len(found) == 1 else None
