"""The environment of a function: the service's contract, the adapter's, and where secrets are.

No secret is in it. Whoever may read the function's configuration reads its environment, and it is
kept with every published version for as long as that exists.
"""

import json
from collections.abc import Mapping
from typing import Any

from components.heap import heap_mib
from components.rollout import fingerprint

from .invoke_mode import ADAPTER_INVOKE_MODE
from .plan import FunctionPlan

SECRETS = "SHIPSHAPE_SECRETS"
"""JSON: the ARN of each secret variable, in Secrets Manager or SSM."""

SECRETS_VERSION = "SHIPSHAPE_SECRETS_VERSION"
"""Fingerprint of the versions of all secrets: another value publishes another version."""

SERVICE_VERSION = "SERVICE_VERSION"
"""The image's short digest, for logs and traces."""

SECRETS_LOADER = "/opt/shipshape/secrets.mjs"
"""The image's module that fetches the secrets before the service starts (Node)."""

LONGEST_ENVIRONMENT = 4096
"""Bytes of all names and values, written as one JSON map: AWS' limit."""

RESERVED = frozenset(
    """
    _HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV
    AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION
    AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME
    AWS_LAMBDA_RUNTIME_API AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
    AWS_SESSION_TOKEN LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Variables that Lambda sets itself and refuses to take."""

_SHUTDOWN_SECONDS = "1"  # Lambda kills an instance with extensions two seconds after SIGTERM


def fixed_variables(plan: FunctionPlan, *, has_secrets: bool) -> dict[str, str]:
    """What the component decides and a user's `env` may not: the adapter, the port, the heap."""
    return {
        "PORT": str(plan.port),
        "AWS_LWA_PORT": str(plan.port),
        "AWS_LWA_READINESS_CHECK_PATH": plan.ready_path,
        "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS": "200-399",
        "AWS_LWA_INVOKE_MODE": ADAPTER_INVOKE_MODE,
        **({"AWS_LWA_ASYNC_INIT": "true"} if plan.async_init else {}),
        **_node_options(plan, has_secrets),
    }


def service_variables(plan: FunctionPlan) -> dict[str, str]:
    """The service's contract with its platform, which `env` may change."""
    return {
        "SERVICE_NAME": plan.name,
        "OTEL_SERVICE_NAME": plan.name,
        "MODEL": plan.model,
        "MAX_STREAM_SECONDS": str(plan.longest_stream),
        "SHUTDOWN_DELAY_SECONDS": "0",  # no load balancer has to be told
        "SHUTDOWN_GRACE_SECONDS": _SHUTDOWN_SECONDS,
        **({"LOG_LEVEL": "debug", "VERCEL_LOG_LEVEL": "debug"} if plan.debug else {}),
    }


def secret_map(arns: Mapping[str, str]) -> str:
    """The value of SHIPSHAPE_SECRETS for the ARN of each secret variable."""
    return json.dumps(dict(arns), sort_keys=True, separators=(",", ":"))


def secrets_version(versions: Mapping[str, str]) -> str:
    """The value of SHIPSHAPE_SECRETS_VERSION for the version id of each secret variable."""
    return fingerprint(versions)


def environment_bytes(variables: Mapping[str, Any]) -> int:
    """Bytes as AWS measures them, as one JSON map; a value to come counts nothing yet."""
    known = {name: one if isinstance(one, str) else "" for name, one in variables.items()}
    return len(json.dumps(known, separators=(",", ":"), ensure_ascii=False).encode())


def log_level(env: Mapping[str, Any], plan: FunctionPlan) -> str:
    """The level below which Lambda drops the service's lines: the service's own, never above."""
    level = env.get("LOG_LEVEL", "debug" if plan.debug else "info")
    known = {"trace", "debug", "info", "warn", "error", "fatal"}
    return level.upper() if isinstance(level, str) and level in known else "TRACE"


def _node_options(plan: FunctionPlan, has_secrets: bool) -> dict[str, str]:
    if plan.runtime != "node":
        return {}
    options = [f"--max-old-space-size={heap_mib(plan.memory)}"]
    if has_secrets:
        options.append(f"--import={SECRETS_LOADER}")
    return {"NODE_OPTIONS": " ".join(options)}
