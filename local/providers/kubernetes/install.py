"""The executable that the engine starts as its Kubernetes plugin."""

import shlex
import sys
from pathlib import Path

from local.paths import Paths

_NAME = "pulumi-resource-kubernetes"


def executable(paths: Paths) -> Path:
    """Write (or rewrite) the plugin's executable and return its path."""
    source = Path(__file__).resolve().parents[3]
    target = paths.tools / _NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{_NAME}.partial")
    partial.write_text(script(Path(sys.executable), source))
    partial.chmod(0o755)
    partial.replace(target)
    return target


def script(python: Path, source: Path) -> str:
    """A shell script that becomes the provider, found from any working directory."""
    search = f"{shlex.quote(str(source))}${{PYTHONPATH:+:$PYTHONPATH}}"
    return (
        "#!/bin/sh\n"
        f"PYTHONPATH={search} exec {shlex.quote(str(python))} -P "
        '-m local.providers.kubernetes "$@"\n'
    )
