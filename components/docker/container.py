"""The container, as the Docker provider takes it, from a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .environment import SECRETS_FOLDER
from .plan import ContainerPlan
from .writable import tmpfs


@dataclass(frozen=True)
class Wiring:
    """What the container refers to and only the engine knows; each may be a Pulumi output."""

    image: Any
    environment: Sequence[Any]  # NAME=value
    secrets_volume: Any = None
    labels: Mapping[str, str] = field(default_factory=dict)


def container_inputs(plan: ContainerPlan, wiring: Wiring) -> dict[str, Any]:
    """The inputs of the provider's Container, by its Python names."""
    return {
        "name": plan.name,
        "image": wiring.image,
        "envs": list(wiring.environment),
        "labels": label_list(wiring.labels),
        "ports": [
            {
                "internal": plan.port,
                "external": plan.host_port,
                "ip": plan.host_ip,
                "protocol": "tcp",
            }
        ],
        **_resources(plan),
        **_security(plan),
        **_files(plan, wiring),
        **_life(plan),
        "log_driver": "json-file",
        "log_opts": {"max-size": plan.log_max_size, "max-file": str(plan.log_max_files)},
    }


def label_list(labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Labels as the provider takes them, in one order."""
    return [{"label": name, "value": value} for name, value in sorted(labels.items())]


def _resources(plan: ContainerPlan) -> dict[str, Any]:
    """Memory and swap together are the memory alone: without swap the limit means what it says."""
    limits = {"memory": plan.memory_mib, "memory_swap": plan.memory_mib}
    shares = {} if plan.cpu_shares is None else {"cpu_shares": plan.cpu_shares}
    cpus = {} if plan.cpus is None else {"cpus": plan.cpus}
    return {**limits, **shares, **cpus}


def _security(plan: ContainerPlan) -> dict[str, Any]:
    return {
        "user": f"{plan.user}:{plan.user}",
        "privileged": False,
        "capabilities": {"drops": ["ALL"]},
        "security_opts": ["no-new-privileges:true"],
        "read_only": plan.read_only_root,
    }


def _files(plan: ContainerPlan, wiring: Wiring) -> dict[str, Any]:
    writable = {"tmpfs": tmpfs(plan.cache_paths, plan.user)}
    if wiring.secrets_volume is None:
        return writable
    volume = {
        "volume_name": wiring.secrets_volume,
        "container_path": SECRETS_FOLDER,
        "read_only": True,
    }
    return {**writable, "volumes": [volume]}


def _life(plan: ContainerPlan) -> dict[str, Any]:
    """How it starts, is watched and ends.

    `init`: a process with the id 1 ignores SIGTERM unless it says otherwise; under an init none
    has to. `destroy_grace_seconds`: without it the provider kills a container it replaces, and
    every stream with it, whatever `stop_timeout` says.
    """
    retries = {} if plan.max_retries is None else {"max_retry_count": plan.max_retries}
    return {
        "init": True,
        "must_run": True,
        "restart": plan.restart,
        **retries,
        "stop_signal": "SIGTERM",
        "stop_timeout": plan.grace,
        "destroy_grace_seconds": plan.grace,
        "healthcheck": _healthcheck(plan),
        "wait": True,
        "wait_timeout": plan.wait_timeout,
    }


def _healthcheck(plan: ContainerPlan) -> dict[str, Any]:
    """Times of ours; Docker takes the command from the image where none is given."""
    command = {"tests": list(plan.health_command)} if plan.health_command else {}
    return {
        **command,
        "interval": f"{plan.health.period}s",
        "timeout": f"{plan.health.timeout}s",
        "start_period": f"{plan.startup_budget}s",
        "retries": plan.health.failures,
    }
