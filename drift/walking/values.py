"""Single values: whether they are there, what they are, and whether they are the same."""

from typing import TYPE_CHECKING, Any

from drift.model import Path

from . import lists
from .found import Change
from .scalars import as_text, same, same_quantity
from .shape import Shape

if TYPE_CHECKING:
    from .walk import Walker


def is_absent(shape: Shape, value: Any) -> bool:
    """Whether a value says nothing: null, or empty where that means nothing."""
    if value is None:
        return True
    return not value and not shape.present and isinstance(value, str | dict | list)


def kind(value: Any) -> str:
    """What a value is, in words."""
    words = {dict: "a mapping", list: "a list", str: "text", bool: "true or false"}
    return words.get(
        type(value), "a number" if isinstance(value, int | float) else "something else"
    )


def anything(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare what nothing is known of, by what it looks like."""
    if isinstance(desired, dict) and isinstance(live, dict):
        walker.fields(shape, desired, live, steps)
    elif isinstance(desired, list) and isinstance(live, list):
        lists.ordered(walker, shape, desired, live, steps)
    elif _is_tree(desired) or _is_tree(live) or not same(desired, live):
        walker.note(Change.CHANGED, steps, desired, live)


def text(walker: "Walker", _: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare text to the letter."""
    if as_text(desired) != as_text(live):
        walker.note(Change.CHANGED, steps, desired, live)


def quantity(walker: "Walker", _: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare two amounts, whatever their unit."""
    if not same_quantity(desired, live):
        walker.note(Change.CHANGED, steps, desired, live)


def _is_tree(value: Any) -> bool:
    return isinstance(value, dict | list)
