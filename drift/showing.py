"""What a report may show of a difference."""

from collections.abc import Collection
from typing import Any

from .masking import masked, without_secrets
from .model import Item, Path
from .walking.found import Found
from .walking.paths import token, written


def shown(
    found: Found, object_: str, declared: Any, secrets: Collection[tuple[str, ...]]
) -> tuple[Any, Any]:
    """The declared and the live value of a difference, with every secret masked.

    `secrets` are paths below what is `declared`; a place in a list is its index there.
    """
    salt = f"{object_} {written(found.steps)}"
    place = _place(declared, found.steps if found.at is None else found.at)
    if found.secret or any(_overlap(place, one) for one in secrets):
        return masked(found.desired, salt), masked(found.live, salt)
    name = _name(found.steps)
    return without_secrets(found.desired, name, salt), without_secrets(found.live, name, salt)


def _place(declared: Any, steps: Path) -> tuple[str, ...]:
    """The keys and indices of a path, as far as it leads through what is declared."""
    node, found = declared, list[str]()
    for step in steps:
        place = token(node, step)
        if place is None:
            break
        found.append(str(place))
        node = node[place]
    # What is not declared has no secret of ours below it.
    return tuple(found) if len(found) == len(steps) else (*found, "")


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two places is in the other."""
    return all(left == right for left, right in zip(one, other, strict=False))


def _name(steps: Path) -> str:
    """The name by which a value is known: of the variable, if it is one's value."""
    match steps:
        case (*_, "env", Item() as item, "value"):
            return dict(item.keys).get("name", "")
        case (*_, str(name)):
            return name
        case _:
            return ""
