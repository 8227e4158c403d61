"""Comparing one object: walked, judged, masked."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from drift.model import Class, Desired, Difference, Key, Report
from drift.plain import TooDeep, plain
from drift.showing import shown
from drift.walking import Change, Found, Walked, walk
from drift.walking.paths import written

from .judging import Judge, Knowledge, Verdict
from .preparing import is_aggregated, prepared, without_rules
from .shapes import shape_of
from .shapes.kinds import UNKNOWN


def compare_object(key: Key, desired: Desired, live: Any, knowledge: Knowledge) -> Report:
    """The differences between one declared object and the live one."""
    try:
        declared = plain(desired.object)
        mine, theirs = prepared(declared), prepared(plain(live))
    except TooDeep as reason:
        return Report(faults=(f"{key}: {reason}",))
    if is_aggregated(mine):
        mine, theirs = without_rules(mine), without_rules(theirs)
    shape = shape_of(key.group, key.kind)
    walked = walk(shape, mine, theirs)
    judge = Judge(key, desired, theirs, knowledge, known=shape is not UNKNOWN)
    plainly = replace(desired, object=declared)
    differences = [*_going(key, theirs)]
    for one in walked.found:
        verdict = judge.verdict(one) if one.change is not Change.UNKNOWN else None
        if verdict is not None and _is_asked_for(verdict, knowledge):
            differences.append(_difference(key, one, verdict, plainly))
    sentences = (*_faults(walked), *judge.owners.faults)
    faults = tuple(f"{key}: {sentence}" for sentence in sentences)
    return Report(tuple(differences), faults, compared=1)


def _is_asked_for(verdict: Verdict, knowledge: Knowledge) -> bool:
    return verdict.cls is not Class.DEFAULTED or knowledge.context.defaulted


def _faults(walked: Walked) -> Iterator[str]:
    """What could not be compared, by its place."""
    for steps, sentence in walked.faults:
        yield f"{written(steps)} {sentence}"
    for one in walked.found:
        if one.change is Change.UNKNOWN:
            yield f"{written(one.steps)}: {one.desired}"


def _difference(key: Key, found: Found, verdict: Verdict, desired: Desired) -> Difference:
    """What is said of it, with nothing secret in it."""
    mine, theirs = shown(found, str(key), desired.object, desired.secrets)
    return Difference(
        object=str(key),
        path=written(found.steps),
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
