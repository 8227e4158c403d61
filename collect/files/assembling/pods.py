"""Pods out of all sources: each once, as it was last seen, and what was seen before."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from collect.files.found import Found, Object
from collect.parsing import kubernetes
from collect.parsing.fields import text, whole
from diagnosis.snapshot import Pod

from .filling import pod as filled

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pods:
    """Pods as they were last seen, and earlier observations, oldest first."""

    current: tuple[Pod, ...]
    history: tuple[Pod, ...]


def pods(parts: Sequence[Found]) -> Pods:
    """Put the observations of each pod together; the source that tells most leads."""
    sources = [
        [kubernetes.pod(one) for one in _in_order(parts)],
        [kubernetes.pod(one) for part in parts for one in part.described],
        [one for part in parts for one in part.pods],
        sorted((one for part in parts for one in part.exits), key=_ended),
        [one for part in parts for saved in part.snapshots for one in saved.pods],
    ]
    key = _keys([one for source in sources for one in source])
    newest: dict[_Key, Pod] = {}
    earlier: list[Pod] = []
    for source in sources:
        for name, seen in _by(key, source).items():
            earlier += (one for one, after in pairwise(seen) if one != after)
            newest[name] = filled(newest[name], seen[-1]) if name in newest else seen[-1]
    current = tuple(
        replace(one, ref=replace(one.ref, namespace=namespace, name=name))
        for (namespace, name), one in newest.items()
    )
    saved = [one for part in parts for snapshot in part.snapshots for one in snapshot.history]
    return Pods(current, (*saved, *earlier))


def _in_order(parts: Sequence[Found]) -> list[Object]:
    """Objects as they followed each other: a watch and a file of the end may come in any order."""
    found = [one for part in parts for one in part.objects if text(one, "kind") == "Pod"]
    # One without a version counts as old as the oldest: sorting keeps the order of equal ones.
    return sorted(found, key=lambda one: whole(one, "metadata", "resourceVersion") or 0)


def _ended(one: Pod) -> datetime:
    """When the container of a row of an exit table ended."""
    ends = (each.last_state.finished for each in one.containers if each.last_state)
    return next((end for end in ends if end), datetime.min.replace(tzinfo=UTC))


def _keys(found: Iterable[Pod]) -> Callable[[Pod], _Key]:
    """How to tell which pod one is: a table may lack the namespace, a fragment the name."""
    namespaces: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.ref.name:
            namespaces[one.ref.name].add(one.ref.namespace)

    def key(one: Pod) -> _Key:
        name = one.ref.name or (next(iter(namespaces)) if len(namespaces) == 1 else "")
        known = namespaces.get(name, set()) - {""}
        return one.ref.namespace or (next(iter(known)) if len(known) == 1 else ""), name

    return key


def _by(key: Callable[[Pod], _Key], source: Iterable[Pod]) -> dict[_Key, list[Pod]]:
    found: dict[_Key, list[Pod]] = defaultdict(list)
    for one in source:
        found[key(one)].append(one)
    return found
