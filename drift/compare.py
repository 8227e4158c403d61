"""Comparing what is declared with what is there."""

from collections.abc import Iterable, Iterator, Mapping

from .context import Context
from .exclusions import excuse
from .kubernetes.autoscaling import KINDS, Autoscalers
from .kubernetes.comparing import compare_object
from .kubernetes.judging import Knowledge
from .kubernetes.unmanaged import unmanaged
from .model import Class, Data, Desired, Difference, Key, Report
from .pairing import key_of
from .ways import with_ways


def compare(
    desired: Iterable[Desired], live: Mapping[Key, Data | None], context: Context
) -> Report:
    """All differences between declared and live Kubernetes objects. Never raises.

    `live` has an object for each key, None for one that was asked for and is not there. A declared
    object whose key it lacks was not read: a sentence in `faults` says so. Use `pair` to
    make it from a list of objects. What is no object, or holds what it can't, is a sentence too.
    """
    knowledge = Knowledge(context, Autoscalers(_autoscalers(live, context)))
    declared: set[Key] = set()
    parts: list[tuple[Report, Desired | None]] = []
    for index, one in enumerate(desired):
        key = key_of(one.object)
        if key is None or key in declared:
            parts.append((Report(faults=(_refusal(one, index, key),)), one))
        else:
            declared.add(key)
            parts.append((_compared(key, one, live, knowledge), one))
    if context.unmanaged:
        parts.append((Report(tuple(unmanaged(live, declared, context))), None))
    return Report(
        tuple(found for part, one in parts for found in _finished(part, one, context)),
        tuple(fault for part, _ in parts for fault in part.faults),
        sum(part.compared for part, _ in parts),
    )


def _finished(part: Report, desired: Desired | None, context: Context) -> Iterator[Difference]:
    """What was found, excused where a rule excuses it, with its ways out."""
    today = context.now.date()
    for found in part.differences:
        yield with_ways(excuse(found, context.exclusions, today), desired, today)


def _refusal(desired: Desired, index: int, key: Key | None) -> str:
    place = desired.declared_in or desired.urn or f"declared object {index + 1}"
    if key is not None:
        return f"{place}: {key} is declared twice: the first one counts"
    return f"{place}: it has to be an object with an apiVersion, a kind and a metadata.name"


def _compared(
    key: Key, desired: Desired, live: Mapping[Key, Data | None], knowledge: Knowledge
) -> Report:
    if key not in live:
        return Report(faults=(f"{key}: it was not read, so nothing can be said of it",))
    object_ = live[key]
    if object_ is None:
        reason = "it is declared, and not there"
        gone = Difference(str(key), "", Class.MISSING, reason=reason, urn=desired.urn)
        return Report((gone,), compared=1)
    if not isinstance(object_, dict):
        return Report(faults=(f"{key}: what was read is no object",))
    return compare_object(key, desired, object_, knowledge)


def _autoscalers(live: Mapping[Key, Data | None], context: Context) -> Iterator[Data]:
    given = [one for one in context.autoscalers if isinstance(one, dict)]
    yield from given
    yield from (
        one
        for key, one in live.items()
        if key.kind in KINDS and isinstance(one, dict) and one not in given
    )
