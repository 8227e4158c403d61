"""The executable that the engine starts as its Kubernetes plugin."""

import sys
from pathlib import Path

from local.files import write
from local.host.launcher import own_launcher
from local.paths import Paths
from local.providers.kubernetes import VERSION

__all__ = ["VERSION", "executable"]

_MODULE = "local.providers.kubernetes"


def executable(paths: Paths) -> Path:
    """Write (or refresh) the plugin's executable and return its path.

    It stands in a folder of its own, not on PATH: the engine prefers, and
    warns of, a plugin that it finds there.
    """
    target = paths.state / "providers" / "pulumi-resource-kubernetes"
    target.parent.mkdir(parents=True, exist_ok=True)
    write(target, own_launcher(Path(sys.executable), _MODULE), 0o755)
    return target
