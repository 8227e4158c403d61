"""The environment of the container. No secret is in it: it says in which file each is."""

from collections.abc import Iterable, Mapping
from typing import Any

from components.environment import DEBUG_PORT
from components.heap import heap_mib

from .plan import STOP_MARGIN, ContainerPlan

SECRETS_FOLDER = "/run/secrets"
"""Where the files with secrets lie, as Docker's own secrets do."""


def secret_path(variable: str) -> str:
    """The file that holds the secret `variable`."""
    return f"{SECRETS_FOLDER}/{variable}"


def variables(
    plan: ContainerPlan, env: Mapping[str, Any], secrets: Iterable[str]
) -> dict[str, Any]:
    """The service's contract with its platform, the files of `secrets`, then the user's own."""
    return {
        "PORT": str(plan.port),
        "HEALTHCHECK_PATH": plan.ready_path,
        "SERVICE_NAME": plan.name,
        "OTEL_SERVICE_NAME": plan.name,
        "MODEL": plan.model,
        "MAX_STREAM_SECONDS": str(plan.longest_stream),
        "SHUTDOWN_DELAY_SECONDS": str(plan.pre_stop),
        "SHUTDOWN_GRACE_SECONDS": str(plan.grace - STOP_MARGIN),
        **_heap_variable(plan),
        **_debug_variables(plan),
        **{f"{name}_FILE": secret_path(name) for name in secrets},
        **env,
    }


def version_variables(plan: ContainerPlan, version: str) -> dict[str, str]:
    """What tells one version of the image from another in logs and traces."""
    attributes = f"service.version={version},service.instance.id={plan.name}"
    return {"SERVICE_VERSION": version, "OTEL_RESOURCE_ATTRIBUTES": attributes}


def _heap_variable(plan: ContainerPlan) -> dict[str, str]:
    if plan.runtime != "node":
        return {}
    return {"NODE_OPTIONS": f"--max-old-space-size={heap_mib(f'{plan.process_mib}Mi')}"}


def _debug_variables(plan: ContainerPlan) -> dict[str, str]:
    if not plan.debug:
        return {}
    return {"VERCEL_DEBUG_PORT": str(DEBUG_PORT), "VERCEL_LOG_LEVEL": "debug", "LOG_LEVEL": "debug"}
