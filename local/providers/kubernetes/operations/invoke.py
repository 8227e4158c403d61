"""Invoke: the one function that plain programs use, decoding YAML manifests."""

from typing import Any

import yaml

from local.providers.kubernetes.session import Session
from local.providers.protocol.failures import ProviderError


def invoke(session: Session, token: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Answer a function call.

    Raises ProviderError for functions that only the official provider has.
    """
    if token != "kubernetes:yaml:decode":  # noqa: S105 - a function's name
        raise ProviderError(f"{token} needs the official Kubernetes provider")
    text = str(arguments.get("text") or "")
    namespace = str(arguments.get("defaultNamespace") or "")
    try:
        documents = [found for found in yaml.safe_load_all(text) if found]
    except yaml.YAMLError as error:
        raise ProviderError(f"the manifest is not YAML: {error}") from error
    objects = [item for found in documents for item in _items(found)]
    for found in objects:
        if namespace and session.is_namespaced(found):
            found.setdefault("metadata", {}).setdefault("namespace", namespace)
    return {"result": objects}


def _items(found: dict[str, Any]) -> list[dict[str, Any]]:
    is_list = str(found.get("kind", "")).endswith("List") and "items" in found
    return list(found["items"]) if is_list else [found]
