"""Every contradiction in a container's arguments, all at once and before the first resource."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from components.container_check import (
    HIGHEST_PORT,
    port_problems,
    runtime_problems,
    variable_problems,
)
from components.environment import secret_variables
from components.keys import PROVIDERS, provider_problems
from components.probes import path_problems
from components.security import user_problems
from components.volumes import cache_problems

from .container_args import DockerServiceArgs
from .environment import SECRETS_FOLDER
from .plan import STOP_MARGIN, ContainerPlan, plan_container
from .resource_check import resource_problems

_NAME = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
LONGEST_NAME = 46
"""Characters of a service's name, as on Kubernetes: a service may move from one to the other."""

RESTARTS = ("no", "on-failure", "unless-stopped", "always")
_IMAGE = re.compile(r"(?:[^\s@:/]+(?::\d+)?/)?[^\s@:]+@sha256:[0-9a-f]{64}")
_LOG_SIZE = re.compile(r"[1-9]\d*[kmg]")


def container_problems(name: str, args: Mapping[str, Any]) -> list[str]:
    """One sentence for each contradiction in DockerServiceArgs; empty when there is none."""
    try:
        plan = plan_container(name, args)
    except ValueError as error:
        return [*_unknown_problems(args), str(error)]
    return [
        *_unknown_problems(args),
        *_name_problems(name),
        *image_problems(args.get("image")),
        *runtime_problems(plan.runtime),
        *_address_problems(plan),
        *path_problems(plan.ready_path, plan.live_path),
        *_health_problems(plan),
        *_time_problems(plan),
        *resource_problems(plan),
        *_restart_problems(plan),
        *user_problems(plan.user),
        *_folder_problems(plan),
        *provider_problems(
            list(args.get("providers", ())), set(args.get("api_keys", ())), plan.model
        ),
        *variable_problems(args),
        *_file_variable_problems(args),
        *_log_problems(plan),
    ]


def image_problems(image: Any) -> list[str]:
    """A sentence about a reference without a digest; nothing of a value that is still to come."""
    if not isinstance(image, str) or _IMAGE.fullmatch(image):
        return []
    return [
        (
            f'`image` ("{image}") must be `repository@sha256:...`: a tag that moves is not pulled '
            "again, and nobody knows what runs"
        )
    ]


def _unknown_problems(args: Mapping[str, Any]) -> list[str]:
    known = DockerServiceArgs.__annotations__
    return [
        f"`{name}` means nothing on a Docker host; remove it" for name in args if name not in known
    ]


def _name_problems(name: str) -> list[str]:
    if _NAME.fullmatch(name) and len(name) <= LONGEST_NAME:
        return []
    return [
        (
            f'the name "{name}" cannot name a container and what belongs to it: use lower-case '
            f"letters, digits and dashes, at most {LONGEST_NAME} characters, a letter first"
        )
    ]


def _address_problems(plan: ContainerPlan) -> list[str]:
    problems = port_problems(plan.port)
    # A wrong `port` that `host_port` was taken from is told once. Docker itself may open any port.
    if plan.host_port != plan.port and not 1 <= plan.host_port <= HIGHEST_PORT:
        problems.append(f"`host_port` ({plan.host_port}) must be between 1 and {HIGHEST_PORT}")
    try:
        ip_address(plan.host_ip)
    except ValueError:
        problems.append(
            f'`host_ip` ("{plan.host_ip}") is not an address; use 127.0.0.1 (this host alone) or '
            "0.0.0.0 (everyone who reaches it)"
        )
    return problems


def _health_problems(plan: ContainerPlan) -> list[str]:
    command = plan.health_command
    if not command or (command[0] in ("CMD", "CMD-SHELL") and len(command) > 1):
        return []
    return [
        (
            f'`health_command` begins with "{command[0]}"; begin with CMD and the program, or with '
            "CMD-SHELL and a line for a shell, and leave it out to take the image's own"
        )
    ]


def _time_problems(plan: ContainerPlan) -> list[str]:
    least_one = {"startup_budget": plan.startup_budget, "longest_stream": plan.longest_stream}
    problems = [
        f"`{name}` ({value}) must be 1 or more" for name, value in least_one.items() if value < 1
    ]
    if plan.pre_stop < 0:
        problems.append(f"`pre_stop` ({plan.pre_stop}) cannot be negative")
    needed = plan.pre_stop + plan.longest_stream + STOP_MARGIN
    if not problems and plan.grace < needed:
        problems.append(
            f"`grace` ({plan.grace} s) is below `pre_stop` ({plan.pre_stop} s) plus "
            f"`longest_stream` ({plan.longest_stream} s) and {STOP_MARGIN} s to end in: Docker "
            f"would cut running streams; use at least {needed}, or leave `grace` out"
        )
    return problems


def _restart_problems(plan: ContainerPlan) -> list[str]:
    if plan.restart not in RESTARTS:
        return [f'`restart` ("{plan.restart}") is not known; use one of {", ".join(RESTARTS)}']
    if plan.max_retries is None:
        return []
    if plan.restart != "on-failure":
        return [
            (
                f"`max_retries` ({plan.max_retries}) needs `restart` on-failure, "
                f"and it is {plan.restart}"
            )
        ]
    if plan.max_retries < 1:
        return [f"`max_retries` ({plan.max_retries}) must be 1 or more"]
    return []


def _folder_problems(plan: ContainerPlan) -> list[str]:
    hidden = [
        f'`cache_paths`: "{path}" would hide the files with the secrets in {SECRETS_FOLDER}'
        for path in plan.cache_paths
        if f"{SECRETS_FOLDER}/".startswith(f"{path.rstrip('/')}/") and path.startswith("/run")
    ]
    return [*cache_problems(list(plan.cache_paths)), *hidden]


def _file_variable_problems(args: Mapping[str, Any]) -> list[str]:
    """Both NAME_FILE of `env` and the secret NAME: one of the two would be lost."""
    keys = {key: None for key in args.get("api_keys", {}) if key in PROVIDERS}
    secrets = secret_variables(keys, dict(args.get("secrets", {})))
    return [
        f"`env` sets {name}_FILE, which is where the secret {name} will be; remove it from `env`"
        for name in secrets
        if f"{name}_FILE" in args.get("env", {})
    ]


def _log_problems(plan: ContainerPlan) -> list[str]:
    problems = []
    if not _LOG_SIZE.fullmatch(plan.log_max_size):
        problems.append(
            f'`log_max_size` ("{plan.log_max_size}") is not a size of Docker\'s; use e.g. 10m'
        )
    if plan.log_max_files < 1:
        problems.append(f"`log_max_files` ({plan.log_max_files}) must be 1 or more")
    return problems
