"""One look at a rollout, in the shapes of a snapshot."""

from dataclasses import dataclass

from diagnosis.snapshot import Condition, Event, Pod, Workload


@dataclass(frozen=True, slots=True)
class Observation:
    """What one look saw; `at` counts seconds on a clock that never goes back.

    `events` are those of pods that seem to be in trouble: nobody reads them all every second.
    """

    at: float
    deployment: Workload
    replica_sets: tuple[Workload, ...] = ()
    pods: tuple[Pod, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def newest(self) -> Workload | None:
        """The ReplicaSet that is being rolled out; None before the controller has made it."""
        if not self.deployment.observed:
            return None
        for one in self.replica_sets:
            if one.owner == self.deployment.ref and one.revision == self.deployment.revision:
                return one
        return None

    @property
    def new_pods(self) -> tuple[Pod, ...]:
        """Its pods, less those that go away on purpose: old ones serve on and prove nothing."""
        newest = self.newest
        if newest is None:
            return ()
        return tuple(pod for pod in self.pods if pod.owner == newest.ref and pod.deleted is None)

    @property
    def makes_room(self) -> bool:
        """Tell whether a pod is still ending: what it holds will be free for a new one."""
        return any(pod.deleted is not None for pod in self.pods)

    def condition(self, kind: str) -> Condition | None:
        """A condition of the Deployment."""
        return named(self.deployment.conditions, kind)

    def events_of(self, pod: Pod) -> tuple[Event, ...]:
        """The events about a pod."""
        return tuple(event for event in self.events if event.about.name == pod.ref.name)


def named(conditions: tuple[Condition, ...], kind: str) -> Condition | None:
    """The condition of a type, None where there is none."""
    return next((one for one in conditions if one.type == kind), None)
