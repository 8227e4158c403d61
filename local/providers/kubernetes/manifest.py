"""Reading Kubernetes objects: plain dicts whose parts may be missing."""

from typing import Any

Object = dict[str, Any]
"""A Kubernetes object as JSON, or a part of one."""

READ_ONLY_METADATA = (
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "generation",
    "managedFields",
    "resourceVersion",
    "uid",
)
"""Metadata that only the API server writes; in a program's inputs it means nothing."""


def at(value: Any, *path: str | int) -> Any:
    """The value at a path, or None where the path ends early."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def metadata(manifest: Object) -> Object:
    """The object's metadata for writing; what is written into unknown metadata is lost."""
    found = manifest.setdefault("metadata", {})
    return found if isinstance(found, dict) else {}


def name(manifest: Object) -> str:
    """The object's name, empty when it has none that is known."""
    found = at(manifest, "metadata", "name")
    return found if isinstance(found, str) else ""


def namespace(manifest: Object) -> str:
    """The object's namespace, empty when it has none that is known."""
    found = at(manifest, "metadata", "namespace")
    return found if isinstance(found, str) else ""


def qualified(manifest: Object) -> str:
    """The identity that the state keeps: `namespace/name`, or `name` alone."""
    prefix = namespace(manifest)
    return f"{prefix}/{name(manifest)}" if prefix else name(manifest)


def split_identity(identity: str) -> tuple[str, str]:
    """Namespace (may be empty) and name of an identity."""
    prefix, _, last = identity.rpartition("/")
    return prefix, last


def condition(manifest: Object, kind: str) -> Object:
    """The status condition of a type, empty when the controller has not written it."""
    for found in at(manifest, "status", "conditions") or []:
        if found.get("type") == kind:
            return dict(found)
    return {}


def is_true(found: Object) -> bool:
    """Tell whether a condition holds."""
    return found.get("status") == "True"


def owned_by(manifest: Object, owner: Object) -> bool:
    """Tell whether an object's owner references name the other object."""
    uid = at(owner, "metadata", "uid")
    references = at(manifest, "metadata", "ownerReferences") or []
    return uid is not None and any(reference.get("uid") == uid for reference in references)
