"""From settings to what a release on AWS is told, as plain maps."""

import os
from typing import Any

from pulumi.runtime.config import get_config

from .gating import proof_arguments
from .stack import Settings

_REGION_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION")
_PROVIDER_CREDENTIALS = (
    "profile", "accessKey", "secretKey", "token", "assumeRole", "assumeRoles",
    "assumeRoleWithWebIdentity", "sharedConfigFiles", "sharedCredentialsFiles",
)  # fmt: skip


def release_arguments(settings: Settings) -> dict[str, Any]:
    """Arguments of the safe release: the proof before traffic, and how traffic moves. Seconds."""
    stack = settings.stack
    proof = proof_arguments(settings)
    return {
        **proof,
        "verify": proof["verify"] if stack.gate else "none",
        "region": aws_region(),
        "strategy": stack.release,
        "step": stack.release_step,
        "interval": stack.release_interval,
        "watch": stack.release_watch if stack.gate else 0,
    }


def repository_arguments(settings: Settings) -> dict[str, Any]:
    """Arguments of the repository that the function's images go to."""
    stack = settings.stack
    named = {"repository": stack.repository} if stack.repository else {}
    return {
        **named,
        "keep_images": stack.keep_images,
        "force_delete": stack.delete_images,
        "labels": stack.labels,
    }


def account_arguments(settings: Settings) -> dict[str, Any]:
    """What must hold of AWS before anything is changed there."""
    return {
        "region": aws_region(),
        "account": settings.stack.account or "",
        "role": settings.stack.execution_role or "",
    }


def aws_region() -> str:
    """The region: the stack's `aws:region`, else the machine's; empty if neither says one."""
    said = get_config("aws:region") or next(
        (os.environ[name] for name in _REGION_VARIABLES if os.environ.get(name)), ""
    )
    return str(said)


def provider_credentials() -> list[str]:
    """The stack's settings that give credentials to the AWS provider alone, by name."""
    names = (f"aws:{name}" for name in _PROVIDER_CREDENTIALS)
    return [name for name in names if get_config(name)]
