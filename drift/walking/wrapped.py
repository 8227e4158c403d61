"""Values of a state that the engine wraps: secrets, and what is not known before an update."""

import json
from typing import Any

_MARK = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105  # the engine's mark, no secret
_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Constants of the engine's protocol."""


class Unreadable(Exception):
    """The value can't be known; the message says why."""


def may_be_wrapped(value: Any) -> bool:
    """Whether `unwrapped` has something to do."""
    return value == _UNKNOWN or (isinstance(value, dict) and value.get(_MARK) == _SECRET)


def unwrapped(value: Any) -> Any:
    """The value itself. Raises Unreadable for what is encrypted, or not known yet."""
    if value == _UNKNOWN:
        raise Unreadable("what is declared is not known before the next update")
    if not may_be_wrapped(value):
        return value
    if isinstance(value.get("plaintext"), str):
        try:
            return json.loads(value["plaintext"])
        except ValueError:
            return value["plaintext"]
    if "value" in value:
        return unwrapped(value["value"])
    raise Unreadable("what is declared is encrypted: read the state with its secrets")
