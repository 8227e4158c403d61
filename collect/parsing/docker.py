"""What `docker inspect` tells of a container."""

from collections.abc import Iterator, Mapping

from diagnosis.snapshot import Container, Platform, Probe, State, Statement

from .fields import flag, mapping, moment, sequence, strings, text, whole, words

_NANOSECONDS = 1_000_000_000


def container(obj: Mapping[str, object]) -> Container:
    """A container as the daemon describes it; names of the environment only."""
    last = _ended(obj) if text(obj, "State", "Status") == "restarting" else None
    return Container(
        name=text(obj, "Name").lstrip("/") or text(obj, "Id")[:12],
        image=text(obj, "Config", "Image"),
        image_id=text(obj, "Image"),
        state=_state(obj),
        last_state=last,
        ready=_ready(obj),
        restarts=whole(obj, "RestartCount") or 0,
        command=words(obj, "Config", "Entrypoint"),
        args=words(obj, "Config", "Cmd"),
        working_dir=text(obj, "Config", "WorkingDir"),
        ports=tuple(_ports(obj)),
        env=tuple(one.partition("=")[0] for one in words(obj, "Config", "Env")),
        limits=dict(_limits(obj)),
        probes=dict(_probes(obj)),
        mounts=dict(_mounts(obj)),
        read_only_root=flag(obj, "HostConfig", "ReadonlyRootfs"),
        run_as_user=whole({"user": text(obj, "Config", "User").partition(":")[0]}, "user"),
    )


def statements(obj: Mapping[str, object]) -> tuple[Statement, ...]:
    """The daemon's own error about a container, and what its failing health checks printed."""
    name = text(obj, "Name").lstrip("/")
    said = []
    if error := text(obj, "State", "Error"):
        said.append(Statement(error, Platform.DOCKER, "docker inspect", name))
    for check in sequence(obj, "State", "Health", "Log"):
        output = text(check, "Output").strip()
        if output and whole(check, "ExitCode"):
            end = moment(check, "End")
            said.append(Statement(output, Platform.DOCKER, "health check", name, end))
    return tuple(said)


def _state(obj: object) -> State:
    status = text(obj, "State", "Status")
    if status in ("exited", "dead"):
        return _ended(obj)
    if status in ("created", "restarting", "removing"):
        code = whole(obj, "State", "ExitCode") or None
        return State("waiting", status, text(obj, "State", "Error"), code)
    return State(
        phase="running" if status in ("running", "paused") else "",
        reason=status if status == "paused" else "",
        started=moment(obj, "State", "StartedAt"),
    )


def _ended(obj: object) -> State:
    code = whole(obj, "State", "ExitCode")
    killed = flag(obj, "State", "OOMKilled")
    return State(
        phase="terminated",
        reason="OOMKilled" if killed else "Error" if code else "Completed",
        message=text(obj, "State", "Error"),
        exit_code=code,
        started=moment(obj, "State", "StartedAt"),
        finished=moment(obj, "State", "FinishedAt"),
    )


def _ready(obj: object) -> bool | None:
    """What the health check says, where there is one."""
    return {"healthy": True, "unhealthy": False, "starting": False}.get(
        text(obj, "State", "Health", "Status")
    )


def _ports(obj: object) -> Iterator[int]:
    for exposed in mapping(obj, "Config", "ExposedPorts"):
        if (port := exposed.partition("/")[0]).isdecimal():
            yield int(port[:5])


def _limits(obj: object) -> Iterator[tuple[str, str]]:
    if memory := whole(obj, "HostConfig", "Memory"):
        yield "memory", str(memory)
    if cpus := whole(obj, "HostConfig", "NanoCpus"):
        yield "cpu", f"{cpus // 1_000_000}m"


def _probes(obj: object) -> Iterator[tuple[str, Probe]]:
    """A HEALTHCHECK is told as liveness: Swarm and ECS replace what fails it."""
    check = mapping(obj, "Config", "Healthcheck")
    test = words(check, "Test")
    if not test or test[0] == "NONE":
        return
    command = test[1:] if test[0] in ("CMD", "CMD-SHELL") else test
    yield (
        "liveness",
        Probe(
            handler=" ".join(("exec", *command)),
            initial_delay=_seconds(check, "StartPeriod", 0),
            period=_seconds(check, "Interval", 30),
            timeout=_seconds(check, "Timeout", 30),
            failure_threshold=whole(check, "Retries") or 3,
        ),
    )


def _seconds(check: object, name: str, default: int) -> int:
    """Docker writes nanoseconds, and 0 for its default."""
    return (whole(check, name) or 0) // _NANOSECONDS or default


def _mounts(obj: object) -> Iterator[tuple[str, str]]:
    for mount in sequence(obj, "Mounts"):
        if target := text(mount, "Destination"):
            yield target, text(mount, "Name") or text(mount, "Source")
    for target, options in strings(obj, "HostConfig", "Tmpfs").items():
        yield target, f"tmpfs {options}".strip()
