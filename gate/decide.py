"""When a rollout is over, and how: a fold over observations. Nothing here looks at the world.

A sign of trouble ends the wait once it has lasted for its patience. What heals before that (a crash
after which the container stays up, a registry that was busy) leaves no trace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gate import patience
from gate.observation import Observation
from gate.signals import Baseline, Ends, Signal, ends, signals


@dataclass(frozen=True, slots=True)
class Budgets:
    """How long things may take; seconds. `total` is the limit of the whole rollout."""

    total: float
    scheduling: float = patience.SCHEDULING
    soak: float = patience.SOAK


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not over yet; `progress` says how far it is."""

    progress: str


@dataclass(frozen=True, slots=True)
class Passed:
    """The new pods are available and stayed up; `seconds` since the first look."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """It will not come up: the first sign that lasted, and since when (the clock of the looks)."""

    reason: str
    since: float


Verdict = Waiting | Passed | Failed


@dataclass(frozen=True, slots=True)
class Memory:
    """What the earlier looks left behind."""

    began: float
    baseline: Baseline
    since: Mapping[str, float] = field(default_factory=dict)
    """When each sign that still stands was first seen, by its key."""
    complete: float | None = None
    """When the rollout became complete; None while it is not."""
    exits: Mapping[str, int] = field(default_factory=dict)
    """How often each container had ended at that moment."""


def decide(memory: Memory | None, seen: Observation, budgets: Budgets) -> tuple[Memory, Verdict]:
    """Judge one more look; `memory` is what the look before gave back, None at first."""
    memory = memory or Memory(seen.at, _baseline(seen))
    standing = signals(seen, memory.baseline, budgets.scheduling)
    memory = replace(
        memory, since={one.key: memory.since.get(one.key, seen.at) for one in standing}
    )
    if failed := _lasting(standing, memory, seen.at):
        return memory, failed
    memory = _completed(memory, seen)
    if memory.complete is not None:
        return memory, _soaking(memory, memory.complete, seen, budgets)
    if seen.at - memory.began >= budgets.total:
        reason = f"the rollout was not complete after {budgets.total:.0f} s ({progress(seen)})"
        return memory, Failed(reason, memory.began)
    return memory, Waiting("; ".join([progress(seen), *(one.sentence for one in standing[:1])]))


def is_complete(seen: Observation) -> bool:
    """Tell whether the new pods, and nothing but them, are what the Deployment wants."""
    deployment, newest = seen.deployment, seen.newest
    wanted = 1 if deployment.desired is None else deployment.desired
    rolled = seen.condition("Progressing")
    counts = (deployment.updated, deployment.available, newest.available if newest else None)
    return (
        deployment.observed
        and all(count is None or count >= wanted for count in counts)
        and (rolled is None or rolled.reason == "NewReplicaSetAvailable")
    )


def progress(seen: Observation) -> str:
    """How far a rollout is, in one line."""
    deployment = seen.deployment
    if not deployment.observed:
        return "the controller has not seen the change yet"
    wanted = 1 if deployment.desired is None else deployment.desired
    newest = seen.newest
    available = newest.available if newest else deployment.available
    return f"{deployment.updated or 0} of {wanted} pods updated, {available or 0} available"


def _baseline(seen: Observation) -> Baseline:
    """What counts as past when the gate begins to look: ends of what runs, pods that failed."""
    running = {
        f"{pod.ref.name}/{container.name}": ends(container, seen.events_of(pod))
        for pod in seen.new_pods
        for container in pod.containers
        if container.state.phase == "running"
    }
    failed = {pod.ref.name: Ends(exits=1) for pod in seen.new_pods if pod.phase == "Failed"}
    return running | failed


def _lasting(standing: tuple[Signal, ...], memory: Memory, now: float) -> Failed | None:
    for one in standing:
        if now - memory.since[one.key] >= one.patience:
            return Failed(one.sentence, memory.since[one.key])
    return None


def _completed(memory: Memory, seen: Observation) -> Memory:
    """Remember when it became complete; an autoscaler may make it incomplete once more."""
    if not is_complete(seen):
        return memory if _ended_since(memory, seen) else replace(memory, complete=None)
    if memory.complete is None:
        return replace(memory, complete=seen.at, exits=_exits(seen))
    return memory


def _soaking(memory: Memory, since: float, seen: Observation, budgets: Budgets) -> Verdict:
    if ended := _ended_since(memory, seen):
        reason = f"{ended} ended {seen.at - since:.0f} s after all pods were ready"
        return Failed(reason, seen.at)
    if seen.at - since >= budgets.soak:
        return Passed(seen.at - memory.began)
    return Waiting(f"{progress(seen)}; watching for {budgets.soak:.0f} s whether they stay up")


def _ended_since(memory: Memory, seen: Observation) -> str | None:
    """A container that ended after the rollout was complete."""
    if memory.complete is None:
        return None
    now = _exits(seen)
    return next((key for key, count in memory.exits.items() if now.get(key, 0) > count), None)


def _exits(seen: Observation) -> dict[str, int]:
    return {
        f"{pod.ref.name}/{container.name}": ends(container, ()).exits
        for pod in seen.new_pods
        for container in pod.containers
    }
