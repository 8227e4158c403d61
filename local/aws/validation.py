"""What a service's model says about parameters, and the service says when they are not so.

Clients check only that required ones are there; ranges, lengths, patterns and
enumerations are refused by the service, and so here.
"""

import re
from collections.abc import Iterator
from typing import Any


def problems(shape: Any, value: object, path: str = "") -> list[str]:
    """Every sentence that the service would say about `value`; empty when it is fine."""
    return list(_walk(shape, value, path))


def _walk(shape: Any, value: object, path: str) -> Iterator[str]:
    match value:
        case dict() if shape.type_name == "structure":
            yield from _structure(shape, value, path)
        case dict() if shape.type_name == "map":
            for key, item in value.items():
                yield from _walk(shape.value, item, f"{path}.{key}.member")
        case list() if shape.type_name == "list":
            for number, item in enumerate(value, start=1):
                yield from _walk(shape.member, item, f"{path}.{number}.member")
        case bool() | bytes() | None:
            return
        case str() if shape.type_name == "string":
            yield from _string(shape, value, path)
        case int() | float():
            yield from _bounds(shape, value, value, path, "value")


def _structure(shape: Any, value: dict[str, Any], path: str) -> Iterator[str]:
    for name, member in shape.members.items():
        where = f"{path}.{_lower(name)}" if path else _lower(name)
        if name in value:
            yield from _walk(member, value[name], where)
        elif name in shape.required_members:
            yield _sentence(None, where, "Member must not be null")


def _string(shape: Any, value: str, path: str) -> Iterator[str]:
    yield from _bounds(shape, value, len(value), path, "length")
    if shape.enum and value not in shape.enum:
        allowed = ", ".join(shape.enum)
        yield _sentence(value, path, f"Member must satisfy enum value set: [{allowed}]")
    pattern = shape.metadata.get("pattern")
    if pattern and not _matches(pattern, value):
        yield _sentence(value, path, f"Member must satisfy regular expression pattern: {pattern}")


def _bounds(shape: Any, value: object, size: float, path: str, what: str) -> Iterator[str]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and size < low:
        yield _sentence(value, path, f"Member must have {what} greater than or equal to {low}")
    if high is not None and size > high:
        yield _sentence(value, path, f"Member must have {what} less than or equal to {high}")


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.fullmatch(pattern, value) is not None
    except re.error:
        return True  # not an expression that Python knows: the real service decides


def _sentence(value: object, path: str, constraint: str) -> str:
    shown = "null" if value is None else value
    return f"Value '{shown}' at '{path}' failed to satisfy constraint: {constraint}"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
