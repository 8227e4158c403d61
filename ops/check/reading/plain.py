"""From the engine's wire form to plain data: secrets opened or unknown, outputs unwrapped."""

import json
from collections.abc import Callable
from typing import Any

from ops.engine.values import OUTPUT, SECRET, SIGNATURE, UNKNOWN
from policies.rules.unknown import Unknown


def plain(value: Any, secret: Callable[[str], None], path: str = "") -> Any:
    """The value without the engine's marks; `secret` is told the path of each secret.

    A secret that the state holds encrypted is Unknown.
    """
    if isinstance(value, dict):
        mark = value.get(SIGNATURE)
        if mark == SECRET:
            secret(path)
            return plain(_opened(value, path), secret, path)
        if mark == OUTPUT:
            if value.get("secret"):
                secret(path)
            return plain(value["value"], secret, path) if "value" in value else Unknown(path)
        return {key: plain(one, secret, _join(path, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, secret, f"{path}[{index}]") for index, one in enumerate(value)]
    return Unknown(path) if isinstance(value, str) and value == UNKNOWN else value


def _opened(value: dict[str, Any], path: str) -> Any:
    if "value" in value:
        return value["value"]
    try:
        return json.loads(value["plaintext"])
    except (KeyError, TypeError, ValueError):
        return Unknown(path)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
