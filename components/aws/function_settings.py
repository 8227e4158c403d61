"""All that a published version has but its image, as the provider's arguments."""

from collections.abc import Mapping
from typing import Any

import pulumi

from .environment import (
    SECRETS,
    SECRETS_VERSION,
    fixed_variables,
    log_level,
    secret_map,
    secrets_version,
    service_variables,
)
from .plan import FunctionPlan
from .secret_stores import Stored


def function_settings(
    plan: FunctionPlan, args: Mapping[str, Any], secrets: Mapping[str, Stored]
) -> dict[str, Any]:
    """What follows from the arguments; role and log group are the caller's."""
    settings: dict[str, Any] = {
        "name": plan.name,
        "architectures": [plan.architecture],
        "memory_size": plan.memory_mib,
        "timeout": plan.timeout,
        "environment": {"variables": _variables(plan, args.get("env", {}), secrets)},
        "tracing_config": {"mode": plan.tracing},
    }
    if plan.reserved is not None:
        settings["reserved_concurrent_executions"] = plan.reserved
    if vpc := args.get("vpc"):
        settings["vpc_config"] = dict(vpc)
    return settings


def logging_settings(plan: FunctionPlan, env: Mapping[str, Any], group: Any) -> dict[str, Any]:
    """JSON in the service's own log group; of Lambda's lines, those that report."""
    return {
        "log_format": "JSON",
        "application_log_level": log_level(env, plan),
        "system_log_level": "INFO",
        "log_group": group,
    }


def _variables(
    plan: FunctionPlan, env: Mapping[str, Any], secrets: Mapping[str, Stored]
) -> dict[str, Any]:
    return {
        **service_variables(plan),
        **env,
        **fixed_variables(plan, has_secrets=bool(secrets)),
        **_references(secrets),
    }


def _references(secrets: Mapping[str, Stored]) -> dict[str, pulumi.Output[str]]:
    """Where the secrets are, and which versions they have; nothing without any."""
    if not secrets:
        return {}
    arns = pulumi.Output.all(**{name: one.arn for name, one in secrets.items()})
    versions = pulumi.Output.all(**{name: one.version for name, one in secrets.items()})
    return {SECRETS: arns.apply(secret_map), SECRETS_VERSION: versions.apply(secrets_version)}
