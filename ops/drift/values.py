"""Properties of the engine as plain data, and where their secrets are."""

import json
from typing import Any

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105  # the engine's mark of a secret
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"

Steps = tuple[str, ...]


class Hidden:
    """Stands for a value that is not known: encrypted, or an output that is not there yet."""


HIDDEN = Hidden()


def opened(value: Any) -> tuple[Any, frozenset[Steps]]:
    """The value without the engine's marks, and the paths of its secrets.

    What is not known is left out: nothing can be compared with it.
    """
    secrets: set[Steps] = set()
    return _without_hidden(_opened(value, (), secrets)), frozenset(secrets)


def _opened(value: Any, path: Steps, secrets: set[Steps]) -> Any:
    if isinstance(value, dict):
        mark = value.get(_SIGNATURE)
        if mark == _SECRET:
            secrets.add(path)
            return _opened(_plaintext(value), path, secrets)
        if mark == _OUTPUT:
            if value.get("secret"):
                secrets.add(path)
            return _opened(value.get("value", HIDDEN), path, secrets)
        return {key: _opened(one, (*path, key), secrets) for key, one in value.items()}
    if isinstance(value, list):
        return [_opened(one, (*path, str(at)), secrets) for at, one in enumerate(value)]
    return HIDDEN if value == _UNKNOWN else value


def _plaintext(value: dict[str, Any]) -> Any:
    if "value" in value:
        return value["value"]
    try:
        return json.loads(value["plaintext"])
    except (KeyError, TypeError, ValueError):
        return HIDDEN


def _without_hidden(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_hidden(one) for key, one in value.items() if one is not HIDDEN}
    if isinstance(value, list):
        return [_without_hidden(one) for one in value if one is not HIDDEN]
    return value
