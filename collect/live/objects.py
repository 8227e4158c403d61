"""Objects of any kind, by name: one list a kind, and a sentence for each that can't be read."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from collect.rollout import Access, NotSeen, connected

from .asking import Kind, Object, Question, Refusal, ask_all, ask_object
from .sentences import refused_list, too_many

SECONDS = 60.0
"""A look takes no longer; what was not answered by then is named as unread."""
PAGES = 200
"""Pages of 500 objects of one kind at most."""
YOURS = Access()
"""The cluster of the user's own kubeconfig."""
_AT_ONCE = 8


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """An object to read; the namespace is empty for those that are in none. No name: all."""

    version: str
    kind: str
    namespace: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, with `managedFields`; `unseen` kinds could not be, as `unread` says in words.

    A wanted object that is in neither is not there.
    """

    objects: tuple[Object, ...] = ()
    unread: tuple[str, ...] = ()
    unseen: frozenset[tuple[str, str]] = frozenset()
    """Version and kind."""


@dataclass(slots=True)
class _Taken:
    objects: list[Object] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unseen: set[tuple[str, str]] = field(default_factory=set)

    def refuse(self, version: str, kind: str, sentence: str) -> None:
        if sentence not in self.unread:
            self.unread.append(sentence)
        self.unseen.add((version, kind))


def read_objects(
    wanted: Iterable[Wanted], access: Access = YOURS, seconds: float = SECONDS
) -> Read:
    """Read the objects of one cluster. Never raises; works beside another event loop."""
    grouped = _grouped(wanted)
    taken = _Taken()
    worker = threading.Thread(target=lambda: asyncio.run(_look(grouped, access, seconds, taken)))
    worker.start()
    worker.join()
    return Read(tuple(taken.objects), tuple(taken.unread), frozenset(taken.unseen))


_Grouped = Mapping[tuple[str, str], Mapping[str, frozenset[str]]]
"""The names by namespace, by version and kind."""


def _grouped(wanted: Iterable[Wanted]) -> _Grouped:
    grouped: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in wanted:
        grouped[one.version, one.kind][one.namespace].add(one.name)
    return {
        kind: {namespace: frozenset(names) for namespace, names in spaces.items()}
        for kind, spaces in grouped.items()
    }


async def _look(grouped: _Grouped, access: Access, seconds: float, taken: _Taken) -> None:
    try:
        async with connected(access) as cluster:
            await asyncio.wait_for(_read(cluster.api, grouped, taken), seconds)
    except NotSeen as error:
        for version, kind in grouped:
            taken.refuse(version, kind, f"the cluster could not be asked: {error}")
    except TimeoutError:
        for version, kind in grouped:
            taken.refuse(version, kind, f"the cluster did not answer within {seconds:.0f} s")


async def _read(api: Any, grouped: _Grouped, taken: _Taken) -> None:
    versions = sorted({version for version, _ in grouped})
    served = dict(
        zip(
            versions,
            await asyncio.gather(*(served_kinds(api, one) for one in versions)),
            strict=True,
        )
    )
    room = asyncio.Semaphore(_AT_ONCE)
    tasks = []
    for (version, kind), spaces in grouped.items():
        known = served[version]
        found = known if isinstance(known, Refusal) else known.get(kind)
        if isinstance(found, Kind):
            tasks.append(_list(api, found, spaces, taken, room))
        else:
            taken.refuse(version, kind, _unknown(version, kind, found))
    await asyncio.gather(*tasks)


async def served_kinds(api: Any, version: str) -> Mapping[str, Kind] | Refusal:
    """The kinds of a group and version."""
    answer = await ask_object(api, Question(version, ""))
    if isinstance(answer, Refusal):
        return answer
    return {
        one["kind"]: Kind(version, one["kind"], one["name"], bool(one.get("namespaced")))
        for one in answer.get("resources") or []
        if isinstance(one, dict) and "/" not in str(one.get("name"))
    }


async def _list(
    api: Any,
    kind: Kind,
    spaces: Mapping[str, frozenset[str]],
    taken: _Taken,
    room: asyncio.Semaphore,
) -> None:
    """One list: of the namespace if there is only one, of all otherwise."""
    namespace = next(iter(spaces)) if len(spaces) == 1 else ""

    def keep(one: Object) -> bool:
        metadata = one.get("metadata") or {}
        names = spaces.get(metadata.get("namespace") or "", frozenset())
        return "" in names or metadata.get("name") in names

    async with room:
        listed = await ask_all(api, kind, namespace, {}, PAGES, keep=keep)
    taken.objects += listed.objects
    if listed.refusal:
        taken.refuse(kind.version, kind.name, refused_list(kind, namespace, listed.refusal))
    if listed.more:
        taken.refuse(kind.version, kind.name, too_many(kind, len(listed.objects)))


def _unknown(version: str, kind: str, refusal: Refusal | None) -> str:
    if refusal is None or refusal.absent:
        return f"the cluster does not know {kind} of {version}"
    if refusal.forbidden:
        return f"no access to the kinds of {version}"
    return f"the kinds of {version}: no answer ({refusal.said})"
