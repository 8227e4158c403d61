"""What ECS tells of tasks and services: `describe-tasks`, `describe-services`, task events."""

from collections.abc import Iterator, Mapping

from diagnosis.snapshot import Container, Platform, State, Statement

from .fields import moment, sequence, text, whole

_PHASES = {"RUNNING": "running", "STOPPED": "terminated", "PENDING": "waiting"}


def containers(task: Mapping[str, object]) -> tuple[Container, ...]:
    """The containers of a task."""
    return tuple(
        Container(
            name=text(one, "name"),
            image=text(one, "image"),
            image_id=text(one, "imageDigest"),
            state=_state(one, task),
            ready={"HEALTHY": True, "UNHEALTHY": False}.get(text(one, "healthStatus")),
            restarts=whole(one, "restartCount") or 0,
            limits={"memory": f"{memory}Mi"} if (memory := text(one, "memory")) else {},
        )
        for one in sequence(task, "containers")
        if text(one, "name")
    )


def task_statements(task: Mapping[str, object]) -> tuple[Statement, ...]:
    """Why a task stopped, and the reasons of its containers, in ECS' own words."""
    name = text(task, "taskArn").rpartition("/")[2]
    return tuple(
        Statement(said, Platform.ECS, origin, subject, moment(task, "stoppedAt"))
        for said, origin, subject in _reasons(task, name)
    )


def service_statements(service: Mapping[str, object]) -> tuple[Statement, ...]:
    """The events of a service, and the reason of a rollout that failed; newest first."""
    name = text(service, "serviceName")
    rollouts = (
        Statement(said, Platform.ECS, "deployment", name, moment(one, "updatedAt"))
        for one in sequence(service, "deployments")
        if text(one, "rolloutState") == "FAILED" and (said := text(one, "rolloutStateReason"))
    )
    events = (
        Statement(said, Platform.ECS, "service event", name, moment(one, "createdAt"))
        for one in sequence(service, "events")
        if (said := text(one, "message"))
    )
    return (*rollouts, *events)


def _reasons(task: object, name: str) -> Iterator[tuple[str, str, str]]:
    code, reason = text(task, "stopCode"), text(task, "stoppedReason")
    if reason or code:
        said = reason if code in reason else ": ".join(filter(None, (code, reason)))
        yield said, "stopped reason", name
    for one in sequence(task, "containers"):
        if reason := text(one, "reason"):
            yield reason, "container reason", text(one, "name")


def _state(container: object, task: object) -> State:
    """A reason is written `OutOfMemoryError: Container killed due to memory usage`."""
    reason, _, message = text(container, "reason").partition(": ")
    phase = _PHASES.get(text(container, "lastStatus"), "")
    return State(
        phase=phase,
        reason=reason,
        message=message,
        exit_code=whole(container, "exitCode"),
        started=moment(task, "startedAt"),
        finished=moment(task, "stoppedAt") if phase == "terminated" else None,
    )
