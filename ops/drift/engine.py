"""Running the engine for an answer; nothing is written."""

import subprocess
from collections.abc import Collection
from pathlib import Path

from ops.exits import Exit, Stopped

Done = subprocess.CompletedProcess[str]


def said_by(folder: Path, *arguments: str, keep_open: Collection[int] = ()) -> Done:
    """Run `pulumi ARGUMENTS` in a folder; these descriptors stay open for it. Raises Stopped."""
    try:
        return subprocess.run(
            ["pulumi", *arguments, "--non-interactive", "--color=never"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=keep_open,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        sentence = "there is no `pulumi` on PATH: `make up` brings one"
        raise Stopped(Exit.COULD_NOT_LOOK, sentence) from error


def stopped(done: Done, command: str) -> Stopped:
    """Why there is no answer, in the engine's words."""
    lines = [line for line in (done.stderr + "\n" + done.stdout).splitlines() if line.strip()]
    wanted = [line for line in lines if "error:" in line]
    reason = (wanted or lines or ["it gave no reason"])[0].strip()
    return Stopped(Exit.COULD_NOT_LOOK, f"`pulumi {command}` failed: {reason}")
