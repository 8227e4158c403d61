"""Reading an answer that may hold anything: a missing or wrongly typed field gives the default."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from . import times

_WHOLE = re.compile(r"-?\d{1,18}")


def at(obj: object, *path: str) -> object:
    """The value at a path of keys; None where the path ends early."""
    for key in path:
        if not isinstance(obj, Mapping):
            return None
        obj = obj.get(key)
    return obj


def text(obj: object, *path: str) -> str:
    """A text, or a number as text; else empty."""
    value = at(obj, *path)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def whole(obj: object, *path: str) -> int | None:
    """A whole number, also where it is written as a text (a hand-written YAML file)."""
    value = at(obj, *path)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(obj: object, *path: str) -> bool | None:
    """True or false, also where it is written as a text; else None."""
    value = at(obj, *path)
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None


def moment(obj: object, *path: str) -> datetime | None:
    """A time with its zone, however it is written; see `times.moment`."""
    return times.moment(at(obj, *path))


def mapping(obj: object, *path: str) -> Mapping[str, object]:
    """An object; empty for anything else. Keys that are no text are left out."""
    value = at(obj, *path)
    if not isinstance(value, Mapping):
        return {}
    return {key: one for key, one in value.items() if isinstance(key, str)}


def sequence(obj: object, *path: str) -> Sequence[object]:
    """A list; empty for anything else."""
    value = at(obj, *path)
    return value if isinstance(value, list | tuple) else ()


def words(obj: object, *path: str) -> tuple[str, ...]:
    """A list of texts; a number in it is taken as text, anything else left out."""
    return tuple(one for one in map(text, sequence(obj, *path)) if one)


def strings(obj: object, *path: str) -> dict[str, str]:
    """A mapping from text to text, such as labels or quantities."""
    return {key: text(value) for key, value in mapping(obj, *path).items() if _scalar(value)}


def _scalar(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
