"""The snapshot with its threads picked up: who owns what, what is over, what belongs together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from diagnosis.snapshot import Event, Log, Pod, Ref, Snapshot

from .candidate import Subject
from .ownership import Owners
from .settled import ENDED_FROM_OUTSIDE, is_answered, is_gone, is_killed_by_probes, is_over, is_well
from .site import Site
from .timeline import newest


class Scene:
    """What the causes read. Nothing in it is computed before somebody asks."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def now(self) -> datetime | None:
        """When the picture was taken, as far as it can be told."""
        return newest(self.snapshot)

    @cached_property
    def pods(self) -> dict[tuple[str, str], Pod]:
        """All pods by namespace and name."""
        return {(one.ref.namespace, one.ref.name): one for one in self.snapshot.pods}

    @cached_property
    def troubled(self) -> tuple[Pod, ...]:
        """Pods that are not well."""
        return tuple(one for one in self.snapshot.pods if not is_well(one))

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """All containers that may have trouble: those of deleted and ended pods are left out."""
        return tuple(one for one in self.everywhere if one.pod is None or not is_gone(one.pod))

    def sites_of(self, pod: Pod) -> Sequence[Site]:
        """The containers of a pod that may have trouble."""
        return self._by_pod.get(pod.ref, ())

    @cached_property
    def _by_pod(self) -> dict[Ref, list[Site]]:
        found: dict[Ref, list[Site]] = defaultdict(list)
        for site in self.sites:
            if site.pod is not None:
                found[site.pod.ref].append(site)
        return found

    @cached_property
    def everywhere(self) -> tuple[Site, ...]:
        """All containers."""
        return tuple(self._sites())

    def _sites(self) -> Iterator[Site]:
        for pod in self.snapshot.pods:
            for one in pod.containers:
                yield Site(one, self.subject(pod, one.name), pod)
        for one in self.snapshot.containers:
            place = f"container {one.name}"
            yield Site(one, Subject(place, place, one.name))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events whose trouble is not over, as far as anything tells."""
        return tuple(
            event
            for place, event in enumerate(self.snapshot.events)
            if not self._is_over(event)
            and not is_answered(place, event, self._by_object[self._key(event.about)])
        )

    def _is_over(self, event: Event) -> bool:
        pod = self.pod(event.about)
        if pod is None and event.about.kind == "Pod" and event.reason not in ENDED_FROM_OUTSIDE:
            return self._was_replaced(event.about)
        return is_over(event, pod, self.now, killed=pod is not None and pod.ref in self._killed)

    def _was_replaced(self, ref: Ref) -> bool:
        """Whether a pod that is gone has siblings, and all of them are well."""
        siblings = self._by_owner.get(self.subject_of(ref).owner, ())
        return bool(siblings) and all(map(is_well, siblings))

    @cached_property
    def _by_owner(self) -> dict[str, list[Pod]]:
        found: dict[str, list[Pod]] = defaultdict(list)
        for pod in self.snapshot.pods:
            found[self.subject(pod).owner].append(pod)
        return found

    @cached_property
    def _killed(self) -> frozenset[Ref]:
        """Pods whose probes have them restarted again and again."""
        return frozenset(
            pod.ref
            for pod in self.snapshot.pods
            if is_killed_by_probes(
                pod, (event for _, event in self._by_object[self._key(pod.ref)]), self.now
            )
        )

    @cached_property
    def _by_object(self) -> dict[tuple[str, str], list[tuple[int, Event]]]:
        found: dict[tuple[str, str], list[tuple[int, Event]]] = defaultdict(list)
        for place, event in enumerate(self.snapshot.events):
            found[self._key(event.about)].append((place, event))
        return found

    @staticmethod
    def _key(ref: Ref) -> tuple[str, str]:
        # Pasted tables leave the namespace out, so it can't tell two objects apart.
        return (ref.kind.lower(), ref.name)

    def events_about(self, ref: Ref, *reasons: str) -> Sequence[Event]:
        """The events of an object that are not over, in order; only of these reasons, if any."""
        return [
            event
            for event in self.events
            if self._key(event.about) == self._key(ref) and (not reasons or event.reason in reasons)
        ]

    def pod(self, ref: Ref) -> Pod | None:
        """The pod that an event or a log is about; a namespace left out fits any."""
        if ref.kind.lower() not in ("pod", ""):
            return None
        if found := self.pods.get((ref.namespace, ref.name)):
            return found
        named = [
            one
            for (namespace, name), one in self.pods.items()
            if name == ref.name and "" in (namespace, ref.namespace)
        ]
        return named[0] if len(named) == 1 else None

    @cached_property
    def _owners(self) -> Owners:
        return Owners(self.snapshot)

    def subject(self, pod: Pod, container: str = "") -> Subject:
        """Where something of a pod was seen."""
        place = "/".join(filter(None, (str(pod.ref), container)))
        return Subject(self._owners.of_pod(pod), place, container, pod.node)

    def subject_of(self, ref: Ref, container: str = "") -> Subject:
        """The same for any object, also one of which only the name is known."""
        if (pod := self.pod(ref)) is not None:
            return self.subject(pod, container)
        place = "/".join(filter(None, (str(ref), container)))
        if ref.kind == "Node":
            return Subject(str(ref), place, node=ref.name)
        return Subject(self._owners.of(ref), place, container)

    @cached_property
    def logs(self) -> tuple[tuple[Log, Site | None], ...]:
        """Each log with the container it is from."""
        return tuple((log, self._site_of(log)) for log in self.snapshot.logs)

    def _site_of(self, log: Log) -> Site | None:
        """The container that a log is from; the one in trouble where the log doesn't say."""
        sites: Sequence[Site] = self.everywhere
        if log.pod:
            pod = self.pod(Ref("Pod", log.pod, log.namespace))
            sites = [one for one in sites if pod is not None and one.pod == pod]
        fitting = [one for one in sites if log.container in ("", one.container.name)]
        if len({one.subject.owner for one in fitting}) > 1:
            # Nobody says whose log it is: the one owner in trouble, if there is just one.
            fitting = [one for one in fitting if one.is_troubled(self.now)]
            if len({one.subject.owner for one in fitting}) > 1:
                return None
        return min(fitting, key=lambda one: not one.is_troubled(self.now), default=None)
