"""Reading plain values: whatever stands there, a check goes on with a value of the right shape."""

from collections.abc import Mapping
from typing import Any

Data = Mapping[str, Any]
"""A mapping as a manifest has it."""


def mapping(value: Any) -> Data:
    """The value if it is a mapping, else an empty one. Asking an unknown ends undecided."""
    if isinstance(value, dict):
        return value
    return {} if not value else (value if isinstance(value, Mapping) else {})


def mappings(value: Any) -> list[Data]:
    """The items of a list, empty where malformed. Asking an unknown ends undecided."""
    if not value or not isinstance(value, list | tuple):
        return []
    return [mapping(one) for one in value]


def texts(value: Any) -> list[str]:
    """The items of a list as text, empty where malformed. Asking an unknown ends undecided."""
    if not value or not isinstance(value, list | tuple):
        return []
    return [text(one) for one in value]


def text(value: Any) -> str:
    """The value if it is a string, else its text; `""` for none. Asks an unknown."""
    if isinstance(value, str):
        return value
    return "" if value is None else str(value)
