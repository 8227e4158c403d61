"""Program inputs in the one form in which they can be compared with what the server keeps."""

import base64
import binascii
import copy
from typing import Any

from local.providers.kubernetes.manifest import READ_ONLY_METADATA, Object
from local.providers.protocol.properties import has_unknowns

_DASHED = {
    "x_kubernetes_embedded_resource": "x-kubernetes-embedded-resource",
    "x_kubernetes_int_or_string": "x-kubernetes-int-or-string",
    "x_kubernetes_list_map_keys": "x-kubernetes-list-map-keys",
    "x_kubernetes_list_type": "x-kubernetes-list-type",
    "x_kubernetes_map_type": "x-kubernetes-map-type",
    "x_kubernetes_preserve_unknown_fields": "x-kubernetes-preserve-unknown-fields",
    "x_kubernetes_validations": "x-kubernetes-validations",
}
_UNDERSCORED = {dashed: underscored for underscored, dashed in _DASHED.items()}


def normalized(inputs: Object) -> Object:
    """Copy inputs without read-only metadata and with a Secret's values in one place."""
    result = copy.deepcopy(inputs)
    metadata = result.get("metadata")
    if isinstance(metadata, dict):
        for key in READ_ONLY_METADATA:
            metadata.pop(key, None)
    if is_secret(result) and not has_unknowns(result):
        _merge_string_data(result)
    if is_definition(result):
        result.pop("status", None)
    return result


def is_secret(found: Object) -> bool:
    """Tell whether the object is a core Secret."""
    return found.get("apiVersion") == "v1" and found.get("kind") == "Secret"


def is_definition(found: Object) -> bool:
    """Tell whether the object defines a custom resource."""
    api_version = str(found.get("apiVersion", ""))
    in_group = api_version.startswith("apiextensions.k8s.io/")
    return in_group and found.get("kind") == "CustomResourceDefinition"


def _merge_string_data(secret: Object) -> None:
    """The server turns stringData into data; the comparison must not see two forms of one value."""
    text = secret.pop("stringData", None) or {}
    data = {key: _canonical_base64(value) for key, value in (secret.get("data") or {}).items()}
    data.update({key: _encoded(value) for key, value in text.items()})
    if data or "data" in secret:
        secret["data"] = data


def _encoded(value: Any) -> str:
    return base64.b64encode(str(value).encode()).decode()


def _canonical_base64(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return base64.b64encode(base64.b64decode(value)).decode()
    except (binascii.Error, ValueError):
        return value  # the server refuses it with a better message than ours


def to_server(value: Any) -> Any:
    """Spell keys as the API server does (`x-kubernetes-*`)."""
    return _renamed(value, _DASHED)


def to_program(value: Any) -> Any:
    """Spell keys as the program's SDK does (`x_kubernetes_*`)."""
    return _renamed(value, _UNDERSCORED)


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    return value
