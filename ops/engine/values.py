"""Properties of the engine as plain data, and where their secrets are."""

import json
from typing import Any

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105  # the engine's mark of a secret
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Constants of the engine's protocol: how it marks a value, and what the mark says."""

Steps = tuple[str, ...]


def opened(value: Any) -> tuple[Any, frozenset[Steps]]:
    """The value without the engine's marks, and the paths of its secrets.

    What is not known keeps its mark: it is encrypted, or an output that is not there yet.
    """
    secrets: set[Steps] = set()
    return _opened(value, (), secrets), frozenset(secrets)


def holds_unknown(value: Any) -> bool:
    """Whether some of it is not known: nobody may write that anywhere."""
    if isinstance(value, dict):
        return SIGNATURE in value or any(map(holds_unknown, value.values()))
    if isinstance(value, list):
        return any(map(holds_unknown, value))
    return bool(value == UNKNOWN)


def _opened(value: Any, path: Steps, secrets: set[Steps]) -> Any:
    if isinstance(value, dict):
        mark = value.get(SIGNATURE)
        if mark == SECRET:
            secrets.add(path)
            return _plaintext(value, path, secrets)
        if mark == OUTPUT:
            if value.get("secret"):
                secrets.add(path)
            return _opened(value.get("value", UNKNOWN), path, secrets)
        return {key: _opened(one, (*path, key), secrets) for key, one in value.items()}
    if isinstance(value, list):
        return [_opened(one, (*path, str(at)), secrets) for at, one in enumerate(value)]
    return value


def _plaintext(value: dict[str, Any], path: Steps, secrets: set[Steps]) -> Any:
    if "value" in value:
        return _opened(value["value"], path, secrets)
    try:
        return _opened(json.loads(value["plaintext"]), path, secrets)
    except (KeyError, TypeError, ValueError):
        return value
