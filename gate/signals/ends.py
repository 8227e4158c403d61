"""Containers that end: crashes, kills by probes, pods that are thrown out."""

from collections.abc import Iterator

from diagnosis.snapshot import Container, Event, Pod, Role
from gate import patience
from gate.observation import Observation
from gate.signals.signal import Baseline, Ends, Signal

_ONCE_MORE = 2
"""One crash may be a dependency that was late; a second one is a crash loop in the making."""


def of_ends(seen: Observation, baseline: Baseline) -> Iterator[Signal]:
    """Signs from containers that ended and pods that failed."""
    pods = seen.new_pods
    for pod in pods:
        for container in pod.containers:
            yield from _of_container(pod, container, seen.events_of(pod), baseline)
    # Pods that were thrown out long ago may still be listed.
    failed = [pod for pod in pods if pod.phase == "Failed" and pod.ref.name not in baseline]
    if len(failed) >= _ONCE_MORE:
        yield Signal(
            "failed pods",
            f"{len(failed)} pods of the new ReplicaSet failed: {_told(failed[-1])}",
            patience.AT_ONCE,
        )


def ends(container: Container, events: tuple[Event, ...]) -> Ends:
    """How often a container has ended, the end that is not yet followed by a restart included."""
    return Ends(container.restarts + _is_down(container), sum(_kills(container, events)))


def _of_container(
    pod: Pod, container: Container, events: tuple[Event, ...], baseline: Baseline
) -> Iterator[Signal]:
    if container.role is Role.EPHEMERAL or container.ready:
        return
    key = f"{pod.ref.name}/{container.name}"
    now, before = ends(container, events), baseline.get(key, Ends())
    if container.state.reason == "CrashLoopBackOff":
        yield Signal(
            f"crash {key}",
            f"{_name(pod, container)} crashes again and again (CrashLoopBackOff{_code(container)})",
            patience.AT_ONCE,
        )
    elif now.exits - before.exits >= _ONCE_MORE:
        yield Signal(
            f"exit {key}",
            f"{_name(pod, container)} ended {now.exits} times{_code(container)}",
            patience.AT_ONCE,
        )
    if now.kills > before.kills:
        said = next(e.message for e in reversed(events) if _is_kill(container, e))
        yield Signal(f"kill {key}", f"{_name(pod, container)}: {said}", patience.SETTLE)


def _is_down(container: Container) -> bool:
    """An init container that finished is done, not down."""
    state = container.state
    if state.phase == "terminated":
        return container.role is not Role.INIT or state.exit_code != 0
    return state.phase == "waiting" and container.last_state is not None


def _kills(container: Container, events: tuple[Event, ...]) -> Iterator[int]:
    return (event.count for event in events if _is_kill(container, event))


def _is_kill(container: Container, event: Event) -> bool:
    """`Container app failed liveness probe, will be restarted`."""
    probed = "startup probe" in event.message or "liveness probe" in event.message
    return event.reason == "Killing" and event.container == container.name and probed


def _name(pod: Pod, container: Container) -> str:
    kind = "init container" if container.role is Role.INIT else "container"
    return f"{kind} {container.name} of pod {pod.ref.name}"


def _code(container: Container) -> str:
    ended = container.state if container.state.phase == "terminated" else container.last_state
    if ended is None or ended.exit_code is None:
        return ""
    reason = f" {ended.reason}," if ended.reason not in ("", "Error", "Completed") else ""
    return f", last:{reason} exit code {ended.exit_code}"


def _told(pod: Pod) -> str:
    return ": ".join(filter(None, (pod.reason, pod.message))) or "no reason was given"
