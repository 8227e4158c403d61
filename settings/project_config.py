"""The `config:` block of Pulumi.yaml, from the schema: `python -m settings.project_config`."""

from typing import Any

import yaml

from .fields import Setting, all_settings


def project_config() -> dict[str, dict[str, Any]]:
    """The block: each setting's type, description and default."""
    return {setting.name: _declaration(setting) for setting in all_settings()}


def _declaration(setting: Setting) -> dict[str, Any]:
    declaration: dict[str, Any] = {"type": setting.type, "description": setting.description}
    if setting.items:
        declaration["items"] = {"type": setting.items}
    if not setting.required:
        declaration["default"] = setting.default
    return declaration


def main() -> None:
    """Print the block as YAML."""
    print(yaml.safe_dump({"config": project_config()}, sort_keys=False, width=100), end="")


if __name__ == "__main__":
    main()
