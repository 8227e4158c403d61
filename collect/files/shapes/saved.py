"""A snapshot that was saved."""

import json
from collections.abc import Mapping
from dataclasses import fields

from collect.files.found import Found
from diagnosis.snapshot import Snapshot
from diagnosis.snapshot.snapshot import from_json

_FIELDS = frozenset(field.name for field in fields(Snapshot))
_LISTS = _FIELDS - {"platform", "taken", "version"}


def found(document: object) -> Found | None:
    """The snapshot of a document that has its fields and no others; None for any other."""
    if not isinstance(document, Mapping) or not document.keys() <= _FIELDS:
        return None
    if not any(isinstance(document.get(name), list) for name in _LISTS):
        return None
    try:
        return Found(snapshots=[from_json(json.dumps(document))])
    except (ValueError, TypeError, RecursionError):
        return None
