"""What a function's variables cannot be: Lambda's own, ours, named as AWS takes none, too much."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from components.container_check import variable_problems
from components.environment import secret_variables
from components.keys import PROVIDERS

from .environment import (
    LONGEST_ENVIRONMENT,
    RESERVED,
    SECRETS,
    SECRETS_VERSION,
    SERVICE_VERSION,
    environment_bytes,
    fixed_variables,
    secret_map,
    secrets_version,
    service_variables,
)
from .plan import FunctionPlan

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
_ANY_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_VERSION_LENGTH = 12
"""Characters of SERVICE_VERSION, which comes with the image."""


def naming_problems(args: Mapping[str, Any]) -> list[str]:
    """Sentences about names, and about secrets in plain text.

    Nobody is sent to `secrets` with a variable that may not be there either.
    """
    plain = {name: one for name, one in args.get("env", {}).items() if name not in RESERVED}
    return [
        *variable_problems({**args, "env": plain}),
        *(
            f"`env` sets {name}, and AWS Lambda takes names of two characters or more that begin "
            "with a letter; rename it"
            for name in plain
            if _ANY_NAME.fullmatch(name) and not _NAME.fullmatch(name)
        ),
    ]


def environment_problems(plan: FunctionPlan, args: Mapping[str, Any]) -> list[str]:
    """Sentences about variables that are taken, and about the size of all of them.

    The plan's memory must hold: the heap follows from it.
    """
    env, given = dict(args.get("env", {})), dict(args.get("secrets", {}))
    keys = {one: "" for one in args.get("api_keys", ()) if one in PROVIDERS}
    secrets = secret_variables(keys, given)
    fixed = fixed_variables(plan, has_secrets=bool(secrets))
    ours = {*fixed, SECRETS, SECRETS_VERSION, SERVICE_VERSION}
    variables = {
        **service_variables(plan),
        **fixed,
        SERVICE_VERSION: "0" * _VERSION_LENGTH,
        **_references(plan, secrets),
        **env,
    }
    return [
        *_taken_problems("env", env, ours),
        *_taken_problems("secrets", given, ours),
        *_size_problems(variables),
    ]


def _taken_problems(argument: str, names: Iterable[str], ours: set[str]) -> list[str]:
    """A secret reaches the process, too, and would replace the role's credentials or the port."""
    told = [
        *((name, "Lambda sets itself and refuses to take") for name in names if name in RESERVED),
        *((name, "follows from other arguments") for name in names if name in ours),
    ]
    return [f"`{argument}` sets {name}, which {why}; remove it" for name, why in told]


def _references(plan: FunctionPlan, secrets: Mapping[str, Any]) -> dict[str, str]:
    """References as long as the real ones, whose region and account are not known yet."""
    arn = f"arn:aws:secretsmanager:eu-central-1:123456789012:secret:{plan.name}/"
    found = secret_map({one: f"{arn}{one}-AbCdEf" for one in secrets})
    return {SECRETS: found, SECRETS_VERSION: secrets_version({})} if secrets else {}


def _size_problems(variables: Mapping[str, Any]) -> list[str]:
    size = environment_bytes(variables)
    if size <= LONGEST_ENVIRONMENT:
        return []
    return [
        (
            f"the environment has {size} bytes, and AWS Lambda takes {LONGEST_ENVIRONMENT}; "
            "shorten `env`, or let the service read a file or a parameter"
        )
    ]
