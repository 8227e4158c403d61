"""Which pods, workloads and logs matter: pure decisions over what was listed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diagnosis.snapshot import Container, Pod, Ref, Workload

from .label_selector import selects
from .selection import Selection


@dataclass(frozen=True, slots=True)
class Choice:
    """The pods and workloads asked for; `worst` are the few pods of each owner to read."""

    pods: tuple[Pod, ...]
    workloads: tuple[Workload, ...]
    worst: tuple[Pod, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A container's log, of the instance before this one where `previous` says so."""

    pod: Pod
    container: Container
    previous: bool

    def __str__(self) -> str:
        """As the reports name it."""
        return f"{self.pod.ref.name}/{self.container.name}{' (previous)' * self.previous}"


def choose(
    selection: Selection, pods: Sequence[Pod], workloads: Sequence[Workload], most: int
) -> Choice:
    """Pick out what is selected, and of each owner the `most` pods that do worst."""
    owners = {one.ref: one.owner for one in workloads}
    kept = tuple(
        one for one in pods if _selected(selection, one.ref, one.owner, owners, one.labels)
    )
    owning = {ref for one in kept if one.owner for ref in _chain(one.owner, owners)}
    chosen = [
        one
        for one in workloads
        if one.ref in owning
        or (_selected(selection, one.ref, one.owner, owners, one.selector) and _current(one))
    ]
    return Choice(kept, tuple(chosen), tuple(_worst(kept, most)))


def _selected(
    selection: Selection,
    ref: Ref,
    owner: Ref | None,
    owners: Mapping[Ref, Ref | None],
    labels: Mapping[str, str],
) -> bool:
    if selection.everything:
        return True
    chain = [ref, *(_chain(owner, owners) if owner else ())]
    if any(one in selection.workloads for one in chain):
        return True
    if any(one.name in selection.names for one in chain):
        return True
    return bool(selection.selector) and selects(selection.selector, labels)


def _chain(ref: Ref, owners: Mapping[Ref, Ref | None]) -> Iterable[Ref]:
    """An owner and its owners: a ReplicaSet, its Deployment."""
    seen: list[Ref] = []
    current: Ref | None = ref
    while current is not None and current not in seen:
        seen.append(current)
        current = owners.get(current)
    return seen


def _current(workload: Workload) -> bool:
    """Not one of the ReplicaSets that a Deployment keeps for going back."""
    return workload.ref.kind != "ReplicaSet" or workload.owner is None or workload.desired != 0


def _worst(pods: Iterable[Pod], most: int) -> Iterable[Pod]:
    """A few pods of each direct owner: a new ReplicaSet fails beside an old one that does well."""
    taken: dict[Ref, int] = {}
    for pod in sorted(pods, key=badness):
        owner = pod.owner or pod.ref
        taken[owner] = taken.get(owner, 0) + 1
        if taken[owner] <= most:
            yield pod


def badness(pod: Pod) -> tuple[bool, bool, int, float]:
    """What sorts the worst first: not on its way out, not ready, most restarts, newest."""
    restarts = sum(one.restarts for one in pod.containers)
    born = pod.created.timestamp() if pod.created else 0.0
    return pod.deleted is not None, well(pod), -restarts, -born


def well(pod: Pod) -> bool:
    """Whether a pod does what it should: it is ready, or has done its work."""
    if pod.phase == "Succeeded":
        return True
    return any(one.type == "Ready" and one.status == "True" for one in pod.conditions)


def wanted_logs(pods: Iterable[Pod]) -> list[Wanted]:
    """The logs worth reading, those of the worst pods first."""
    return [
        Wanted(pod, container, previous)
        for pod in pods
        for container in pod.containers
        for previous in _instances(container)
    ]


def _instances(container: Container) -> Iterable[bool]:
    """Which instances of a container have said anything: the current one, the one before."""
    waits = container.state.phase not in ("running", "terminated")
    before = container.restarts > 0 or container.last_state is not None
    # While it waits for its next start, both questions give the log of the last instance.
    if not waits:
        yield False
    if before:
        yield True
