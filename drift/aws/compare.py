"""Comparing AWS resources: what is declared with what is there."""

from collections.abc import Iterable, Mapping
from typing import Any

from drift.context import Context
from drift.exclusions import excuse
from drift.masking import masked, without_secrets
from drift.model import Class, Data, Difference, Report, Resource
from drift.plain import TooDeep, plain
from drift.walking import Change, Found, walk
from drift.walking.paths import written
from drift.walking.wrapped import Unreadable, may_be_wrapped, unwrapped
from drift.ways import with_ways

from . import code
from .documents import canonical, parsed
from .shapes import DOCUMENTS, FUNCTION, NAMED, shape_of

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
    ignored = {name for name, one in shape.fields.items() if one.form.name == "IGNORED"}
    unread = [name for name in inputs if name not in live and name not in ignored]
    mine = {name: value for name, value in inputs.items() if name in live}
    documents, rest = _documents(mine, live)
    theirs = {name: live[name] for name in rest}
    walked = walk(
        shape,
        {name: _named(name, one) for name, one in rest.items()},
        {name: _named(name, one) for name, one in theirs.items()},
    )
    found = [*walked.found, *documents]
    if resource.type == FUNCTION:
        found += code.changes(resource, inputs, live)
    faults = [f"{resource}: {written(steps)} {sentence}" for steps, sentence in walked.faults]
    faults += [f"{resource}: {name} was not read, and is not compared" for name in unread]
    faults += [
        f"{resource}: {written(one.steps)}: {one.desired}"
        for one in found
        if one.change is Change.UNKNOWN
    ]
    differences = (_difference(resource, one, live) for one in found if _counts(one))
    return Report(tuple(differences), tuple(faults), compared=1)


def _counts(found: Found) -> bool:
    """Whether it differs from what is declared: what is added counts in maps that are ours."""
    if found.change is Change.ADDED:
        return len(found.steps) > 1 and found.steps[-2] in ("variables", "dimensions")
    return found.change in (Change.CHANGED, Change.GONE)


def _documents(inputs: dict[str, Any], live: dict[str, Any]) -> tuple[list[Found], dict[str, Any]]:
    """What differs in documents, and the inputs that are none."""
    found: list[Found] = []
    rest: dict[str, Any] = {}
    for name, value in inputs.items():
        try:
            inner = unwrapped(value) if may_be_wrapped(value) else value
        except Unreadable:
            rest[name] = value
            continue
        mine, theirs = parsed(inner), parsed(live.get(name))
        if name not in DOCUMENTS or mine is None or theirs is None:
            rest[name] = value
        elif canonical(mine) != canonical(theirs):
            pair = canonical(mine), canonical(theirs)
            found.append(Found(Change.CHANGED, (name,), *pair, secret=inner is not value))
    return found, rest


def _named(name: str, value: Any) -> Any:
    """A name, where an ARN says the same."""
    if name not in NAMED or not isinstance(value, str) or not value.startswith("arn:"):
        return value
    resource = value.split(":", 5)[-1]
    kind, _, rest = resource.partition(":")
    return rest if kind == "function" else resource.rpartition("/")[2]


def _difference(resource: Resource, found: Found, live: Data) -> Difference:
    path = written(found.steps)
    salt = f"{resource} {path}"
    names = tuple(str(step) for step in found.steps)
    if found.secret or any(names[: len(one)] == tuple(one) for one in resource.secrets):
        mine, theirs = masked(found.desired, salt), masked(found.live, salt)
    else:
        mine = without_secrets(found.desired, names[-1], salt)
        theirs = without_secrets(found.live, names[-1], salt)
    return Difference(
        object=str(resource),
        path=path,
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
