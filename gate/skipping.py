"""Switching the provider's own wait off for what a gate watches. Pure but for outputs."""

from collections.abc import Mapping
from typing import Any

import pulumi

SKIP_AWAIT = "pulumi.com/skipAwait"
"""The annotation by which the Kubernetes provider doesn't wait."""


def skipping(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of an object with the annotation; a value of the user's own stays."""
    metadata = _changed(properties.get("metadata"), _with_annotation)
    return {**properties, "metadata": metadata}


def _with_annotation(metadata: Mapping[str, Any] | None) -> dict[str, Any]:
    known = dict(metadata or {})
    return {**known, "annotations": _changed(known.get("annotations"), _annotated)}


def _annotated(annotations: Mapping[str, Any] | None) -> dict[str, Any]:
    return {SKIP_AWAIT: "true", **(annotations or {})}


def _changed(value: Any, change: Any) -> Any:
    """Apply to the value, now or when it is known."""
    return value.apply(change) if isinstance(value, pulumi.Output) else change(value)
