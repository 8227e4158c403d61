"""Run somebody else's commands one by one, each only if it isn't done yet."""

import subprocess
from collections.abc import Iterable

from local.errors import CannotDo
from local.kind import Step
from local.progress import Report


def run(steps: Iterable[Step], report: Report) -> None:
    """Run every step whose `done_when` fails. Raises CannotDo with the command's own words."""
    for step in steps:
        if _call(step.done_when).returncode == 0:
            continue
        with report.step(step.title):
            done = _call(step.command, step.stdin)
        if done.returncode != 0:
            raise CannotDo(f"`{' '.join(step.command)}` failed: {done.stderr.strip()}")


def undo(commands: Iterable[tuple[str, ...]], report: Report) -> None:
    """Run the commands; one that fails is reported and the others go on."""
    for command in commands:
        done = _call(command)
        if done.returncode != 0:
            report.info(f"`{' '.join(command)}` failed: {done.stderr.strip()}")


def _call(command: tuple[str, ...], stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
