"""Foreign changes that an update would undo: looked for beside the preview, told before the update.

The engine compares a program with its own state, not with what is live. An emergency fix made by
hand is undone by the next update of the same object, without a word.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drift.context import OURS, Context
from drift.exclusions import Exclusion, matches
from drift.model import Class, Difference
from ops.drift.declared import Declared
from ops.drift.excusing import WAIVERS, exclusions_of
from ops.drift.recorded import Recorded, fingerprint, forget
from ops.exits import Stopped

if TYPE_CHECKING:
    from ops.drift.running import Outcome

_LONGEST = 60
"""Characters shown of one value."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """What others changed, each waived one left out, and a sentence for what nobody could see."""

    changes: tuple[Difference, ...] = ()
    unread: tuple[str, ...] = ()

    def within(self, urns: Collection[str] | None) -> tuple[Difference, ...]:
        """The changes of these resources: those that an update touches. None stands for all."""
        return tuple(one for one in self.changes if urns is None or one.urn in urns)


def look(folder: Path, stack: str) -> Foreign:
    """Compare the live objects of a stack with its state. Never raises for what can't be seen.

    `folder` is the project's; its `waivers.yaml` excuses what it excuses for `shipshape drift`.
    """
    from ops.drift.stack import read_state

    exclusions, faults = _exclusions(folder / WAIVERS)
    try:
        found = read_state(folder, stack)
    except Stopped as stopped:
        return Foreign(unread=(*faults, stopped.sentence))
    objects = replace(found, resources=())
    if not objects:
        return Foreign(unread=faults)
    # Imported where there is a cluster to ask: it costs half a second.
    from ops.drift.running import compare_stack

    outcome = compare_stack(objects, Context(datetime.now(UTC), exclusions=exclusions))
    changes = tuple(one for one in outcome.report.differences if is_foreign(one))
    return Foreign(changes, (*faults, *outcome.unread, *outcome.report.faults))


def is_foreign(one: Difference) -> bool:
    """Whether it is drift that is not our own doing.

    What our manager wrote last is what a run that was cut off left: the next update is the cure.
    Something deleted is not in it either, for an update only makes it again.
    """
    ours = one.manager and any(matches(pattern, one.manager) for pattern in OURS)
    return one.cls is Class.DRIFT and not ours


def inspected(outcome: "Outcome", declared: Declared, now: datetime) -> Recorded:
    """What `shipshape drift --record` keeps of a comparison with a stack's state."""
    from ops.report.drift.json import as_json

    fields = ("urn", "object", "path", "manager", "time")
    changes = tuple(
        {name: str(getattr(one, name)) for name in fields}
        for one in outcome.report.differences
        if is_foreign(one)
    )
    return Recorded(now, fingerprint(declared), json.loads(as_json(outcome)), changes)


def settle(folder: Path, stack: str, found: Foreign, touched: Collection[str] | None) -> None:
    """After an update that touched these: drop what an inspection recorded, unless some is left."""
    left = len(found.changes) - len(found.within(touched))
    if left or found.unread:
        return
    # One that can't be removed is found out of date by the next inspection.
    with suppress(OSError):
        forget(folder, stack)


def told(changes: Collection[Difference]) -> Iterator[str]:
    """A line for each change: where, what, by whom."""
    for one in changes:
        who = f", by {one.manager}" if one.manager else ""
        when = f" at {one.time}" if one.time else ""
        place = f"{one.object} {one.path}".rstrip()
        yield f"drift: {place}: {_short(one.desired)} declared, {_short(one.live)} live{who}{when}"


def _short(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _exclusions(path: Path) -> tuple[tuple[Exclusion, ...], tuple[str, ...]]:
    return exclusions_of(path) if path.exists() else ((), ())
