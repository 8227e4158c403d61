"""From a container's arguments to one plan: every number decided, no Pulumi. Times are seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.presets import DEFAULT_LONGEST_STREAM, PRESETS, Preset, ProbeTimes
from components.probes import DEBUG_READINESS
from components.quantities import MEBIBYTE, cpu_millicores, memory_bytes
from components.security import NONROOT
from components.whole_numbers import whole_argument

from .writable import tmpfs_mib

DEFAULT_MEMORY = "512Mi"
STOP_MARGIN = 5
"""Seconds between the moment the service cuts what still streams and the moment Docker kills it."""

HEALTH_MARGIN = 15
"""Seconds to wait beyond Docker's own verdict, so that the verdict is the message."""

SHARES_OF_A_CORE = 1024
"""Docker's CPU weight of a container that says nothing, which Kubernetes gives for one core."""


@dataclass(frozen=True)
class ContainerPlan:
    """Everything decided about a container that is known before the engine runs."""

    name: str
    runtime: str
    port: int
    host_port: int
    host_ip: str
    ready_path: str
    live_path: str
    health_command: tuple[str, ...]
    health: ProbeTimes
    startup_budget: int
    longest_stream: int
    pre_stop: int
    grace: int
    memory: str
    cpu: str | None
    cpu_limit: str | None
    restart: str
    max_retries: int | None
    model: str
    cache_paths: tuple[str, ...]
    read_only_root: bool
    user: int
    log_max_size: str
    log_max_files: int
    debug: bool

    @property
    def memory_mib(self) -> int:
        """Memory limit in MiB, as Docker counts. Raises QuantityError."""
        return memory_bytes(self.memory) // MEBIBYTE

    @property
    def process_mib(self) -> int:
        """MiB of it that are left when /tmp and every cache are full. Raises QuantityError."""
        return self.memory_mib - tmpfs_mib(self.cache_paths)

    @property
    def cpu_shares(self) -> int | None:
        """Docker's weight for `cpu`; at least 2, the kernel's least. Raises QuantityError."""
        if self.cpu is None:
            return None
        return max(2, cpu_millicores(self.cpu) * SHARES_OF_A_CORE // 1000)

    @property
    def cpus(self) -> str | None:
        """CPU limit in cores, as Docker writes it. Raises QuantityError."""
        if self.cpu_limit is None:
            return None
        return f"{cpu_millicores(self.cpu_limit) / 1000:g}"

    @property
    def wait_timeout(self) -> int:
        """Seconds until a container is healthy, or Docker itself has found that it is not."""
        verdict = self.health.failures * (self.health.period + self.health.timeout)
        return self.startup_budget + verdict + HEALTH_MARGIN


def plan_container(name: str, args: Mapping[str, Any]) -> ContainerPlan:
    """The plan of the container `name`; `args` are DockerServiceArgs.

    Raises ValueError for an unknown preset or a number that is none; contradictions between valid
    numbers are found by `container_problems`.
    """
    preset = _preset(args)
    debug = bool(args.get("debug", False))
    port = whole_argument(args, "port", 8080)
    stream = whole_argument(args, "longest_stream", DEFAULT_LONGEST_STREAM)
    pre_stop = whole_argument(args, "pre_stop", 0)
    retries = args.get("max_retries")
    return ContainerPlan(
        name=name,
        runtime=str(args.get("runtime", "node")),
        port=port,
        host_port=whole_argument(args, "host_port", port),
        host_ip=str(args.get("host_ip", "127.0.0.1")),
        ready_path=str(args.get("ready_path", "/health/ready")),
        live_path=str(args.get("live_path", "/health/live")),
        health_command=tuple(args.get("health_command", ())),
        health=DEBUG_READINESS if debug else preset.readiness,
        startup_budget=whole_argument(args, "startup_budget", preset.startup_budget),
        longest_stream=stream,
        pre_stop=pre_stop,
        grace=whole_argument(args, "grace", pre_stop + stream + STOP_MARGIN),
        memory=str(args.get("memory", DEFAULT_MEMORY)),
        cpu=args.get("cpu"),
        cpu_limit=args.get("cpu_limit"),
        restart=str(args.get("restart", "unless-stopped")),
        max_retries=None if retries is None else whole_argument(args, "max_retries", 0),
        model=str(args.get("model", "offline")),
        cache_paths=tuple(args.get("cache_paths", ())),
        read_only_root=bool(args.get("read_only_root", True)),
        user=whole_argument(args, "run_as_user", NONROOT),
        log_max_size=str(args.get("log_max_size", "10m")),
        log_max_files=whole_argument(args, "log_max_files", 3),
        debug=debug,
    )


def _preset(args: Mapping[str, Any]) -> Preset:
    name = args.get("preset", "api")
    if name not in PRESETS:
        raise ValueError(f'`preset` ("{name}") is not known; use one of {", ".join(PRESETS)}')
    return PRESETS[name]
