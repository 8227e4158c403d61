"""Lists: by merge keys, in order, in any order."""

import json
from collections import Counter
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from drift.model import Item, Path

from .found import Change, Found
from .matching import Numbered, numbered, step_to
from .scalars import as_text
from .shape import ANY, Shape

if TYPE_CHECKING:
    from .walk import Walker

MOST_PAIRS = 10_000
"""Items compared each with each; longer lists are only matched where they are equal."""

Placed = list[tuple[int, Any]]
"""Items with their places."""


def keyed(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare items with the same merge keys, wherever they stand.

    An item more is an addition to a list that others may add to, and a change of any other.
    """
    mine, theirs = numbered(desired, shape.keys), numbered(live, shape.keys)
    if mine is None or theirs is None:
        ordered(walker, shape, desired, live, steps)
        return
    for key, (_, item) in mine.items():
        other = theirs.get(key)
        if other is None:
            walker.note(Change.GONE, (*steps, step_to(shape.keys, *key)), item)
        elif item != other[1]:
            step = step_to(shape.keys, *key)
            walker.value(shape.item or ANY, item, other[1], (*steps, step))
    change = Change.ADDED if shape.shared or not desired else Change.CHANGED
    for key, (_, item) in theirs.items():
        if key not in mine:
            step = step_to(shape.keys, *key)
            found = Found(change, (*steps, step), None, item, item=True, secret=walker.secret)
            walker.keep(found)
    if shape.ordered and _shuffled(mine, theirs):
        walker.note(Change.CHANGED, steps, desired, live)


def ordered(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare lists whose order matters: plain ones at once, others item by item."""
    item = shape.item or ANY
    simple = not any(isinstance(one, dict | list) for one in (*desired, *live))
    if simple:
        if [as_text(one) for one in desired] != [as_text(one) for one in live]:
            walker.note(Change.CHANGED, steps, desired, live)
        return
    if len(desired) != len(live):
        _of_other_length(walker, item, (desired, live), steps)
        return
    for index, (mine, theirs) in enumerate(zip(desired, live, strict=True)):
        if mine != theirs:
            walker.value(item, mine, theirs, (*steps, Item(number=index)))


def loose(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare lists whose order does not matter: what is the same goes first."""
    item = shape.item or ANY
    mine, theirs = _without_twins(desired, live)
    if len(mine) * len(theirs) <= MOST_PAIRS:
        mine, theirs = _without_likes(walker, item, (mine, theirs), steps)
    for (_, one), (place, other) in zip(mine, theirs, strict=False):
        before = len(walker.walked.found)
        walker.value(item, one, other, (*steps, Item(number=place)))
        _as_one_list(walker, before, steps)
    for index, one in mine[len(theirs) :]:
        walker.keep(Found(Change.GONE, (*steps, Item(number=index)), one, at=steps))
    for place, other in theirs[len(mine) :]:
        walker.keep(Found(Change.CHANGED, (*steps, Item(number=place)), None, other, at=steps))


def plain(walker: "Walker", shape: Shape, desired: Any, live: Any, steps: Path) -> None:
    """Compare sets of plain values; to a shared one others may add."""
    mine, theirs = Counter(map(as_text, desired)), Counter(map(as_text, live))
    if mine == theirs:
        return
    if not shape.shared:
        walker.note(Change.CHANGED, steps, desired, live)
        return
    if mine - theirs:
        walker.note(Change.GONE, steps, desired, live)
    for value in theirs - mine:
        step = Item((("value", value),))
        walker.keep(Found(Change.ADDED, (*steps, step), None, value, item=True))


def _of_other_length(walker: "Walker", item: Shape, sides: tuple[Any, Any], steps: Path) -> None:
    """Name what was added or taken away at the end; anything else is another list."""
    desired, live = sides
    common = min(len(desired), len(live))
    before = len(walker.walked.found)
    for index in range(common):
        walker.value(item, desired[index], live[index], (*steps, Item(number=index)))
    found = walker.walked.found
    if any(one.change in (Change.CHANGED, Change.GONE) for one in found[before:]):
        del found[before:]
        walker.note(Change.CHANGED, steps, desired, live)
        return
    for index in range(common, len(desired)):
        walker.note(Change.GONE, (*steps, Item(number=index)), desired[index])
    for index in range(common, len(live)):
        walker.note(Change.CHANGED, (*steps, Item(number=index)), None, live[index])


def _shuffled(mine: Numbered, theirs: Numbered) -> bool:
    """Whether what both sides have stands in another order."""
    wanted = [key for key in mine if key in theirs]
    return wanted != [key for key in theirs if key in mine]


def _without_twins(desired: list[Any], live: list[Any]) -> tuple[Placed, Placed]:
    """What is left of both once equal items are paired off."""
    waiting: dict[str, Placed] = {}
    for place, other in enumerate(live):
        waiting.setdefault(_written(other), []).append((place, other))
    mine = []
    for index, one in enumerate(desired):
        twins = waiting.get(_written(one))
        if twins:
            twins.pop(0)
        else:
            mine.append((index, one))
    return mine, sorted((one for left in waiting.values() for one in left), key=itemgetter(0))


def _without_likes(
    walker: "Walker", item: Shape, sides: tuple[Placed, Placed], steps: Path
) -> tuple[Placed, Placed]:
    """What is left of both once items that mean the same are paired off."""
    mine, theirs = [], list(sides[1])
    for index, one in sides[0]:
        for at, (_, other) in enumerate(theirs):
            if walker.same(item, one, other, steps):
                del theirs[at]
                break
        else:
            mine.append((index, one))
    return mine, theirs


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _as_one_list(walker: "Walker", since: int, at: Path) -> None:
    """Let a patch replace the whole list for what was found since then."""
    found = walker.walked.found
    found[since:] = [replace(one, at=at) for one in found[since:]]
