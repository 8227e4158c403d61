"""Objects of any kind, by name: one list a kind, and a sentence for each that can't be read."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from collect.rollout import Access, NotSeen, connected

from .asking import Kind, Object, Question, Refusal, ask_all, ask_object
from .sentences import refused_list, too_many

SECONDS = 60.0
"""A look takes no longer; what was not answered by then is named as unread."""
REQUEST_SECONDS = 20.0
"""A page of 500 large objects takes a small control plane seconds."""
PAGES = 200
"""Pages of 500 objects of one kind at most."""
YOURS = Access()
"""The cluster of the user's own kubeconfig."""
DEFAULT = "default"
"""The namespace of an object that names none."""
_AT_ONCE = 8

KindName = tuple[str, str]
"""Version and kind: `("apps/v1", "Deployment")`."""
_Spaces = Mapping[str, frozenset[str]]
"""The wanted names by namespace."""


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

    A wanted object that is not among them is not there, unless its kind is unseen: of such a kind
    there may be some.
    """

    objects: tuple[Object, ...] = ()
    unread: tuple[str, ...] = ()
    unseen: frozenset[KindName] = frozenset()


@dataclass(slots=True)
class _Taken:
    """What has come so far. A kind waits until all of it has come, or a sentence says why not."""

    waiting: set[KindName]
    optional: Collection[KindName]
    objects: list[Object] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unseen: set[KindName] = field(default_factory=set)

    def refuse(self, kind: KindName, sentence: str) -> None:
        self.waiting.discard(kind)
        self.unseen.add(kind)
        if sentence not in self.unread:
            self.unread.append(sentence)

    def refuse_waiting(self, sentence: str) -> None:
        for kind in sorted(self.waiting):
            self.refuse(kind, sentence)


def read_objects(
    wanted: Iterable[Wanted],
    access: Access = YOURS,
    seconds: float = SECONDS,
    *,
    optional: Collection[KindName] = (),
) -> Read:
    """Read the objects of one cluster. Never raises; works beside another event loop.

    A cluster may lack the `optional` kinds: there is nothing to say then.
    """
    grouped = _grouped(wanted)
    taken = _Taken(set(grouped), optional)
    worker = threading.Thread(target=lambda: asyncio.run(_look(grouped, access, seconds, taken)))
    worker.start()
    worker.join()
    # What is neither read nor refused must never pass for what is not there.
    taken.refuse_waiting("the cluster's answer could not be understood")
    return Read(tuple(taken.objects), tuple(taken.unread), frozenset(taken.unseen))


def _grouped(wanted: Iterable[Wanted]) -> Mapping[KindName, _Spaces]:
    grouped: dict[KindName, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in wanted:
        grouped[one.version, one.kind][one.namespace].add(one.name)
    return {
        kind: {namespace: frozenset(names) for namespace, names in spaces.items()}
        for kind, spaces in grouped.items()
    }


async def _look(
    grouped: Mapping[KindName, _Spaces], access: Access, seconds: float, taken: _Taken
) -> None:
    try:
        async with connected(access) as cluster:
            cluster.api.timeout = REQUEST_SECONDS
            await asyncio.wait_for(_read(cluster.api, grouped, taken), seconds)
    except NotSeen as error:
        taken.refuse_waiting(f"the cluster could not be asked: {error}")
    except TimeoutError:
        late = ", ".join(sorted(kind for _, kind in taken.waiting))
        taken.refuse_waiting(f"no answer within {seconds:.0f} s: {late}")


async def _read(api: Any, grouped: Mapping[KindName, _Spaces], taken: _Taken) -> None:
    versions = sorted({version for version, _ in grouped})
    answers = await asyncio.gather(*(served_kinds(api, one) for one in versions))
    served = dict(zip(versions, answers, strict=True))
    room = asyncio.Semaphore(_AT_ONCE)

    async def read(name: KindName, spaces: _Spaces) -> None:
        version, kind = name
        known = served[version]
        found = known if isinstance(known, Refusal) else known.get(kind)
        if isinstance(found, Kind):
            async with room:
                await _list(api, found, _placed(found, spaces), taken)
        elif name in taken.optional and (found is None or found.absent):
            taken.waiting.discard(name)
        else:
            taken.refuse(name, _unknown(version, kind, found))

    await asyncio.gather(*(read(name, spaces) for name, spaces in grouped.items()))


async def served_kinds(api: Any, version: str) -> Mapping[str, Kind] | Refusal:
    """The kinds of a group and version."""
    answer = await ask_object(api, Question(version, ""))
    if isinstance(answer, Refusal):
        return answer
    listed = (one for one in answer.get("resources") or [] if isinstance(one, dict))
    named = ((str(one.get("kind")), str(one.get("name")), one.get("namespaced")) for one in listed)
    return {
        kind: Kind(version, kind, plural, bool(namespaced))
        for kind, plural, namespaced in named
        if "/" not in plural
    }


def _placed(kind: Kind, spaces: _Spaces) -> _Spaces:
    """The names by the namespace that the objects really are in."""
    placed: dict[str, frozenset[str]] = defaultdict(frozenset)
    for namespace, names in spaces.items():
        placed[(namespace or DEFAULT) if kind.namespaced else ""] |= names
    return placed


async def _list(api: Any, kind: Kind, spaces: _Spaces, taken: _Taken) -> None:
    """One list: of the namespace if there is only one, of all otherwise."""

    def keep(one: Object) -> bool:
        metadata = one.get("metadata")
        if not isinstance(metadata, dict):
            return False
        names = spaces.get(metadata.get("namespace") or "", frozenset())
        return "" in names or metadata.get("name") in names

    name = (kind.version, kind.name)
    namespaces = sorted(spaces)
    for namespace in namespaces if len(namespaces) == 1 else ["", *namespaces]:
        listed = await ask_all(api, kind, namespace, {}, PAGES, keep=keep)
        everywhere = not namespace and kind.namespaced
        if everywhere and listed.refusal and listed.refusal.forbidden:
            continue  # some may look into each namespace, but not into all at once
        taken.objects += listed.objects
        if listed.refusal:
            taken.refuse(name, refused_list(kind, namespace, listed.refusal))
        elif listed.more:
            taken.refuse(name, too_many(kind, len(listed.objects)))
        if everywhere:
            break
    taken.waiting.discard(name)


def _unknown(version: str, kind: str, refusal: Refusal | None) -> str:
    if refusal is None or refusal.absent:
        return f"the cluster does not know {kind} of {version}"
    if refusal.forbidden:
        return f"no access to the kinds of {version}"
    return f"the kinds of {version}: no answer ({refusal.said})"
