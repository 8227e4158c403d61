"""From a service's arguments and its preset to one plan: every number decided, no Pulumi."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .limits import Limits
from .presets import (
    DEFAULT_FIRST_TOKEN,
    DEFAULT_LONGEST_STREAM,
    PRESETS,
    PROGRESS_MARGIN,
    Preset,
    ProbeTimes,
)
from .probes import DEBUG_LIVENESS, DEBUG_READINESS, startup_times
from .quantities import QuantityError, memory_bytes
from .rollout import Surge, engine_timeout, surge_for, waves
from .security import NONROOT
from .timeouts import Timeouts
from .whole_numbers import whole_argument, whole_number

DEFAULT_MEMORY = "512Mi"
DEFAULT_MEMORY_REQUEST = "256Mi"
DEFAULT_CPU = "100m"
DEFAULT_REPLICAS = 2
DEFAULT_CPU_PERCENT = 70


@dataclass(frozen=True)
class Scaling:
    """Bounds of the autoscaler, and the CPU use in percent it aims at."""

    least: int
    most: int
    cpu_percent: int


@dataclass(frozen=True)
class ServicePlan:
    """Everything decided about a service that is known before the engine runs."""

    name: str
    preset: str
    runtime: str
    port: int
    ready_path: str
    live_path: str
    timeouts: Timeouts
    limits: Limits
    surge: Surge
    replicas: int
    scaling: Scaling | None
    model: str
    cache_paths: tuple[str, ...]
    read_only_root: bool
    user: int
    debug: bool
    service_type: str
    node_port: int | None


def plan_service(name: str, args: Mapping[str, Any]) -> ServicePlan:
    """The plan of the service `name`; `args` are KubernetesServiceArgs.

    Raises ValueError for an unknown preset or a number that is none; contradictions between
    valid numbers are found by `service_problems`.
    """
    preset = _preset(args)
    gpus = whole_argument(args, "gpus", 0)
    scaling = _scaling(args.get("autoscaling"))
    replicas = scaling.least if scaling else whole_argument(args, "replicas", DEFAULT_REPLICAS)
    surge = surge_for(replicas, gpus)
    wave_count = waves(scaling.most if scaling else replicas, surge)
    node_port = args.get("node_port")
    return ServicePlan(
        name=name,
        preset=str(args.get("preset", "api")),
        runtime=str(args.get("runtime", "node")),
        port=whole_argument(args, "port", 8080),
        ready_path=str(args.get("ready_path", "/health/ready")),
        live_path=str(args.get("live_path", "/health/live")),
        timeouts=_timeouts(args, preset, wave_count),
        limits=_limits(args, preset, gpus),
        surge=surge,
        replicas=replicas,
        scaling=scaling,
        model=str(args.get("model", "offline")),
        cache_paths=tuple(args.get("cache_paths", ())),
        read_only_root=bool(args.get("read_only_root", not gpus)),
        user=whole_argument(args, "run_as_user", NONROOT),
        debug=bool(args.get("debug", False)),
        service_type=str(args.get("service_type", "ClusterIP")),
        node_port=None if node_port is None else whole_number(node_port, 0),
    )


def _preset(args: Mapping[str, Any]) -> Preset:
    name = args.get("preset", "api")
    if name not in PRESETS:
        raise ValueError(f'`preset` ("{name}") is not known; use one of {", ".join(PRESETS)}')
    return PRESETS[name]


def _scaling(args: Mapping[str, Any] | None) -> Scaling | None:
    if not args:
        return None
    return Scaling(
        least=whole_argument(args, "min_replicas", 1),
        most=whole_argument(args, "max_replicas", 1),
        cpu_percent=whole_argument(args, "cpu_percent", DEFAULT_CPU_PERCENT),
    )


def _timeouts(args: Mapping[str, Any], preset: Preset, wave_count: int) -> Timeouts:
    budget = whole_argument(args, "startup_budget", preset.startup_budget)
    deadline = whole_argument(args, "progress_deadline", budget + PROGRESS_MARGIN)
    pre_stop = whole_argument(args, "pre_stop", preset.pre_stop)
    stream = whole_argument(args, "longest_stream", DEFAULT_LONGEST_STREAM)
    debug = bool(args.get("debug", False))
    return Timeouts(
        startup_budget=budget,
        startup=_startup(args.get("startup_probe") or {}, preset, budget),
        readiness=_probe(args, "readiness_probe", DEBUG_READINESS if debug else preset.readiness),
        liveness=_probe(args, "liveness_probe", DEBUG_LIVENESS if debug else preset.liveness),
        min_ready=whole_argument(args, "min_ready", preset.min_ready),
        progress_deadline=deadline,
        engine_timeout=whole_argument(args, "engine_timeout", engine_timeout(deadline, wave_count)),
        pre_stop=pre_stop,
        longest_stream=stream,
        grace=whole_argument(args, "grace", pre_stop + stream),
        first_token=whole_argument(args, "first_token", DEFAULT_FIRST_TOKEN),
        idle_timeout=whole_argument(args, "idle_timeout", preset.idle_timeout),
    )


def _startup(args: Mapping[str, Any], preset: Preset, budget: int) -> ProbeTimes:
    period = whole_argument(args, "period", preset.startup_period)
    timeout = whole_argument(args, "timeout", preset.startup_timeout)
    computed = startup_times(max(budget, 1), max(period, 1), timeout)
    return ProbeTimes(period, timeout, whole_argument(args, "failures", computed.failures))


def _probe(args: Mapping[str, Any], name: str, fallback: ProbeTimes) -> ProbeTimes:
    given = args.get(name) or {}
    return ProbeTimes(
        period=whole_argument(given, "period", fallback.period),
        timeout=whole_argument(given, "timeout", fallback.timeout),
        failures=whole_argument(given, "failures", fallback.failures),
    )


def _limits(args: Mapping[str, Any], preset: Preset, gpus: int) -> Limits:
    memory = str(args.get("memory", DEFAULT_MEMORY))
    cpu = str(args.get("cpu", DEFAULT_CPU))
    equal = preset.request_equals_limit
    return Limits(
        memory=memory,
        memory_request=str(args.get("memory_request", memory if equal else _request(memory))),
        cpu=cpu,
        cpu_limit=args.get("cpu_limit", cpu if equal else None),
        gpus=gpus,
    )


def _request(memory: str) -> str:
    """The default request, or the limit where that is smaller."""
    try:
        small = memory_bytes(memory) < memory_bytes(DEFAULT_MEMORY_REQUEST)
    except QuantityError:  # the limit itself is reported; one sentence is enough
        return DEFAULT_MEMORY_REQUEST
    return memory if small else DEFAULT_MEMORY_REQUEST
