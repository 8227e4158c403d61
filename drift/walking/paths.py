"""Paths: as text, and followed through an object."""

import re
from typing import Any, Final

from drift.model import Item, Path

from .matching import place_of

ABSENT: Final = object()
"""Nothing is there."""

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]*")


def written(steps: Path) -> str:
    """`spec.containers[name=app].image`, `metadata.annotations["a.b/c"]`."""
    text = ""
    for step in steps:
        if isinstance(step, Item):
            text += str(step)
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f'["{step}"]'
    return text


def follow(object_: Any, steps: Path) -> Any:
    """What is at the end of a path; ABSENT where it leads nowhere."""
    node = object_
    for step in steps:
        place = token(node, step)
        if place is None:
            return ABSENT
        node = node[place]
    return node


def token(node: Any, step: str | Item) -> Any:
    """The key or the place that a step means in this mapping or list; None if it has it not."""
    if isinstance(step, Item):
        return place_of(node, step)
    return step if isinstance(node, dict) and step in node else None
