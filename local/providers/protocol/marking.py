"""Which outputs are secret: what was secret going in."""

from collections.abc import Mapping
from typing import Any

from local.providers.protocol.properties import Secret, has_secrets


def marked(outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Copy outputs with secrets marked.

    A list with a secret anywhere in it becomes secret as a whole: servers
    reorder lists, and a value must not surface because it moved.
    """
    result = dict(outputs)
    for key, given in inputs.items():
        if key not in result or isinstance(result[key], Secret):
            continue
        if isinstance(result[key], dict) and isinstance(given, dict):
            result[key] = marked(result[key], given)
        elif has_secrets(given):
            result[key] = Secret(result[key])
    return result
