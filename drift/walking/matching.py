"""Knowing items of lists again, by their merge keys."""

from collections.abc import Mapping
from typing import Any

from drift.model import Item

from .scalars import as_text

Keys = tuple[str, ...]
"""The values of an item's merge keys."""

_WHERE_LEFT_OUT = {"protocol": "TCP", "operator": "Equal", "pathType": "ImplementationSpecific"}
"""What the API server takes for a key that an item leaves out."""

Numbered = dict[tuple[Keys, int], tuple[int, Any]]
"""Items by key and by number among those of the same key: with their places in the list."""


def keys_of(item: Any, names: Keys) -> Keys | None:
    """The values of an item's keys, empty where it has none; None if it has none at all."""
    if not isinstance(item, dict) or not any(name.partition(".")[0] in item for name in names):
        return None
    return tuple(_value(item, name) for name in names)


def numbered(items: list[Any], names: Keys) -> Numbered | None:
    """The items by their keys; None if one of them has none."""
    found: Numbered = {}
    counts: dict[Keys, int] = {}
    for place, item in enumerate(items):
        keys = keys_of(item, names)
        if keys is None:
            return None
        number = counts.get(keys, 0)
        counts[keys] = number + 1
        found[keys, number] = place, item
    return found


def step_to(names: Keys, keys: Keys, number: int) -> Item:
    """The step to an item."""
    return Item(tuple(zip(names, keys, strict=True)), number)


def place_of(items: Any, step: Item) -> int | None:
    """Where the item of a step is in a list; None if it isn't there."""
    if not isinstance(items, list):
        return None
    if not step.keys:
        return step.number if step.number < len(items) else None
    names = tuple(name for name, _ in step.keys)
    found = numbered([one for one in items if keys_of(one, names)], names) or {}
    entry = found.get((tuple(value for _, value in step.keys), step.number))
    return None if entry is None else _nth_keyed(items, names, entry[0])


def _nth_keyed(items: list[Any], names: Keys, wanted: int) -> int:
    """The place in the whole list of the nth item that has keys."""
    places = [place for place, one in enumerate(items) if keys_of(one, names)]
    return places[wanted]


def _value(item: Mapping[str, Any], name: str) -> str:
    node: Any = item
    for part in name.split(".") if "." in name else (name,):
        node = node.get(part) if isinstance(node, dict) else None
    if node is None:
        return _WHERE_LEFT_OUT.get(name, "")
    return as_text(node)
