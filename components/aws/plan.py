"""From a function's arguments to one plan: every number decided, no Pulumi. Times are seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.presets import DEFAULT_FIRST_TOKEN, DEFAULT_LONGEST_STREAM, PRESETS
from components.quantities import MEBIBYTE, memory_bytes
from components.whole_numbers import whole_argument

DEFAULT_MEMORY = "1024Mi"
DEFAULT_RETENTION = 30
TIMEOUT_MARGIN = 30
"""Seconds of a cold start and of the last bytes, above the stream and its first token."""

ARCHITECTURES = {"linux/amd64": "x86_64", "linux/arm64": "arm64"}
"""AWS' word for each platform."""

ALIAS = "live"
"""The alias that serves; URL, permissions and alarms hang on it, never on a version."""


@dataclass(frozen=True)
class FunctionPlan:
    """Everything decided about a function that is known before the engine runs."""

    name: str
    runtime: str
    port: int
    ready_path: str
    live_path: str
    startup_budget: int | None  # None when nobody said one
    longest_stream: int
    first_token: int
    timeout: int
    memory: str
    platform: str
    reserved: int | None
    provisioned: int | None
    async_init: bool
    model: str
    url_auth: str
    url_auth_reason: str
    secret_store: str
    retention: int
    serve_version: str | None
    tracing: str
    debug: bool

    @property
    def memory_mib(self) -> int:
        """Memory in MiB, as AWS counts. Raises QuantityError."""
        return memory_bytes(self.memory) // MEBIBYTE

    @property
    def architecture(self) -> str:
        """`x86_64` or `arm64`."""
        return ARCHITECTURES[self.platform]


def plan_function(name: str, args: Mapping[str, Any]) -> FunctionPlan:
    """The plan of the function `name`; `args` are LambdaServiceArgs.

    Raises ValueError for an unknown preset or a number that is none; contradictions between
    valid numbers are found by `function_problems`.
    """
    stream = whole_argument(args, "longest_stream", DEFAULT_LONGEST_STREAM)
    silence = whole_argument(args, "first_token", DEFAULT_FIRST_TOKEN)
    version = args.get("serve_version")
    return FunctionPlan(
        name=name,
        runtime=str(args.get("runtime", "node")),
        port=whole_argument(args, "port", 8080),
        ready_path=str(args.get("ready_path", "/health/ready")),
        live_path=str(args.get("live_path", "/health/live")),
        startup_budget=_startup_budget(args),
        longest_stream=stream,
        first_token=silence,
        timeout=whole_argument(args, "function_timeout", stream + silence + TIMEOUT_MARGIN),
        memory=str(args.get("memory", DEFAULT_MEMORY)),
        platform=str(args.get("platform", "")),
        reserved=_optional(args, "reserved_concurrency"),
        provisioned=_optional(args, "provisioned_concurrency"),
        async_init=bool(args.get("async_init", False)),
        model=str(args.get("model", "offline")),
        url_auth=str(args.get("url_auth", "AWS_IAM")),
        url_auth_reason=str(args.get("url_auth_reason", "")).strip(),
        secret_store=str(args.get("secret_store", "secretsmanager")),
        retention=whole_argument(args, "log_retention", DEFAULT_RETENTION),
        serve_version=None if version is None else str(version),
        tracing=str(args.get("tracing", "Active")),
        debug=bool(args.get("debug", False)),
    )


def _startup_budget(args: Mapping[str, Any]) -> int | None:
    """The budget somebody gave; a service that loads a model has the preset's."""
    preset = args.get("preset", "api")
    if preset not in PRESETS:
        raise ValueError(f'`preset` ("{preset}") is not known; use one of {", ".join(PRESETS)}')
    if preset == "model":
        return whole_argument(args, "startup_budget", PRESETS[preset].startup_budget)
    return _optional(args, "startup_budget")


def _optional(args: Mapping[str, Any], name: str) -> int | None:
    return None if args.get(name) is None else whole_argument(args, name, 0)
