"""Objects as JSON has them, whatever a parser made of them."""

from datetime import UTC, date, datetime
from typing import Any

DEEPEST = 100
"""Levels of an object: no API nests deeper, and a walk through more would end Python's stack."""

_TEXT = {str}
_PLAIN = (str, int, float, bool, type(None))


class TooDeep(Exception):
    """An object is nested deeper than any that the API takes."""


def plain(value: Any) -> Any:
    """The same with text for keys, and text for times and whatever else JSON lacks.

    What is plain already is given back as it is. Raises TooDeep.
    """
    return value if _is_plain(value) else _made_plain(value)


def _is_plain(value: Any) -> bool:
    level, found = [value], True
    for _ in range(DEEPEST):
        below: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                below.extend(node.values())
                found = found and set(map(type, node)) <= _TEXT
            elif isinstance(node, list | tuple | set):
                below.extend(node)
                found = found and isinstance(node, list)
            elif type(node) not in _PLAIN:
                found = False
        if not below:
            return found
        level = below
    raise TooDeep(f"it is nested deeper than {DEEPEST} levels")


def _made_plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _made_plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [_made_plain(one) for one in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return _written(value)


def _key(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else _written(value)


def _written(value: Any) -> str:
    if isinstance(value, datetime):  # YAML makes them of bare times
        return value.replace(tzinfo=value.tzinfo or UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return str(value)
