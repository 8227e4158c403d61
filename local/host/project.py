"""What a folder with Python in it says about itself."""

import tomllib
from pathlib import Path


def package_name(directory: Path) -> str | None:
    """Read the distribution's name when the folder is an installable package.

    A `pyproject.toml` without a build system only configures tools: that is no package.
    """
    path = directory / "pyproject.toml"
    if not path.is_file():
        return None
    content = tomllib.loads(path.read_text())
    name = content.get("project", {}).get("name")
    return name if "build-system" in content and isinstance(name, str) else None


def requirements(directory: Path) -> list[str]:
    """Say what pip has to install for this folder, in pip's own words."""
    listed = directory / "requirements.txt"
    if listed.is_file():
        return ["-r", str(listed)]
    return ["-e", str(directory)] if package_name(directory) is not None else []
