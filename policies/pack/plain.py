"""From what the policy SDK hands to a callback to plain data: no proxies, unknowns marked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi_policy import Secret

from ..rules.unknown import Unknown
from .later import Later, plain_message, secret_values
from .unknowns import UNKNOWN

# The key under which the SDK's proxies give the container that they wrap.
_WRAPPED = "__target"


def plain(value: Any, path: str = "") -> Any:
    """The value without proxies; what is not known yet is an `Unknown` that knows its path.

    Whole numbers are integers again: on the wire every number is a double. An asset or archive
    is only told by its type.
    """
    if isinstance(value, Later):
        return plain_message(value.message, path)
    if isinstance(value, str):
        return Unknown(path) if value in UNKNOWN else value
    if value is None or isinstance(value, bool | int | float):
        return int(value) if isinstance(value, float) and value.is_integer() else value
    if isinstance(value, Mapping):
        return {
            key: plain(inner, f"{path}.{key}" if path else key)
            for key, inner in unwrapped(value).items()
        }
    if isinstance(value, Sequence):
        return [plain(inner, f"{path}[{at}]") for at, inner in enumerate(unwrapped(value))]
    return plain(value.value, path) if isinstance(value, Secret) else type(value).__name__


def secrets(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The path and the value, without proxies, of everything that is marked as a secret."""
    if isinstance(value, Later):
        yield from secret_values(value.message, path)
    elif isinstance(value, Secret):
        yield path, plain(value.value, path)
    elif isinstance(value, Mapping):
        for key, inner in unwrapped(value).items():
            yield from secrets(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for at, inner in enumerate(unwrapped(value)):
            yield from secrets(inner, f"{path}[{at}]")


def unwrapped(value: Any) -> Any:
    """The dict or list itself, out of any number of the SDK's proxies; items stay wrapped."""
    while not isinstance(value, dict | list | tuple):
        value = value[_WRAPPED]
    return value
