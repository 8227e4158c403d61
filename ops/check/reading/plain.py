"""From the engine's wire form to plain data: secrets opened or unknown, outputs unwrapped."""

import json
from collections.abc import Callable
from typing import Any

from policies.rules.unknown import Unknown

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105  # the engine's mark of a secret
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def plain(value: Any, secret: Callable[[str], None], path: str = "") -> Any:
    """The value without the engine's marks; `secret` is told the path of each secret.

    A secret that the state holds encrypted is Unknown.
    """
    if isinstance(value, dict):
        mark = value.get(_SIGNATURE)
        if mark == _SECRET:
            secret(path)
            return plain(_opened(value, path), secret, path)
        if mark == _OUTPUT:
            if value.get("secret"):
                secret(path)
            return plain(value["value"], secret, path) if "value" in value else Unknown(path)
        return {key: plain(one, secret, _join(path, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, secret, f"{path}[{index}]") for index, one in enumerate(value)]
    return Unknown(path) if isinstance(value, str) and value == _UNKNOWN else value


def _opened(value: dict[str, Any], path: str) -> Any:
    if "value" in value:
        return value["value"]
    try:
        return json.loads(value["plaintext"])
    except (KeyError, TypeError, ValueError):
        return Unknown(path)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
