"""Pods that never get to run: no node, no volume, no network, no image, no configuration."""

from collections.abc import Iterator

from diagnosis.snapshot import Container, Event, Pod, Role
from gate import patience
from gate.observation import Observation, named
from gate.signals.images import FAILED, NEVER, pull_patience
from gate.signals.signal import Signal

_CONFIGURATION = frozenset(
    {"CreateContainerConfigError", "CreateContainerError", "RunContainerError",
     "PostStartHookError", "PreCreateHookError", "PreStartHookError"}
)  # fmt: skip

_NODE_IS_COMING = frozenset({"TriggeredScaleUp", "Nominated"})
"""What the cluster autoscaler and Karpenter say when they make a node for a pod."""

_PREPARATION = {
    "FailedMount": patience.VOLUME,
    "FailedMapVolume": patience.VOLUME,
    "FailedCreatePodSandBox": patience.SANDBOX,
    "FailedCreatePodContainer": patience.SANDBOX,
    "NetworkNotReady": patience.SANDBOX,
}


def of_pods(seen: Observation, scheduling: float) -> Iterator[Signal]:
    """Signs from pods that do not get to run; `scheduling` is the patience for finding a node."""
    for pod in seen.new_pods:
        events = seen.events_of(pod)
        if not seen.makes_room:
            yield from _without_node(pod, events, scheduling)
        yield from _without_preparation(pod, events)
        for container in pod.containers:
            yield from _of_waiting(pod, container, events)


def _without_node(pod: Pod, events: tuple[Event, ...], scheduling: float) -> Iterator[Signal]:
    scheduled = named(pod.conditions, "PodScheduled")
    if scheduled is None or scheduled.status != "False" or scheduled.reason != "Unschedulable":
        return
    if not any(event.reason in _NODE_IS_COMING for event in events):
        sentence = f"pod {pod.ref.name} fits on no node: {scheduled.message}"
        yield Signal(f"node {pod.ref.name}", sentence, scheduling)


def _without_preparation(pod: Pod, events: tuple[Event, ...]) -> Iterator[Signal]:
    """Volumes and sandboxes, while no container has started."""
    if any(one.state.phase != "waiting" or one.last_state for one in pod.containers):
        return
    for event in events:
        if event.reason in _PREPARATION:
            missing = event.reason == "FailedMount" and "not found" in event.message
            patient = patience.MISSING_VOLUME if missing else _PREPARATION[event.reason]
            sentence = f"pod {pod.ref.name} cannot start ({event.reason}): {event.message}"
            yield Signal(f"{event.reason} {pod.ref.name}", sentence, patient)


def _of_waiting(pod: Pod, container: Container, events: tuple[Event, ...]) -> Iterator[Signal]:
    state = container.state
    if container.role is Role.EPHEMERAL or state.phase != "waiting":
        return
    where = f"{pod.ref.name}/{container.name}"
    said = f"container {container.name} of pod {pod.ref.name}: {state.reason}: {state.message}"
    if state.reason in NEVER:
        yield Signal(f"image {where}", said, patience.AT_ONCE)
    elif state.reason in FAILED:
        yield Signal(f"image {where}", said, pull_patience(state.message, events))
    elif state.reason in _CONFIGURATION:
        yield Signal(f"configuration {where}", said, patience.CONFIGURATION)
