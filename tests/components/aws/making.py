"""Components on AWS as a program would make them, and what they ask of the engine."""

from typing import Any

import pulumi

from components import ImageRepository, ImageRepositoryArgs, LambdaService, LambdaServiceArgs
from tests.components.recording import DIGEST, Asked, record

from .states import ACCOUNT, REGION

IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/service@{DIGEST}"
ARGS: LambdaServiceArgs = {"image": IMAGE, "platform": "linux/amd64"}
KEY = "sk-fake-abcdef0123456789"
PASSWORD_URL = "postgres://user:fake-password@db/app"
WITH_KEYS: dict[str, Any] = {
    "providers": ["openai"],
    "api_keys": {"openai": pulumi.Output.secret(KEY)},
    "secrets": {"DATABASE_URL": PASSWORD_URL},
}
VPC = {"subnet_ids": ["subnet-0a1b2c3d"], "security_group_ids": ["sg-0a1b2c3d"]}
OUTPUTS = list(LambdaService.__annotations__)


def function(*, preview: bool = False, **more: Any) -> tuple[dict[str, Asked], dict[str, Any]]:
    """What a LambdaService asks for, by name, and its outputs."""
    args: LambdaServiceArgs = {**ARGS, **more}  # type: ignore[typeddict-item]

    def program() -> pulumi.Output[Any]:
        made = LambdaService("service", args)
        return pulumi.Output.all(**{name: getattr(made, name) for name in OUTPUTS})

    asked, outputs = record(program, preview=preview)
    return asked, outputs


def repository(**more: Any) -> tuple[dict[str, Asked], Any]:
    """What an ImageRepository asks for, by name, and its outputs."""
    args: ImageRepositoryArgs = {**more}  # type: ignore[typeddict-item]

    def program() -> pulumi.Output[Any]:
        made = ImageRepository("service", args)
        return pulumi.Output.all(made.url, made.name, made.registry_id)

    return record(program)
