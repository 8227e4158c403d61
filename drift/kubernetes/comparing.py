"""Comparing one object: walked, judged, masked."""

from collections.abc import Iterator
from typing import Any

from drift.masking import masked, without_secrets
from drift.model import Class, Desired, Difference, Item, Key, Path, Report
from drift.plain import TooDeep, plain
from drift.walking import Change, Found, walk
from drift.walking.paths import written

from .judging import Judge, Knowledge, Verdict
from .preparing import is_aggregated, prepared, without_rules
from .shapes import shape_of
from .shapes.kinds import UNKNOWN


def compare_object(key: Key, desired: Desired, live: Any, knowledge: Knowledge) -> Report:
    """The differences between one declared object and the live one."""
    try:
        mine, theirs = prepared(plain(desired.object)), prepared(plain(live))
    except TooDeep as reason:
        return Report(faults=(f"{key}: {reason}",))
    if is_aggregated(mine):
        mine, theirs = without_rules(mine), without_rules(theirs)
    shape = shape_of(key.group, key.kind)
    walked = walk(shape, mine, theirs)
    judge = Judge(key, desired, theirs, knowledge, known=shape is not UNKNOWN)
    faults = [f"{key}: {written(steps)} {sentence}" for steps, sentence in walked.faults]
    faults += [
        f"{key}: {written(one.steps)}: {one.desired}"
        for one in walked.found
        if one.change is Change.UNKNOWN
    ]
    differences = [*_going(key, theirs)]
    for one in walked.found:
        verdict = judge.verdict(one) if one.change is not Change.UNKNOWN else None
        if verdict is not None:
            differences.append(_difference(key, one, verdict, desired))
    faults += [f"{key}: {sentence}" for sentence in judge.owners.faults]
    return Report(tuple(differences), tuple(faults), compared=1)


def _difference(key: Key, found: Found, verdict: Verdict, desired: Desired) -> Difference:
    """What is said of it, with nothing secret in it."""
    path = written(found.steps)
    salt = f"{key} {path}"
    secret = found.secret or _is_declared_secret(found.steps, desired)
    if secret:
        mine, theirs = masked(found.desired, salt), masked(found.live, salt)
    else:
        name = _name(found.steps)
        mine = without_secrets(found.desired, name, salt)
        theirs = without_secrets(found.live, name, salt)
    return Difference(
        object=str(key),
        path=path,
        cls=verdict.cls,
        desired=mine,
        live=theirs,
        manager=verdict.manager,
        time=verdict.time,
        reason=verdict.reason,
        urn=desired.urn,
        steps=found.at if found.at is not None else found.steps,
        masked=(mine, theirs) != (found.desired, found.live),
    )


def _going(key: Key, live: dict[str, Any]) -> Iterator[Difference]:
    """An object that somebody is deleting, and that something holds still."""
    metadata = live.get("metadata")
    since = metadata.get("deletionTimestamp") if isinstance(metadata, dict) else None
    if since:
        yield Difference(
            object=str(key),
            path="metadata.deletionTimestamp",
            cls=Class.DRIFT,
            live=since,
            time=str(since),
            reason="somebody deleted it, and it goes as soon as its finalizers let it",
        )


def _is_declared_secret(steps: Path, desired: Desired) -> bool:
    names = tuple(step if isinstance(step, str) else str(step.number) for step in steps)
    return any(names[: len(path)] == tuple(path) for path in desired.secrets)


def _name(steps: Path) -> str:
    """The name by which a value is known: of the variable, if it is one's value."""
    match steps:
        case (*_, "env", Item() as item, "value"):
            return dict(item.keys).get("name", "")
        case (*_, str(name)):
            return name
        case _:
            return ""
