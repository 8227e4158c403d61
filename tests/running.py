"""Running the whole program under mocks: settings in, resources and outputs out."""

import json
import runpy
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml
from pulumi.runtime.config import set_all_config

from settings.fields import all_settings
from settings.last_word import ALREADY_EXPLAINED
from tests.components.recording import Asked, record

ROOT = Path(__file__).parents[1]

OTHERS: dict[str, str] = {}
"""Settings of other providers, which win over those of a stack's file: `aws:region`."""


def lay_out_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `folder` the project's, with the reference service, on a machine with a registry."""
    (folder / "app").mkdir()
    for name in ("Dockerfile", ".dockerignore"):
        shutil.copy(ROOT / "app" / name, folder / "app" / name)
    monkeypatch.chdir(folder)
    for name in ("BUILDER", "BUILD_IMAGE", "RUNTIME_IMAGE", "ADAPTER_IMAGE", "EXTRA_CA"):
        monkeypatch.delenv(f"SHIPSHAPE_{name}", raising=False)
    monkeypatch.setenv("SHIPSHAPE_REGISTRY", "localhost:5001")


def run(
    stack: str, more: Mapping[str, str] | None = None, secrets: tuple[str, ...] = ()
) -> tuple[dict[str, Asked], dict[str, Any]]:
    """What the program asks for with the configuration of Pulumi.<stack>.yaml, and its outputs."""
    defaults = {f"shipshape:{name}": value for name, value in _defaults().items()}
    said = {f"shipshape:{name}": value for name, value in (more or {}).items()}
    set_all_config(
        {**defaults, **_stack(stack), **said, **OTHERS}, [f"shipshape:{name}" for name in secrets]
    )
    exported: dict[str, Any] = {}

    def program() -> pulumi.Output[Any]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pulumi, "export", exported.__setitem__)
            runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__")
        return pulumi.Output.all(**exported)

    return record(program, stack=stack)


def _defaults() -> dict[str, str]:
    """What the engine adds from Pulumi.yaml."""
    return {
        setting.name: _text(setting.default) for setting in all_settings() if not setting.required
    }


def _stack(name: str) -> dict[str, str]:
    config = yaml.safe_load((ROOT / f"Pulumi.{name}.yaml").read_text())["config"]
    return {key: _text(value) for key, value in config.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, dict | list) else str(value)


def refused(
    stack: str, more: Mapping[str, str] | None = None, secrets: tuple[str, ...] = ()
) -> list[str]:
    """The sentences the run ends with; the exit code says that they explain it."""
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pulumi.log, "error", said.append)
        with pytest.raises(SystemExit) as end:
            run(stack, more, secrets)
    assert end.value.code == ALREADY_EXPLAINED
    return said[0].split("\n")
