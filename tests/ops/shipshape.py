"""Run the command line as a user does: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# What the installed `shipshape` does, from this clone whether it is installed or not.
_ENTRY = "import sys; sys.path.insert(0, {clone!r}); from ops.cli import main; main()"


def command(*arguments: str) -> list[str]:
    """Build the command line."""
    entry = _ENTRY.format(clone=str(Path(__file__).resolve().parents[2]))
    return [sys.executable, "-c", entry, *arguments]


def shipshape(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `shipshape ARGUMENTS` in a folder, with no terminal to ask on."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=dict(os.environ if environment is None else environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
