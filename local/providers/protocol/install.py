"""The executable that the engine starts as a plugin."""

import sys
from pathlib import Path

from local.files import write
from local.host.launcher import own_launcher
from local.paths import Paths


def executable(paths: Paths, plugin: str) -> Path:
    """Write (or refresh) the executable of `local.providers.PLUGIN` and return its path.

    It stands in a folder of its own, not on PATH: the engine prefers, and
    warns of, a plugin that it finds there.
    """
    target = paths.state / "providers" / f"pulumi-resource-{plugin}"
    target.parent.mkdir(parents=True, exist_ok=True)
    write(target, own_launcher(Path(sys.executable), f"local.providers.{plugin}"), 0o755)
    return target
