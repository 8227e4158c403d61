"""Which outputs are secret: what was secret going in, and everything a Secret holds."""

from typing import Any

from local.providers.kubernetes.annotations import LAST_APPLIED
from local.providers.kubernetes.manifest import Object, at
from local.providers.protocol.properties import Secret, has_secrets

_HIDDEN = ("data", "stringData")


def marked(outputs: Object, inputs: Object) -> Object:
    """Copy outputs with secrets marked.

    A list with a secret anywhere in it becomes secret as a whole: servers
    reorder lists, and a value must not surface because it moved.
    """
    if outputs.get("kind") == "Secret":
        return _marked_secret(outputs)
    result = dict(outputs)
    for key, given in inputs.items():
        if key not in result or isinstance(result[key], Secret):
            continue
        if isinstance(result[key], dict) and isinstance(given, dict):
            result[key] = marked(result[key], given)
        elif has_secrets(given):
            result[key] = Secret(result[key])
    return result


def _marked_secret(outputs: Object) -> Object:
    result: dict[str, Any] = {
        key: Secret(value) if key in _HIDDEN and not isinstance(value, Secret) else value
        for key, value in outputs.items()
    }
    if isinstance(at(outputs, "metadata", "annotations", LAST_APPLIED), str):
        # kubectl writes the whole Secret, values included, into this annotation.
        kept = dict(outputs["metadata"]["annotations"])
        kept[LAST_APPLIED] = Secret(kept[LAST_APPLIED])
        result["metadata"] = {**outputs["metadata"], "annotations": kept}
    return result
