"""An object as the API server would keep it, before it is compared."""

import base64
from typing import Any

from drift.walking.scalars import as_text
from drift.walking.wrapped import Unreadable, unwrapped

from .versions import Object, upgraded

_OURS = "__"
"""What the provider's own fields in a state begin with (`__fieldManager`)."""


def prepared(object_: Object) -> Object:
    """The object in its kind's current version, with `stringData` in `data`."""
    found = upgraded(object_)
    if any(name.startswith(_OURS) for name in found):
        found = {name: value for name, value in found.items() if not name.startswith(_OURS)}
    if found.get("kind") == "Secret" and found.get("stringData") is not None:
        found = _with_data(found)
    return found


def without_rules(role: Object) -> Object:
    """A ClusterRole without what the controller gathers for it."""
    return {name: value for name, value in role.items() if name != "rules"}


def is_aggregated(object_: Object) -> bool:
    """Whether it is a ClusterRole that gathers its rules from others."""
    return object_.get("kind") == "ClusterRole" and bool(object_.get("aggregationRule"))


def _with_data(secret: Object) -> Object:
    """A Secret with its `stringData` encoded; it wins over `data`, as it does on the server."""
    kept = {name: value for name, value in secret.items() if name != "stringData"}
    opened = []
    for part in (secret["stringData"], secret.get("data") or {}):
        try:
            opened.append(unwrapped(part))
        except Unreadable:
            # One that the engine keeps to itself: the walk says so of the whole.
            return {**kept, "data": part}
    plain, data = opened
    if not isinstance(plain, dict) or not isinstance(data, dict):
        return secret
    encoded = {name: _encoded(value) for name, value in plain.items() if value is not None}
    return {**kept, "data": {**data, **encoded}}


def _encoded(value: Any) -> Any:
    """Base64 of a text; what the engine keeps from us stays as it is."""
    try:
        return base64.b64encode(as_text(unwrapped(value)).encode()).decode()
    except Unreadable:
        return value
