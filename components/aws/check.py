"""Every contradiction in a function's arguments, all at once and before the first resource."""

import re
from collections.abc import Mapping
from typing import Any

from components.container_check import port_problems, runtime_problems, variable_problems
from components.environment import secret_variables
from components.keys import PROVIDERS, provider_problems

from .access_check import access_problems, network_warnings
from .capacity_check import capacity_problems
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
from .function_args import LambdaServiceArgs
from .limits import LONGEST_NAME, RESERVED_PORTS
from .plan import ARCHITECTURES, FunctionPlan, plan_function
from .tags import label_problems
from .time_check import start_warnings, time_problems

SECRET_STORES = ("secretsmanager", "ssm")
TRACING = ("Active", "PassThrough")
_NAME = re.compile(r"[a-z]([-a-z0-9]*[a-z0-9])?")
_IMAGE = re.compile(r"(?:[^/@\s]+/)*[^/@:\s]+@sha256:[0-9a-f]{64}")


def function_problems(name: str, args: Mapping[str, Any]) -> list[str]:
    """One sentence for each contradiction in LambdaServiceArgs; empty when there is none.

    Without `image` and `platform` the rest is checked: a program may know them later.
    """
    try:
        plan = plan_function(name, args)
    except ValueError as error:
        return [str(error)]
    capacity = capacity_problems(plan)
    return [
        *_unknown_problems(args),
        *_name_problems(name),
        *_image_problems(plan, args),
        *time_problems(plan, args),
        *capacity,
        *_port_problems(plan),
        *_path_problems(plan),
        *runtime_problems(plan.runtime),
        *provider_problems(
            list(args.get("providers", ())), set(args.get("api_keys", ())), plan.model
        ),
        *variable_problems(args),
        *([] if capacity else _environment_problems(plan, args)),
        *access_problems(plan, args),
        *_choice_problems(plan),
        *label_problems(args.get("labels", {})),
    ]


def function_warnings(name: str, args: Mapping[str, Any]) -> list[str]:
    """Sentences about what may well be meant, and often is not. The arguments hold no problem."""
    return [*start_warnings(plan_function(name, args)), *network_warnings(args)]


def image_problems(image: Any) -> list[str]:
    """A sentence about a reference that Lambda refuses or that moves; none about an output."""
    if not isinstance(image, str) or _IMAGE.fullmatch(image):
        return []
    return [
        (
            f'`image` ("{image}") must be `repository@sha256:...`: a tag may move unseen, and '
            "Lambda refuses a tag beside a digest"
        )
    ]


def _unknown_problems(args: Mapping[str, Any]) -> list[str]:
    known = LambdaServiceArgs.__annotations__
    return [
        f"`{name}` means nothing on AWS Lambda; remove it" for name in args if name not in known
    ]


def _name_problems(name: str) -> list[str]:
    if _NAME.fullmatch(name) and len(name) <= LONGEST_NAME:
        return []
    return [
        (
            f'the name "{name}" cannot name a function and what belongs to it: use lower-case '
            f"letters, digits and dashes, at most {LONGEST_NAME} characters, a letter first"
        )
    ]


def _image_problems(plan: FunctionPlan, args: Mapping[str, Any]) -> list[str]:
    problems = image_problems(args.get("image"))
    if "platform" in args and plan.platform not in ARCHITECTURES:
        problems.append(
            f'`platform` ("{plan.platform}") is not one of AWS Lambda; use '
            f"{' or '.join(ARCHITECTURES)}, whichever the image was built for"
        )
    return problems


def _port_problems(plan: FunctionPlan) -> list[str]:
    if plan.port in RESERVED_PORTS:
        return [f"`port` ({plan.port}) is Lambda's own in every instance; use e.g. 8080"]
    return port_problems(plan.port)


def _path_problems(plan: FunctionPlan) -> list[str]:
    return [
        f'`{name}` ("{path}") must start with a slash'
        for name, path in (("ready_path", plan.ready_path), ("live_path", plan.live_path))
        if not path.startswith("/")
    ]


def _environment_problems(plan: FunctionPlan, args: Mapping[str, Any]) -> list[str]:
    env = dict(args.get("env", {}))
    secrets = secret_variables(
        {one: "" for one in args.get("api_keys", ()) if one in PROVIDERS},
        dict(args.get("secrets", {})),
    )
    fixed = fixed_variables(plan, has_secrets=bool(secrets))
    ours = {*fixed, SECRETS, SECRETS_VERSION, SERVICE_VERSION}
    return [
        *(
            f"`env` sets {variable}, which Lambda sets itself and refuses to take; remove it"
            for variable in env
            if variable in RESERVED
        ),
        *(
            f"`env` sets {variable}, which follows from other arguments; remove it"
            for variable in env
            if variable in ours
        ),
        *_size_problems({**service_variables(plan), **fixed, **_references(plan, secrets), **env}),
    ]


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


def _choice_problems(plan: FunctionPlan) -> list[str]:
    problems = [
        f'`{name}` ("{value}") is not known; use {" or ".join(known)}'
        for name, value, known in (
            ("secret_store", plan.secret_store, SECRET_STORES),
            ("tracing", plan.tracing, TRACING),
        )
        if value not in known
    ]
    if plan.serve_version is not None and not re.fullmatch(r"[1-9]\d*", plan.serve_version):
        problems.append(
            f'`serve_version` ("{plan.serve_version}") is not a published version; use its number'
        )
    return problems
