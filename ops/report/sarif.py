"""What every SARIF 2.1.0 document of this project shares."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

LEVELS = {
    "critical": "error",
    "high": "error",
    "medium": "warning",
    "low": "note",
    "info": "note",
}
"""SARIF's levels by severity."""
SECURITY_SEVERITY = {
    "critical": "9.5",
    "high": "8.0",
    "medium": "5.5",
    "low": "2.0",
}
"""GitHub's scale of CVSS-like numbers: critical from 9.0, high from 7.0, medium from 4.0."""


def document(
    rules: Sequence[Mapping[str, Any]],
    results: Sequence[Mapping[str, Any]],
    invocation: Mapping[str, Any],
) -> str:
    """One run of this tool."""
    # It costs as much as all other formats together.
    from importlib.metadata import version

    driver = {"name": "shipshape", "version": version("shipshape"), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
