"""Install provider plugins where the engine looks for them, so that it downloads nothing."""

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.errors import CannotDo
from local.files import write

_INSTALL_SECONDS = 120.0


@dataclass(frozen=True)
class Plugin:
    """A resource provider: its name, its version without a `v`, and its executable."""

    name: str
    version: str
    binary: Path


def install_command(plugin: Plugin) -> list[str]:
    """Build the command that installs a plugin from a file, over one that is there."""
    return [
        "pulumi",
        "plugin",
        "install",
        "resource",
        plugin.name,
        plugin.version,
        "--file",
        str(plugin.binary),
        "--reinstall",
    ]


def installed_folder(home: Path, plugin: Plugin) -> Path:
    """Give the folder below PULUMI_HOME into which the engine puts a plugin."""
    return home / "plugins" / f"resource-{plugin.name}-v{plugin.version}"


def ensure_plugin(home: Path, plugin: Plugin, environment: Mapping[str, str]) -> bool:
    """Install a plugin unless this very file is already installed; tells whether it did.

    `environment` must find the engine on PATH and name `home` as PULUMI_HOME. The stamp is
    written last: an installation that was cut off is done again. Raises CannotDo when the engine
    refuses.
    """
    digest = _digest(plugin.binary)
    stamp = home / "shipshape" / f"{plugin.name}-{plugin.version}.sha256"
    in_place = installed_folder(home, plugin) / f"pulumi-resource-{plugin.name}"
    if in_place.is_file() and stamp.is_file() and stamp.read_text() == digest:
        return False
    stamp.unlink(missing_ok=True)
    _run(install_command(plugin), plugin, environment)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    write(stamp, digest, 0o644)
    return True


def _run(command: list[str], plugin: Plugin, environment: Mapping[str, str]) -> None:
    try:
        done = subprocess.run(
            command,
            env=dict(environment),
            capture_output=True,
            text=True,
            timeout=_INSTALL_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotDo(f"the {plugin.name} provider could not be installed: {error}") from error
    if done.returncode != 0:
        said = done.stderr.strip() or done.stdout.strip()
        raise CannotDo(f"the engine refused the {plugin.name} provider {plugin.version}: {said}")


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CannotDo(f"the provider's file {path} cannot be read: {error.strerror}") from error
