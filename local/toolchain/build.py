"""Compiling one program, so that a killed build leaves nothing that looks whole."""

import os
import shutil
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.errors import CannotDo
from local.partial import appearing
from local.toolchain.job import Job

_POLL_SECONDS = 0.2
_TAIL_LINES = 12
_CUT = 400


@dataclass(frozen=True)
class Place:
    """The folder that a build runs in, the binary to make, the logs' folder."""

    folder: Path
    binary: Path
    logs: Path


def build(job: Job, place: Place, stop: threading.Event) -> None:
    """Compile, then give the folder its final name in one rename.

    Call it under the program's lock. `stop` ends the compiler early. Raises
    CannotDo with the last lines of the log when the compiler fails.
    """
    place.logs.mkdir(parents=True, exist_ok=True)
    log = place.logs / f"build-{job.name}.log"
    with appearing(place.binary.parent) as partial:
        scratch = partial / "tmp"
        scratch.mkdir()
        words = _guarded(job.command(partial / job.name, scratch))
        environment = {**os.environ, **job.environment(scratch)}
        code = _compile(words, place.folder, environment, log, stop)
        if code != 0:
            raise CannotDo(_complaint(job, code, log))
        if job.leaves is not None:
            (scratch / job.leaves).rename(partial / job.name)
        shutil.rmtree(scratch)


def tail(text: str) -> str:
    """The last lines of a log, each cut to a sensible length."""
    return "\n".join(f"  {line[:_CUT]}" for line in text.rstrip().splitlines()[-_TAIL_LINES:])


def _compile(
    words: list[str],
    folder: Path,
    environment: Mapping[str, str],
    log: Path,
    stop: threading.Event,
) -> int:
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(words, cwd=folder, env=environment, stdout=out, stderr=out)
        try:
            while (code := process.poll()) is None and not stop.wait(_POLL_SECONDS):
                pass
        finally:
            if process.poll() is None:
                process.terminate()
        return process.wait() if code is None else code


def _guarded(words: list[str]) -> list[str]:
    """Let the kernel end the compiler when we are killed: it would go on for minutes."""
    guard = shutil.which("setpriv")
    return words if guard is None else [guard, "--pdeathsig", "KILL", "--", *words]


def _complaint(job: Job, code: int, log: Path) -> str:
    text = tail(log.read_text("utf-8", errors="replace"))
    return f"{job.name}: {job.does} ended with code {code}; the log is {log}:\n{text}"
