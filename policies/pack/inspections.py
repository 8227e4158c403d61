"""What the last look for drift found, by resource: the pack itself sees inputs only.

`shipshape drift --record` and the scheduled inspection leave it in the project's folder. Whoever
updates with `shipshape up` needs no file, for that looks itself.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ..rules.workload.drift import DRIFT_MARKER
from .stacks import stack_of

FOLDER = Path(".shipshape", "drift")
LONGEST = timedelta(hours=24)
"""An older look says nothing of today."""


class Inspections:
    """Reads a stack's file when the first of its resources comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._read: dict[str, Mapping[str, str]] = {}

    def marked(self, urn: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The resource's properties, marked if somebody else has changed the object."""
        change = self._of(stack_of(urn)).get(urn)
        return data if change is None else with_mark(data, change)

    def _of(self, stack: str) -> Mapping[str, str]:
        if stack not in self._read:
            try:
                text = (self._folder / f"{stack}.json").read_text(encoding="utf-8")
            except (OSError, ValueError):
                text = ""
            self._read[stack] = changes_in(text, datetime.now(UTC))
        return self._read[stack]


def changes_in(text: str, now: datetime) -> dict[str, str]:
    """By URN: what was changed, by whom. Empty for a file that is too old, or not ours. Pure."""
    try:
        document = json.loads(text)
        age = now - datetime.fromisoformat(document["time"])
        if document["version"] != 1 or not timedelta() <= age <= LONGEST:
            return {}
        return {str(one["urn"]): _change(one) for one in reversed(document["changes"])}
    except (ValueError, KeyError, TypeError):
        return {}


def with_mark(data: Mapping[str, Any], change: str) -> Mapping[str, Any]:
    """The properties with the annotation that the rule looks for. Pure.

    What is not known yet stays so: a mark in its place would make other rules sure of it.
    """
    metadata = _mapping(data, "metadata")
    annotations = None if metadata is None else _mapping(metadata, "annotations")
    if metadata is None or annotations is None:
        return data
    return {**data, "metadata": {**metadata, "annotations": {**annotations, DRIFT_MARKER: change}}}


def _mapping(data: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    """What stands there, empty where nothing does; None for what is not known."""
    found = data.get(key)
    if found is None:
        return {}
    return found if isinstance(found, dict) else None


def _change(one: Mapping[str, Any]) -> str:
    path, manager = one.get("path") or "the whole object", one.get("manager")
    return f"{path}, by {manager}" if manager else str(path)
