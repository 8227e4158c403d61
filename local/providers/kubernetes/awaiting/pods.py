"""What is wrong with a pod, in the pod's own words."""

from collections.abc import Iterable

from local.providers.kubernetes.manifest import Object, at, condition, is_true, name, namespace

_MARK = "[Pod "
_UNDER_WAY = ("ContainerCreating", "PodInitializing", "")


def complaints(pods: Iterable[Object]) -> tuple[str, ...]:
    """One message for every pod that has something to say about not being ready."""
    return tuple(message for pod in pods if (message := complaint(pod)))


def headline(told: Iterable[str]) -> str:
    """The first thing that a pod complains of, in one line; empty when none does."""
    return next((one.splitlines()[1] for one in told if one.startswith(_MARK)), "")


def complaint(pod: Object) -> str:
    """Why a pod is not ready; empty when it is, or when it simply needs more time."""
    if is_ready(pod):
        return ""
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
    return [line for status in statuses if not status.get("ready") for line in _problems(status)]


def _problems(status: Object) -> list[str]:
    lines = []
    waiting = at(status, "state", "waiting") or {}
    if waiting.get("reason", "") not in _UNDER_WAY:
        lines.append(f"[{waiting['reason']}] {waiting.get('message', '')}".rstrip())
    ended = at(status, "state", "terminated") or at(status, "lastState", "terminated") or {}
    if ended and ended.get("reason") != "Completed":
        lines.append(_ending(status, ended))
    return lines


def _ending(status: Object, ended: Object) -> str:
    line = (
        f"container {status.get('name')!r} terminated at {ended.get('finishedAt')} "
        f"({ended.get('reason')}: exit code {ended.get('exitCode')})"
    )
    message = str(ended.get("message") or "").strip()
    return f"{line}\n{message}" if message else line


def _label(pod: Object) -> str:
    where = namespace(pod)
    return name(pod) if where in ("", "default") else f"{where}/{name(pod)}"
