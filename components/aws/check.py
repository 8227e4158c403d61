"""Every contradiction in a function's arguments, all at once and before the first resource."""

import re
from collections.abc import Mapping
from typing import Any

from components.container_check import port_problems, runtime_problems
from components.keys import provider_problems

from .access_check import access_problems, network_warnings
from .capacity_check import capacity_problems
from .environment_check import environment_problems, naming_problems
from .function_args import LambdaServiceArgs
from .limits import LONGEST_NAME, MADE_ROLE, RESERVED_PORTS
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
        *_name_problems(name, made_role="execution_role" not in args),
        *_image_problems(plan, args),
        *time_problems(plan, args),
        *capacity,
        *_port_problems(plan),
        *_path_problems(plan),
        *runtime_problems(plan.runtime),
        *provider_problems(
            list(args.get("providers", ())), set(args.get("api_keys", ())), plan.model
        ),
        *naming_problems(args),
        *([] if capacity else environment_problems(plan, args)),
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


def _name_problems(name: str, *, made_role: bool) -> list[str]:
    longest = LONGEST_NAME - (len(MADE_ROLE) if made_role else 0)
    if _NAME.fullmatch(name) and len(name) <= longest:
        return []
    return [
        (
            f'the name "{name}" cannot name a function and what belongs to it: use lower-case '
            f"letters, digits and dashes, at most {longest} characters, a letter first"
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
