"""How values are written in programs and in the API, and when two of them mean the same."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Form:
    """Writes a program's value for the API, reads it back, and brings it into a comparable form."""

    written: Callable[[Any], Any]
    read: Callable[[Any], Any]
    meaning: Callable[[Any], Any]

    def same(self, one: Any, other: Any) -> bool:
        """Tell whether two of a program's values mean the same."""
        return bool(self.meaning(one) == self.meaning(other))


def _itself(value: Any) -> Any:
    return value


def is_empty(value: Any) -> bool:
    """Tell whether a value says no more than none would: nothing, false, or only such things."""
    if isinstance(value, dict):
        return all(is_empty(each) for each in value.values())
    return not value


def document_text(value: Any) -> Any:
    """A document as text; programs may write it as an object, whose order the wire forgets."""
    if isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def _document_meaning(text: Any) -> Any:
    try:
        return _ordered(json.loads(text))
    except (TypeError, ValueError):
        return text


def _ordered(value: Any) -> Any:
    """AWS takes one string for a list of one, and reorders lists of strings as it likes."""
    if isinstance(value, dict):
        return {key: _ordered(each) for key, each in value.items()}
    if isinstance(value, list):
        items = [_ordered(each) for each in value]
        if all(isinstance(each, str) for each in items):
            items.sort()
        return items[0] if len(items) == 1 else items
    return value


def _unordered(value: Any) -> Any:
    return sorted(value, key=str) if isinstance(value, list) else value


def _pairs(value: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"Name": key, "Value": each} for key, each in value.items()]


def _from_pairs(value: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["Name"]: each["Value"] for each in value}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flag(value: Any) -> Any:
    return str(value).lower() == "true"


PLAIN = Form(_itself, _itself, _itself)
"""A value that is the same on both sides."""

DOCUMENT = Form(document_text, document_text, _document_meaning)
"""JSON as text, such as a policy."""

SET = Form(list, list, _unordered)
"""A list whose order means nothing."""

PAIRS = Form(_pairs, _from_pairs, _itself)
"""A map that the API writes as a list of names and values."""

NUMBER = Form(_text, int, int)
"""A whole number that the API writes as text."""

FLAG = Form(_text, _flag, _itself)
"""A truth that the API writes as text."""

DECIMAL = Form(float, lambda value: f"{value:g}", float)
"""A number that programs write as text."""
