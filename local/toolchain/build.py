"""Compiling one tool, so that a killed build leaves nothing that looks whole."""

import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from local.errors import CannotDo
from local.partial import appearing
from local.toolchain.recipe import Recipe, command

_POLL_SECONDS = 0.2
_TAIL_LINES = 12
_CUT = 400


@dataclass(frozen=True)
class Place:
    """Where a build reads and writes: the Go module, the binary to make, the logs' folder."""

    module: Path
    binary: Path
    logs: Path


def build(made: Recipe, place: Place, stop: threading.Event) -> None:
    """Compile, then give the folder its final name in one rename.

    Call it under the tool's lock. `stop` ends the compiler early. Raises
    CannotDo with the last lines of the log when the compiler fails.
    """
    name = made.tool.name
    place.logs.mkdir(parents=True, exist_ok=True)
    log = place.logs / f"build-{name}.log"
    with appearing(place.binary.parent) as partial:
        scratch = partial / "tmp"
        scratch.mkdir()
        code = _compile(_guarded(command(made, partial / name)), place.module, scratch, log, stop)
        if code != 0:
            raise CannotDo(_complaint(name, code, log))
        shutil.rmtree(scratch)


def environment(scratch: Path) -> dict[str, str]:
    """The compiler's environment: no C compiler, no workspace, its scratch with ours."""
    return {**os.environ, "CGO_ENABLED": "0", "GOWORK": "off", "GOTMPDIR": str(scratch)}


def tail(text: str) -> str:
    """The last lines of a log, each cut to a sensible length."""
    return "\n".join(f"  {line[:_CUT]}" for line in text.rstrip().splitlines()[-_TAIL_LINES:])


def _compile(
    words: list[str], module: Path, scratch: Path, log: Path, stop: threading.Event
) -> int:
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            words, cwd=module, env=environment(scratch), stdout=out, stderr=out
        )
        while (code := process.poll()) is None:
            if stop.wait(_POLL_SECONDS):
                process.terminate()
                process.wait()
        return code


def _guarded(words: list[str]) -> list[str]:
    """Let the kernel end the compiler when we are killed: it would go on for minutes."""
    guard = shutil.which("setpriv")
    return words if guard is None else [guard, "--pdeathsig", "KILL", "--", *words]


def _complaint(name: str, code: int, log: Path) -> str:
    text = tail(log.read_text("utf-8", errors="replace"))
    return f"{name}: go build ended with code {code}; the log is {log}:\n{text}"
