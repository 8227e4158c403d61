"""What a function's image holds beside the service, as far as its Dockerfile tells."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from components.aws.environment import SECRETS_LOADER
from components.dockerfile import ancestry, stages
from components.image_plan import plan_image

_EXTENSIONS = PurePosixPath("/opt/extensions")
_LOADER = PurePosixPath(SECRETS_LOADER)


def contents_warnings(image: Mapping[str, Any], service: Mapping[str, Any]) -> list[str]:
    """A sentence for each file that nothing copies into the image. The base may hold it: no error.

    `image` are ServiceImageArgs, `service` LambdaServiceArgs. Raises OSError without a Dockerfile.
    """
    plan = plan_image("", image)
    shipped = ancestry(stages(Path(plan.dockerfile).read_text(encoding="utf-8")), plan.target)
    copied = [
        PurePosixPath(instruction.words[-1])
        for stage in shipped
        for instruction in stage.instructions
        if instruction.name in ("COPY", "ADD") and instruction.words
    ]
    wanted = {_EXTENSIONS: "Lambda's web adapter, without which no function starts"}
    if service.get("runtime", "node") == "node" and (
        service.get("secrets") or service.get("api_keys")
    ):
        wanted[_LOADER] = "what fetches the secrets of a Node service before it starts"
    return [
        f"{plan.dockerfile}: nothing is copied to {path}: unless the base holds it, the image "
        f"lacks {what}; docs/how-to/bring-your-service.md has the lines"
        for path, what in wanted.items()
        if not any(_reaches(destination, path) for destination in copied)
    ]


def _reaches(destination: PurePosixPath, path: PurePosixPath) -> bool:
    """Whether what is copied there may be at a path, or lies in the folder that it is."""
    return destination == path or destination in path.parents or path in destination.parents
