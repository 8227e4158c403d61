"""Who wrote what: the field managers of a live object."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drift.model import Item, Path
from drift.walking.paths import ABSENT, token
from drift.walking.scalars import as_text

_ATOMIC = frozenset(
    """
    selector labelSelector podSelector namespaceSelector nodeSelector objectSelector fieldRef
    resourceFieldRef secretKeyRef configMapKeyRef roleRef scaleTargetRef claimRef reference
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Mappings that have one owner as a whole."""

_SHARED = frozenset(
    """
    containers initContainers ephemeralContainers env ports volumes volumeMounts volumeDevices
    imagePullSecrets hostAliases topologySpreadConstraints resourceClaims schedulingGates claims
    finalizers ownerReferences secrets webhooks matchConditions variables
    """.split()  # noqa: SIM905
)
"""Lists whose items have owners of their own; any other has one as a whole."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one manager owns. `time` is RFC 3339, empty where the server keeps none."""

    manager: str
    operation: str
    subresource: str
    time: str
    fields: Any

    @property
    def name(self) -> str:
        """The manager, by the command that was used where the entry tells: `kubectl-scale`."""
        if self.manager == "kubectl" and self.subresource:
            return f"kubectl-{self.subresource}"
        return self.manager


class Owners:
    """The managers of a live object. `faults` has a sentence for each entry that can't be read."""

    def __init__(self, live: dict[str, Any]) -> None:
        """Read `metadata.managedFields`."""
        self._live = live
        self.faults: list[str] = []
        metadata = live.get("metadata")
        listed = metadata.get("managedFields") if isinstance(metadata, dict) else None
        self.entries = tuple(self._read(listed))

    def of(self, steps: Path) -> tuple[Entry, ...]:
        """Whoever owns what is at the end of a path: the last who wrote it first."""
        found = [one for one in self.entries if _owns(one.fields, steps, self._live)]
        # A change of the scale has no time: it is newer than what it took the field from.
        return tuple(sorted(found, key=lambda one: (not one.time, one.time), reverse=True))

    def _read(self, listed: Any) -> Iterator[Entry]:
        if listed is None:
            return
        if not isinstance(listed, list):
            self.faults.append("metadata.managedFields has to be a list: nobody is named")
            return
        for index, one in enumerate(listed):
            if isinstance(one, dict) and isinstance(one.get("fieldsV1"), dict):
                words = (one.get(name) for name in ("manager", "operation", "subresource", "time"))
                manager, operation, subresource, time = (as_text(word) for word in words)
                yield Entry(manager, operation, subresource, time, one["fieldsV1"])
            else:
                place = f"metadata.managedFields[{index}]"
                self.faults.append(f"{place} says nothing that can be read: it is left out")


def size(entry: Entry) -> int:
    """How many fields a manager owns."""
    count, level = 0, [entry.fields]
    while level:
        below = [child for node in level if isinstance(node, dict) for child in node.values()]
        count += len(below)
        level = below
    return count


def newest(entries: Iterable[Entry]) -> str:
    """The latest time among these; empty if none has one."""
    return max((one.time for one in entries), default="")


def _owns(fields: Any, steps: Path, live: Any) -> bool:
    """Whether a set of fields has a path, or has something above it as one value."""
    node, value = fields, live
    for depth, step in enumerate(steps):
        if not node and depth:
            return _is_one_value(steps[depth - 1], value)
        child = _child(node, step, value)
        if child is None:
            return False
        place = None if value is ABSENT else token(value, step)
        node, value = child, ABSENT if place is None else value[place]
    return True


def _is_one_value(name: str | Item, value: Any) -> bool:
    """Whether what stands for nothing but itself in a set of fields has all that is below it."""
    return name in _ATOMIC or (isinstance(value, list) and name not in _SHARED)


def _child(node: Any, step: str | Item, value: Any) -> Any:
    if not isinstance(node, dict):
        return None
    if isinstance(step, str):
        return node.get(f"f:{step}")
    place = token(value, step) if value is not ABSENT else None
    item = value[place] if place is not None else dict(step.keys)
    for key, child in node.items():
        if _names(key, item, step):
            return child
    return None


def _names(key: str, item: Any, step: Item) -> bool:
    """Whether `k:{"name":"app"}` or `v:"a"` is the item."""
    if key.startswith("v:"):
        wanted = item.get("value") if isinstance(item, dict) else item
        return bool(_parsed(key[2:]) == wanted)
    if not key.startswith("k:"):
        return False
    names = _parsed(key[2:])
    if not isinstance(names, dict) or not isinstance(item, dict):
        return False
    known = dict(step.keys)
    return all(
        as_text(value) == known.get(name, as_text(item.get(name))) for name, value in names.items()
    )


@lru_cache(maxsize=4096)
def _parsed(written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError:
        return None
