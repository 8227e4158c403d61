"""Mappings from free names: labels, annotations, data, amounts."""

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drift.model import Path

from .found import Change
from .scalars import as_text, same_quantity
from .shape import Shape
from .wrapped import Unreadable, may_be_wrapped, unwrapped

if TYPE_CHECKING:
    from .walk import Walker

Equal = Callable[[Any, Any], bool]


def texts(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare text to the letter: here an empty one is one, too."""
    _compare(walker, shape, (desired, live), steps, _same_text)


def quantities(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare amounts, whatever their unit."""
    _compare(walker, shape, (desired, live), steps, same_quantity)


def encoded(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare base64 by what it stands for."""
    before = walker.secret
    walker.secret = before or shape.secret
    _compare(walker, shape, (desired, live), steps, _same_bytes)
    walker.secret = before


def _compare(
    walker: "Walker", shape: Shape, sides: tuple[Any, Any], steps: Path, equal: Equal
) -> None:
    desired, live = sides
    defaults = [
        taken
        for around in walker.around
        if isinstance(taken := walker.default(shape, around), dict)
    ]
    for name, mine in desired.items():
        theirs = live.get(name)
        if mine is not None and mine != theirs:
            _one(walker, mine, theirs, (*steps, name), equal)
    for name, theirs in live.items():
        if theirs is None or desired.get(name) is not None:
            continue
        usual = any(name in taken and equal(taken[name], theirs) for taken in defaults)
        walker.note(Change.DEFAULTED if usual else Change.ADDED, (*steps, name), None, theirs)


def _one(walker: "Walker", mine: Any, theirs: Any, steps: Path, equal: Equal) -> None:
    """Compare one declared value with the live one, if there is one."""
    before = walker.secret
    if may_be_wrapped(mine):
        try:
            inner = unwrapped(mine)
        except Unreadable as reason:
            walker.note(Change.UNKNOWN, steps, str(reason))
            return
        walker.secret = before or inner is not mine
        mine = inner
    if isinstance(mine, dict | list):
        walker.fault(steps, "(declared) has to be text, and is a mapping or a list")
    elif theirs is None:
        walker.note(Change.GONE, steps, mine)
    elif not equal(mine, theirs):
        walker.note(Change.CHANGED, steps, mine, theirs)
    walker.secret = before


def _same_text(one: Any, other: Any) -> bool:
    return as_text(one) == as_text(other)


def _same_bytes(one: Any, other: Any) -> bool:
    left, right = as_text(one), as_text(other)
    if left == right:
        return True
    decoded = _decoded(left)
    return decoded is not None and decoded == _decoded(right)


def _decoded(written: str) -> bytes | None:
    try:
        return base64.b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
