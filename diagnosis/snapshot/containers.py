"""A container: what was asked of it, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a container is to its pod."""

    APP = "app"
    INIT = "init"
    SIDECAR = "sidecar"  # an init container that is restarted always
    EPHEMERAL = "ephemeral"


@dataclass(frozen=True, slots=True)
class State:
    """`phase` is waiting, running or terminated, and empty where nobody said.

    `reason` and `message` are the platform's own words: CrashLoopBackOff, OOMKilled.
    """

    phase: str = ""
    reason: str = ""
    message: str = ""
    exit_code: int | None = None
    signal: int | None = None
    started: datetime | None = None
    finished: datetime | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """A probe as it is declared; times in seconds.

    `handler` is readable: `GET :8080/health/ready`, `tcp :5432`, `exec pg_isready`, `grpc :9000`.
    """

    handler: str
    initial_delay: int = 0
    period: int = 10
    timeout: int = 1
    failure_threshold: int = 3
    success_threshold: int = 1

    @property
    def budget(self) -> int:
        """Seconds from the first failure until the kubelet acts."""
        return self.period * self.failure_threshold


@dataclass(frozen=True, slots=True)
class Container:
    """A container of a pod, of Docker, or of an ECS task.

    `limits` and `requests` are quantities as written; `env` holds names only, never values;
    `probes` has the keys liveness, readiness and startup. `started` and `ready` are None where
    nobody said.
    """

    name: str
    role: Role = Role.APP
    image: str = ""
    image_id: str = ""
    state: State = State()
    last_state: State | None = None
    ready: bool | None = None
    started: bool | None = None
    restarts: int = 0
    command: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    working_dir: str = ""
    ports: tuple[int, ...] = ()
    env: tuple[str, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
    requests: Mapping[str, str] = field(default_factory=dict)
    probes: Mapping[str, Probe] = field(default_factory=dict)
    mounts: Mapping[str, str] = field(default_factory=dict)
    """Volume or source by mount path."""
    read_only_root: bool | None = None
    run_as_user: int | None = None
    run_as_non_root: bool | None = None
