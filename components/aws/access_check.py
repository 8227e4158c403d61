"""Who may call a function, as whom it runs, and from which network."""

import re
from collections.abc import Mapping
from typing import Any

from .plan import FunctionPlan

URL_AUTHS = ("AWS_IAM", "NONE")
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+", re.ASCII)
_SUBNET = re.compile(r"subnet-[0-9a-f]+")
_SECURITY_GROUP = re.compile(r"sg-[0-9a-f]+")
_ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]+:.+")


def access_problems(plan: FunctionPlan, args: Mapping[str, Any]) -> list[str]:
    """Sentences about the URL, the role, the VPC and the alarms' actions."""
    return [
        *_url_problems(plan),
        *_role_problems(args.get("execution_role")),
        *_vpc_problems(args.get("vpc")),
        *_action_problems(args.get("alarm_actions", [])),
    ]


def network_warnings(args: Mapping[str, Any]) -> list[str]:
    """A sentence for a function in a VPC that has somebody outside to call."""
    if not args.get("vpc"):
        return []
    providers = ", ".join(args.get("providers", ()))
    whom = f"{providers} and the secret store" if providers else "anything outside"
    return [
        (
            f"`vpc`: a function in a VPC has no way to the internet of its own; to call {whom} its "
            "subnets need a route to a NAT gateway, or requests hang until they time out"
        )
    ]


def _url_problems(plan: FunctionPlan) -> list[str]:
    if plan.url_auth not in URL_AUTHS:
        return [f'`url_auth` ("{plan.url_auth}") is not known; use {" or ".join(URL_AUTHS)}']
    if plan.url_auth == "NONE" and not plan.url_auth_reason:
        return [
            (
                "`url_auth` is NONE: anyone may call the service, at your cost; say why in "
                "`url_auth_reason`, or leave `url_auth` out"
            )
        ]
    if plan.url_auth != "NONE" and plan.url_auth_reason:
        return [
            (
                f"`url_auth_reason` says why anyone may call the service, and `url_auth` is "
                f"{plan.url_auth}; remove one"
            )
        ]
    return []


def _role_problems(role: Any) -> list[str]:
    if not isinstance(role, str) or _ROLE.fullmatch(role):
        return []
    return [
        (
            f'`execution_role` ("{role}") is not the ARN of a role, such as '
            "arn:aws:iam::123456789012:role/service"
        )
    ]


def _vpc_problems(vpc: Mapping[str, Any] | None) -> list[str]:
    if not vpc:
        return []
    problems = []
    for key, pattern, example in (
        ("subnet_ids", _SUBNET, "subnet-0a1b2c3d"),
        ("security_group_ids", _SECURITY_GROUP, "sg-0a1b2c3d"),
    ):
        given = vpc.get(key) or []
        if not given:
            problems.append(f"`vpc.{key}` is empty; name at least one, such as {example}")
        problems += [
            f'`vpc.{key}` has "{one}", which does not look like {example}'
            for one in given
            if isinstance(one, str) and not pattern.fullmatch(one)
        ]
    return problems


def _action_problems(actions: list[Any]) -> list[str]:
    return [
        f'`alarm_actions` has "{one}", which is not an ARN; use e.g. the ARN of an SNS topic'
        for one in actions
        if isinstance(one, str) and not _ARN.fullmatch(one)
    ]
