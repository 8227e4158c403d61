"""Which workload a thing belongs to: a failure is reported once for it, not once a pod."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from diagnosis.snapshot import Pod, Ref, Snapshot, Workload

_HASH = "[bcdfghjklmnpqrstvwxz2456789]"
"""The letters that Kubernetes draws generated names from: no vowels, no look-alikes."""
_REPLICA_SET = re.compile(rf"(?P<name>.+)-{_HASH}{{6,10}}")
_POD = re.compile(rf"(?P<name>.+)-{_HASH}{{6,10}}-{_HASH}{{5}}")
_DEEPEST = 5


def topmost(ref: Ref, workloads: Mapping[Ref, Workload]) -> Ref:
    """The owner of the owner, as far as the snapshot or a generated name tells."""
    for _ in range(_DEEPEST):
        known = workloads.get(ref)
        if known is None or known.owner is None:
            break
        ref = known.owner
    if ref.kind == "ReplicaSet" and (found := _REPLICA_SET.fullmatch(ref.name)):
        return Ref("Deployment", found["name"], ref.namespace)
    return ref


def owner_by_name(ref: Ref) -> Ref:
    """A pod of which only the name is known: a generated one tells its Deployment."""
    found = _POD.fullmatch(ref.name) if ref.kind in ("Pod", "") else None
    return Ref("Deployment", found["name"], ref.namespace) if found else ref


class Owners:
    """The topmost owner of everything in a snapshot, as text."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._workloads = {one.ref: one for one in snapshot.workloads}

    def of_pod(self, pod: Pod) -> str:
        """The owner of a pod; the pod itself where it has none."""
        return self._told(self._of_pod(pod))

    def of(self, ref: Ref) -> str:
        """The owner of anything by its name; a claim's is whoever mounts it."""
        user = self._user_of(ref)
        return self.of_pod(user) if user else self._told(self._topmost(ref))

    def _of_pod(self, pod: Pod) -> Ref:
        return topmost(pod.owner, self._workloads) if pod.owner else owner_by_name(pod.ref)

    def _topmost(self, ref: Ref) -> Ref:
        return topmost(ref if ref in self._workloads else owner_by_name(ref), self._workloads)

    def _user_of(self, ref: Ref) -> Pod | None:
        if ref.kind != "PersistentVolumeClaim":
            return None
        for pod in self._snapshot.pods:
            mounted = any(one.source == ref.name for one in pod.volumes)
            if mounted and pod.ref.namespace == ref.namespace:
                return pod
        return None

    def _told(self, owner: Ref) -> str:
        """As text, with the namespace that is known where a table leaves it out."""
        known = self._namespaces.get((owner.kind, owner.name), set())
        if not owner.namespace and len(known) == 1:
            owner = Ref(owner.kind, owner.name, next(iter(known)))
        return str(owner) if owner.name else ""

    @cached_property
    def _namespaces(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for ref in (
            *self._workloads,
            *map(self._of_pod, self._snapshot.pods),
            *(self._topmost(event.about) for event in self._snapshot.events),
        ):
            if ref.namespace:
                found[ref.kind, ref.name].add(ref.namespace)
        return found
