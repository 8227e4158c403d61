"""What is wrong with a pod, in the pod's own words."""

from collections.abc import Iterable

from local.providers.kubernetes.manifest import Object, at, condition, is_true, name, namespace

_MARK = "[Pod "


def complaints(pods: Iterable[Object]) -> tuple[str, ...]:
    """One message for every pod that has something to say about not being ready."""
    return tuple(message for pod in pods if (message := complaint(pod)))


def headline(told: Iterable[str]) -> str:
    """The first thing that a pod complains of, in one line; empty when none does."""
    return next((one.splitlines()[1] for one in told if one.startswith(_MARK)), "")


def complaint(pod: Object) -> str:
    """Why a pod is not ready; empty when it is, or when nobody has looked at it yet.

    One that crashes again and again is ready between two crashes: it still says how it ended.
    """
    scheduled = condition(pod, "PodScheduled")
    if scheduled and not is_true(scheduled):
        problems = [f"[{scheduled.get('reason')}] {scheduled.get('message', '')}"]
    else:
        problems = _container_problems(pod)
    if not problems:
        return ""
    summary = str(condition(pod, "Ready").get("message") or "")
    return "\n".join([f"{_MARK}{_label(pod)}]: {summary}".rstrip(), *problems])


def is_ready(pod: Object) -> bool:
    """Tell whether a pod serves, or has done its work."""
    return is_true(condition(pod, "Ready")) or at(pod, "status", "phase") == "Succeeded"


def _container_problems(pod: Object) -> list[str]:
    statuses = [
        *(at(pod, "status", "initContainerStatuses") or []),
        *(at(pod, "status", "containerStatuses") or []),
    ]
    failing = [one for one in statuses if not one.get("ready") or _crashed(one)]
    return [line for status in failing for line in _problems(status)]


def _crashed(status: Object) -> bool:
    """Whether the instance before the one that runs failed."""
    ended = at(status, "lastState", "terminated") or {}
    return bool(ended) and ended.get("reason") != "Completed"


def _problems(status: Object) -> list[str]:
    state = status.get("state") or {}
    ended = state.get("terminated") or at(status, "lastState", "terminated") or {}
    lines = [_waiting(status, state["waiting"])] if "waiting" in state else []
    if ended and ended.get("reason") != "Completed":
        lines.append(_ending(status, ended))
    elif "running" in state:
        probe = "startup" if status.get("started") is False else "readiness"
        lines.append(f"[NotReady] {_container(status)} runs, its {probe} probe has not succeeded")
    return [line for line in lines if line]


def _waiting(status: Object, waiting: Object) -> str:
    reason = waiting.get("reason") or "ContainerCreating"
    if reason == "PodInitializing":
        return ""  # an init container has the word
    if reason == "ContainerCreating":
        return f"[{reason}] {_container(status)} of {status.get('image')} has not started"
    return f"[{reason}] {waiting.get('message', '')}".rstrip()


def _container(status: Object) -> str:
    return f"container {status.get('name')!r}"


def _ending(status: Object, ended: Object) -> str:
    line = (
        f"{_container(status)} terminated at {ended.get('finishedAt')} "
        f"({ended.get('reason')}: exit code {ended.get('exitCode')})"
    )
    message = str(ended.get("message") or "").strip()
    return f"{line}\n{message}" if message else line


def _label(pod: Object) -> str:
    where = namespace(pod)
    return name(pod) if where in ("", "default") else f"{where}/{name(pod)}"
