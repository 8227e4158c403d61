"""What was taken -> a snapshot: only what concerns what was asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from collect.parsing.kubernetes import event, node, ref, references, service
from diagnosis.snapshot import (
    Event,
    Log,
    Node,
    Platform,
    Pod,
    Ref,
    Reference,
    Service,
    Snapshot,
)

from .asking import Object
from .choosing import Choice
from .kinds import ACCOUNTS, CLAIMS, CONFIG_MAPS, EVENTS, NODES, PODS, SECRETS, SERVICES, SLICES
from .selection import EVERYWHERE, Selection
from .taken import Taken

_SHOWN = 6
"""Names written out in a sentence."""
_EMPTY = Choice((), (), ())


@dataclass(slots=True)
class _Concern:
    """What events may be about: the chosen objects, and pods of theirs that are gone by now."""

    refs: set[Ref] = field(default_factory=set)
    stems: tuple[str, ...] = ()
    everything: bool = False

    def holds(self, about: Ref) -> bool:
        if about in self.refs:
            return True
        return self.everything or (about.kind == "Pod" and about.name.startswith(self.stems))


def assemble(selection: Selection, taken: Taken) -> Snapshot:
    """Put the snapshot together; total, however little was taken."""
    choice = taken.choice or _EMPTY
    pods = choice.worst
    named = _references(pods, taken)
    services = tuple(_services(pods, taken, everything=selection.everything))
    concern = _concern(choice, named, services, everything=selection.everything)
    hosts = {one.node for one in pods if one.node}
    listed = [event(one) for one in taken.objects(EVENTS)]
    events = (
        *(one for one in listed if concern.holds(one.about)),
        *_more(map(event, taken.more_events), hosts, concern, listed),
    )
    return Snapshot(
        platform=Platform.KUBERNETES,
        taken=datetime.now(UTC),
        pods=pods,
        workloads=choice.workloads,
        events=events,
        nodes=tuple(_nodes(pods, hosts, taken)),
        references=named,
        services=services,
        logs=tuple(sorted(taken.logs, key=lambda one: (one.origin, not one.previous))),
        looked_at=tuple(_looked_at(choice, taken, len(events))),
        unread=tuple(taken.notes),
    )


def _references(pods: Sequence[Pod], taken: Taken) -> tuple[Reference, ...]:
    """What the chosen pods name; one asked for by itself is known even if no list may be had."""
    chosen = {one.ref for one in pods}
    raw = [one for one in taken.objects(PODS) if ref(one, "Pod") in chosen]
    secrets, maps = taken.contents.get("Secret", []), taken.contents.get("ConfigMap", [])
    listed = references(
        raw,
        _and(taken.known(SECRETS), secrets),
        _and(taken.known(CONFIG_MAPS), maps),
        taken.known(CLAIMS),
        taken.known(ACCOUNTS),
    )
    single = {one.ref: one for one in references(raw, secrets, maps) if one.present}
    return tuple(
        single.get(one.ref, replace(one, present=False if one.ref in taken.absent else None))
        if one.present is None
        else one
        for one in listed
    )


def _and(listed: Sequence[Object] | None, single: Sequence[Object]) -> Sequence[Object] | None:
    # The later object of a name counts: the one that knows its entries.
    return None if listed is None else (*listed, *single)


def _services(pods: Sequence[Pod], taken: Taken, *, everything: bool) -> Iterator[Service]:
    slices = taken.known(SLICES)
    for one in taken.objects(SERVICES):
        found = service(one, slices)
        if everything or any(_behind(found, pod) for pod in pods):
            yield found


def _behind(found: Service, pod: Pod) -> bool:
    if not found.selector or pod.ref.namespace != found.ref.namespace:
        return False
    return found.selector.items() <= pod.labels.items()


def _concern(
    choice: Choice, named: Iterable[Reference], services: Iterable[Service], *, everything: bool
) -> _Concern:
    makers = [one.ref.name for one in choice.workloads if one.ref.kind != "Deployment"]
    refs = {one.ref for some in (choice.pods, choice.workloads, named, services) for one in some}
    return _Concern(refs, tuple(f"{name}-" for name in makers), everything)


def _more(
    asked: Iterable[Event], hosts: set[str], concern: _Concern, listed: Sequence[Event]
) -> Iterator[Event]:
    """What the list does not have: of the pods' nodes, and of pods that it did not get to."""
    for one in asked:
        wanted = one.about.name in hosts if one.about.kind == "Node" else concern.holds(one.about)
        if wanted and one not in listed:
            yield one


def _nodes(pods: Sequence[Pod], hosts: set[str], taken: Taken) -> Iterator[Node]:
    """The nodes of the pods; all of them where a pod has none yet."""
    homeless = any(not one.node and one.phase == "Pending" for one in pods)
    for one in map(node, taken.objects(NODES)):
        if homeless or one.name in hosts:
            yield one


def _looked_at(choice: Choice, taken: Taken, events: int) -> Iterator[str]:
    """What was read, in words."""
    if not taken.namespace:
        return
    counts = [
        f"{len(choice.worst)} of {len(choice.pods)} pods",
        f"{len(choice.workloads)} workloads",
        f"{events} events",
    ]
    place = "all namespaces" if taken.namespace == EVERYWHERE else f"namespace {taken.namespace}"
    yield f"{place}: {', '.join(counts)}"
    if taken.logs:
        yield f"logs of {_listed([_name(one) for one in taken.logs])}"


def _name(log: Log) -> str:
    return f"{log.pod}/{log.container}{' (previous)' * log.previous}"


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"
