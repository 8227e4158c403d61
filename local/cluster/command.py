"""Running a command to its end, with a failure as one sentence."""

import subprocess
from collections.abc import Sequence

from local.errors import CannotDo

_TIMEOUT_SECONDS = 180
_TIMED_OUT = 124
_NOT_FOUND = 127
_ABSENT = "it is not there; `make up` fetches it again"


def run(command: Sequence[str], stdin: str | None = None) -> str:
    """Run a command and return its output. Raises CannotDo with its last line of complaint."""
    done = attempt(command, stdin)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        said = lines[-1].strip() if lines else f"exit code {done.returncode}"
        raise CannotDo(f"`{' '.join(command[:4])}` failed: {said}")
    return done.stdout


def attempt(command: Sequence[str], stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command whose failure is an answer, also that it isn't there or doesn't end."""
    try:
        return subprocess.run(
            command,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, _NOT_FOUND, "", _ABSENT)
    except subprocess.TimeoutExpired:
        told = f"no end after {_TIMEOUT_SECONDS} s"
        return subprocess.CompletedProcess(command, _TIMED_OUT, "", told)
