"""Where a stack's choice comes from: the engine's own word, or the stack's file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..rules.model import Rule
from .choices import stack_choice
from .levels import Choice


class Stacks:
    """The choice of the stack in hand, and the sentences on its faults.

    During a preview or an update the engine tells the configuration. When it analyses a state it
    does not: then the stack's file in the working folder is read, which holds the same settings.
    """

    def __init__(self, rules: Mapping[str, Rule], folder: Path) -> None:
        self._rules = rules
        self._folder = folder
        self._told: tuple[Choice, list[str]] | None = None
        self._read: dict[str, tuple[Choice, list[str]]] = {}

    def hear(self, stack: str, config: Mapping[str, str]) -> Choice:
        """Take the engine's word; gives the choice."""
        self._told = stack_choice(config, stack, self._rules)
        return self._told[0]

    def choice(self, urn: str) -> Choice:
        """What the stack of this resource has chosen."""
        return self._of(urn)[0]

    def faults(self, urn: str) -> list[str]:
        """What is wrong with the configuration of this resource's stack."""
        return self._of(urn)[1]

    def _of(self, urn: str) -> tuple[Choice, list[str]]:
        if self._told is not None:
            return self._told
        stack = stack_of(urn)
        if stack not in self._read:
            config = file_config(self._folder / f"Pulumi.{stack}.yaml")
            self._read[stack] = stack_choice(config, stack, self._rules)
        return self._read[stack]


def stack_of(urn: str) -> str:
    """The stack that a URN names; `""` for none."""
    parts = urn.removeprefix("urn:pulumi:").split("::")
    return parts[0] if len(parts) > 1 else ""


def file_config(path: Path) -> dict[str, str]:
    """The plain configuration in a stack's file, as the engine would pass it on; none if unread."""
    try:
        document: Any = yaml.safe_load(path.read_text())
    except (OSError, yaml.YAMLError):
        return {}
    config = document.get("config") if isinstance(document, dict) else None
    pairs = config.items() if isinstance(config, dict) else ()
    return {
        str(key): value if isinstance(value, str) else json.dumps(value) for key, value in pairs
    }
