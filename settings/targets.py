"""Which settings mean something on which target: what one cannot do is said at preview."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic.alias_generators import to_camel

from .schema import SECTIONS, ContainerSettings, FunctionSettings, StackSettings

KUBERNETES, LAMBDA, DOCKER = "kubernetes", "lambda", "docker"

_ON_KUBERNETES = (
    "namespace", "create_namespace", "startup_probe", "readiness_probe", "liveness_probe",
    "min_ready", "progress_deadline", "engine_timeout", "idle_timeout", "memory_request", "gpus",
    "replicas", "autoscaling", "service_type", "node_port", "ingress", "http_route",
    "image_pull_secrets", "annotations", "pod_overrides", "soak", "scheduling_budget",
)  # fmt: skip
_IN_CONTAINERS = (
    "cpu", "cpu_limit", "pre_stop", "grace", "cache_paths", "read_only_root", "run_as_user",
)  # fmt: skip
_PROVED = ("gate", "verify", "stream_path", "stream_body")

TARGETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(_ON_KUBERNETES, (KUBERNETES,)),
        **dict.fromkeys(_IN_CONTAINERS, (KUBERNETES, DOCKER)),
        **dict.fromkeys(_PROVED, (KUBERNETES, LAMBDA)),
        **dict.fromkeys(FunctionSettings.model_fields, (LAMBDA,)),
        **dict.fromkeys(ContainerSettings.model_fields, (DOCKER,)),
    }
)
"""The targets of each setting that does not mean something on all of them."""

_REASONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("gpus", LAMBDA): "AWS Lambda has no GPUs",
        ("cpu", LAMBDA): "AWS gives a function CPU in proportion to its memory",
        ("cpu_limit", LAMBDA): "AWS gives a function CPU in proportion to its memory",
        ("replicas", LAMBDA): "AWS runs as many instances as there are requests",
        ("autoscaling", LAMBDA): "AWS runs as many instances as there are requests",
        ("grace", LAMBDA): "AWS ends an instance only between requests",
        ("pre_stop", LAMBDA): "AWS ends an instance only between requests",
        ("read_only_root", LAMBDA): "AWS mounts all but /tmp read-only",
        ("cache_paths", LAMBDA): "AWS lets a function write to /tmp only",
        ("run_as_user", LAMBDA): "AWS chooses the user that a function runs as",
        ("replicas", DOCKER): "one container runs",
        ("autoscaling", DOCKER): "one container runs",
        ("verify", DOCKER): "Docker itself waits until the image's HEALTHCHECK passes",
    }
)


def means_something(field: str, target: str) -> bool:
    """Whether a setting, by its field's name, is of any use on a target."""
    return target in TARGETS.get(field, (target,))


def target_problems(stack: StackSettings) -> list[str]:
    """A sentence for each setting that the stack changed and its target cannot honour."""
    return [
        _sentence(field, stack.target)
        for section in SECTIONS
        for field, info in section.model_fields.items()
        if not means_something(field, stack.target)
        and getattr(stack, field) != info.get_default(call_default_factory=True)
    ]


def _sentence(field: str, target: str) -> str:
    name = f"shipshape:{to_camel(field)}"
    reason = _REASONS.get((field, target), f"it is a setting of {_and(TARGETS[field])}")
    return (
        f"{name} means nothing on target {target}: {reason}; "
        f"remove it with: pulumi config rm {name}"
    )


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(names)
