"""What an image says about how it wants to be started. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.functions.spec import FunctionSpec


@dataclass(frozen=True)
class ImageConfig:
    """The part of an image's configuration that Lambda heeds; not its USER: see decisions."""

    environment: Mapping[str, str]
    entry_point: tuple[str, ...]
    command: tuple[str, ...]
    working_directory: str
    architecture: str

    def words(self, spec: FunctionSpec) -> list[str]:
        """The command line of the function's process."""
        entry_point = self.entry_point if spec.entry_point is None else spec.entry_point
        command = self.command if spec.command is None else spec.command
        return [*entry_point, *command]


def parse(document: str) -> ImageConfig:
    """Read an OCI image configuration. Raises ValueError if it is none."""
    content: dict[str, Any] = json.loads(document)
    settings: dict[str, Any] = content.get("config") or {}
    pairs = (pair.partition("=") for pair in settings.get("Env") or [])
    return ImageConfig(
        environment={name: value for name, _, value in pairs},
        entry_point=tuple(settings.get("Entrypoint") or ()),
        command=tuple(settings.get("Cmd") or ()),
        working_directory=settings.get("WorkingDir") or "/",
        architecture=str(content.get("architecture", "")),
    )
