"""A stack's configuration without an engine."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi
from pulumi.runtime import mocks
from pulumi.runtime.config import set_all_config

from settings import Settings, read_settings

KEY = "sk-abcdef0123456789ABCDEFGH"
MACHINE = {"SHIPSHAPE_REGISTRY": "localhost:5001"}


class _Nothing(mocks.Mocks):
    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        return args.name, args.inputs

    def call(self, _args: mocks.MockCallArgs) -> tuple[dict[Any, Any], None]:
        return {}, None


def configure(settings: Mapping[str, Any], secrets: tuple[str, ...], stack: str) -> None:
    """Set the configuration of a stack as the engine would pass it on."""
    texts = {f"shipshape:{name}": _text(value) for name, value in settings.items()}
    set_all_config(texts, [f"shipshape:{name}" for name in secrets])
    mocks.set_mocks(_Nothing(), "shipshape", stack)


def read(
    settings: Mapping[str, Any],
    secrets: tuple[str, ...] = (),
    machine: Mapping[str, str] | None = None,
    stack: str = "dev",
) -> Settings:
    """The settings of a stack that says `settings`, on a machine with a registry."""
    configure({"platform": "linux/amd64", **settings}, secrets, stack)
    return read_settings(_no_key_is_wrong, MACHINE if machine is None else machine)


def refusal(*arguments: Any, **more: Any) -> list[str]:
    """The sentences that end the run; none when it does not end."""
    try:
        read(*arguments, **more)
    except pulumi.RunError as error:
        return str(error).split("\n")
    return []


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, dict | list) else str(value)


def _no_key_is_wrong(_provider: str, key: str) -> str | None:
    return None if key == KEY else "does not look right"
