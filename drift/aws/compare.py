"""Comparing AWS resources: what is declared with what is there."""

from collections.abc import Iterable, Mapping
from typing import Any

from drift.context import Context
from drift.exclusions import excuse
from drift.model import Class, Data, Difference, Report, Resource
from drift.plain import TooDeep, plain
from drift.showing import shown
from drift.walking import Change, Found, walk
from drift.walking.paths import written
from drift.walking.shape import IGNORED
from drift.ways import with_ways

from . import code
from .shapes import FUNCTION, shape_of

MANAGER, TIME = "__manager", "__time"
"""Where a reader puts who changed a resource last, and when (CloudTrail's answer, for one)."""


def compare_resources(
    desired: Iterable[Resource], live: Mapping[str, Data | None], context: Context
) -> Report:
    """All differences between declared and live AWS resources. Never raises.

    `live` has, by the resource's URN (by `str(resource)` where it has none), the live properties
    in the words of the classic provider, or None for one that was asked for and is not there.
    One that it lacks was not read: a sentence in `faults` says so, as it does of a declared
    property that the live ones lack; one that is not set has to be None. Only declared inputs
    count, and beside them a function's `codeSha256` and its image's digest (`resolvedImageUri`).
    """
    today = context.now.date()
    differences: list[Difference] = []
    faults: list[str] = []
    compared = 0
    for one in desired:
        report = _compared(one, live)
        compared += report.compared
        faults += report.faults
        differences += (
            with_ways(excuse(found, context.exclusions, today), None, today)
            for found in report.differences
        )
    return Report(tuple(differences), tuple(faults), compared)


def _compared(resource: Resource, live: Mapping[str, Data | None]) -> Report:
    key = resource.urn if resource.urn in live else str(resource)
    if key not in live:
        return Report(faults=(f"{resource}: it was not read, so nothing can be said of it",))
    there = live[key]
    if there is None:
        reason = "it is declared, and not there"
        gone = Difference(str(resource), "", Class.MISSING, reason=reason, urn=resource.urn)
        return Report((gone,), compared=1)
    if not isinstance(there, dict) or not isinstance(resource.inputs, dict):
        return Report(faults=(f"{resource}: what was read is no mapping of properties",))
    try:
        inputs, theirs = plain(resource.inputs), plain(there)
    except TooDeep as reason_:
        return Report(faults=(f"{resource}: {reason_}",))
    return _judged(resource, inputs, theirs)


def _judged(resource: Resource, inputs: dict[str, Any], live: dict[str, Any]) -> Report:
    shape = shape_of(resource.type)
    read = {name: value for name, value in inputs.items() if name in live}
    walked = walk(shape, read, {name: live[name] for name in read})
    found = walked.found
    if resource.type == FUNCTION:
        found += code.changes(resource, inputs, live)
    faults = [
        *(f"{written(steps)} {sentence}" for steps, sentence in walked.faults),
        *(
            f"{name} was not read, and is not compared"
            for name in inputs
            if name not in live and shape.fields.get(name) is not IGNORED
        ),
        *(f"{written(one.steps)}: {one.desired}" for one in found if one.change is Change.UNKNOWN),
    ]
    return Report(
        tuple(_difference(resource, one, live) for one in found if _counts(one)),
        tuple(f"{resource}: {fault}" for fault in faults),
        compared=1,
    )


def _counts(found: Found) -> bool:
    """Whether it differs from what is declared: what is added counts in maps that are ours."""
    if found.change is Change.ADDED:
        return len(found.steps) > 1 and found.steps[-2] in ("variables", "dimensions")
    return found.change in (Change.CHANGED, Change.GONE)


def _difference(resource: Resource, found: Found, live: Data) -> Difference:
    mine, theirs = shown(found, str(resource), resource.inputs, resource.secrets)
    return Difference(
        object=str(resource),
        path=written(found.steps),
        cls=Class.DRIFT,
        desired=mine,
        live=theirs,
        manager=str(live.get(MANAGER) or ""),
        time=str(live.get(TIME) or ""),
        reason="it is not what is declared",
        urn=resource.urn,
        steps=found.steps,
        masked=(mine, theirs) != (found.desired, found.live),
    )
