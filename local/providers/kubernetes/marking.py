"""Which outputs are secret: what was secret going in, and everything a Secret holds."""

from typing import Any

from local.providers.kubernetes.annotations import LAST_APPLIED
from local.providers.kubernetes.manifest import Object, at
from local.providers.protocol import marking
from local.providers.protocol.properties import Secret

_HIDDEN = ("data", "stringData")


def marked(outputs: Object, inputs: Object) -> Object:
    """Copy outputs with secrets marked."""
    if outputs.get("kind") == "Secret":
        return _marked_secret(outputs)
    return marking.marked(outputs, inputs)


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
