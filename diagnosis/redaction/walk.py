"""The redaction of everything in a snapshot, whatever fields it will have."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from diagnosis.snapshot import Snapshot

from .text import redact


def redacted(snapshot: Snapshot) -> Snapshot:
    """The snapshot with every text in it redacted, the keys of its mappings too."""
    walked: Snapshot = _walk(snapshot)
    return walked


def _walk(value: Any) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, tuple | list):
        return type(value)(_walk(one) for one in value)
    if isinstance(value, Mapping):
        return {_walk(key): _walk(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _walk(getattr(value, one.name)) for one in fields(value)}
        )
    return value
