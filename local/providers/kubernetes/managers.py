"""Field ownership: hand what earlier writes own over to the field manager that applies.

An object that was created with a plain POST, or edited by hand, has its fields
owned by an `Update` entry. Server-side apply treats that as somebody else and
reports conflicts, so before the first apply those entries become ours.
"""

from typing import Any

from local.providers.kubernetes.manifest import Object, at
from local.providers.kubernetes.naming import MANAGER_PREFIX

_TAKEN_OVER = (
    ("kubectl", "Apply"),
    ("kubectl", "Update"),
    ("before-first-apply", "Update"),
    (MANAGER_PREFIX, "Update"),
    ("pulumi-resource-kubernetes", "Update"),
)
"""(prefix of the manager, operation): the same writers that the official provider takes over."""


def handover(live: Object, manager: str) -> list[Object] | None:
    """The managed fields after the handover, or None when there is nothing to hand over."""
    entries: list[Object] = at(live, "metadata", "managedFields") or []
    ours = next((entry for entry in entries if _is_ours(entry, manager)), None)
    taken = [entry for entry in entries if entry is not ours and _is_taken_over(entry)]
    if not taken:
        return None
    first = ours or taken[0]
    fields: Object = {}
    for entry in [first, *taken]:
        fields = merged(fields, entry.get("fieldsV1") or {})
    kept = [entry for entry in entries if entry is not ours and entry not in taken]
    return [*kept, {**first, "manager": manager, "operation": "Apply", "fieldsV1": fields}]


def patch(live: Object, entries: list[Object]) -> list[Object]:
    """The JSON patch that writes the managed fields; it fails when the object has moved on."""
    version = at(live, "metadata", "resourceVersion")
    return [
        {"op": "test", "path": "/metadata/resourceVersion", "value": version},
        {"op": "replace", "path": "/metadata/managedFields", "value": entries},
    ]


def merged(left: Object, right: Object) -> Object:
    """The union of two field sets."""
    result = dict(left)
    for key, value in right.items():
        result[key] = merged(result[key], value) if key in result else value
    return result


def is_unfinished(live: Object, manager: str) -> bool:
    """Tell whether our own creating write was never settled: the run that made it was killed."""
    entries: list[Object] = at(live, "metadata", "managedFields") or []
    ours = [entry for entry in entries if entry.get("manager") == manager]
    return bool(ours) and all(entry.get("operation") == "Update" for entry in ours)


def others(live: Object, manager: str) -> list[Object]:
    """The managed-field entries of everybody else."""
    entries: list[Object] = at(live, "metadata", "managedFields") or []
    return [entry for entry in entries if entry.get("manager") != manager]


def owns(entry: Object, path: list[str]) -> bool:
    """Tell whether an entry owns the field at a path of map keys, or something below it."""
    fields: Any = entry.get("fieldsV1") or {}
    for step in path:
        fields = fields.get(f"f:{step}")
        if not isinstance(fields, dict):
            return False
    return True


def _is_ours(entry: Object, manager: str) -> bool:
    return entry.get("manager") == manager and entry.get("operation") == "Apply"


def _is_taken_over(entry: Object) -> bool:
    return not entry.get("subresource") and any(
        str(entry.get("manager", "")).startswith(prefix) and entry.get("operation") == operation
        for prefix, operation in _TAKEN_OVER
    )
