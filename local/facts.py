"""What this machine already has; the only effects of choosing a platform."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from local.paths import Paths

_LOOK_SECONDS = 10


@dataclass(frozen=True)
class Facts:
    """What was found on the machine, leaving out what the embedded platform put there.

    `context` is the name of a Kubernetes context whose API server answered, or
    None. `pulumi` is the user's own engine, or None.
    """

    linux: bool
    root: bool
    pulumi: Path | None
    context: str | None
    docker: bool
    kind: bool


def look(paths: Paths) -> Facts:
    """Look at the machine; takes at most some seconds, changes nothing."""
    return Facts(
        linux=sys.platform == "linux",
        root=hasattr(os, "geteuid") and os.geteuid() == 0,
        pulumi=_own_command("pulumi", paths),
        context=_reachable_context(paths),
        docker=_answers(["docker", "info"]),
        kind=shutil.which("kind") is not None,
    )


def _own_command(name: str, paths: Paths) -> Path | None:
    folders = os.environ.get("PATH", "").split(os.pathsep)
    theirs = [folder for folder in folders if Path(folder) != paths.tools]
    found = shutil.which(name, path=os.pathsep.join(theirs))
    return Path(found) if found else None


def _reachable_context(paths: Paths) -> str | None:
    kubectl = _own_command("kubectl", paths)
    if kubectl is None or os.environ.get("KUBECONFIG") == str(paths.kubeconfig):
        return None
    name = _output([str(kubectl), "config", "current-context"])
    if not name or not _answers([str(kubectl), "get", "--raw", "/readyz"]):
        return None
    return name


def _answers(command: list[str]) -> bool:
    return _output(command) is not None


def _output(command: list[str]) -> str | None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_LOOK_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
