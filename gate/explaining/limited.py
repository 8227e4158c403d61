"""Asking the process that explains, and ending it when its time is up."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from diagnosis.redaction import redact
from gate.explaining.asked import Asked, Explained

SECONDS = 15.0
"""Seconds until the process is ended; starting and ending it stays within 20 s in all."""

_ROOT = Path(__file__).parents[2]
"""Where the packages lie: the program's own folder is not always the working directory."""


def explain(asked: Asked, seconds: float = SECONDS) -> Explained:
    """Explain a failure; never raises, and never takes much longer than `seconds`."""
    try:
        return _answer(asked, seconds)
    except Exception as error:  # noqa: BLE001  # what explains must not hide what it explains
        reason = str(error).strip() or type(error).__name__
        said = [one.text for one in asked.statements]
        told = [asked.heading, *said, f"It could not be explained: {reason}", *asked.footer]
        return Explained(redact("\n\n".join(told)))


def _answer(asked: Asked, seconds: float) -> Explained:
    from pydantic import TypeAdapter

    question = TypeAdapter(Asked).dump_json(asked)
    with subprocess.Popen(
        [sys.executable, "-m", "gate.explaining"],
        env={**os.environ, "PYTHONPATH": _path()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            told, complaints = process.communicate(question, timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            raise TimeoutError(f"collecting took longer than {seconds:.0f} s") from None
    if process.returncode != 0:
        raise RuntimeError(_last_line(complaints) or f"it ended with {process.returncode}")
    return TypeAdapter(Explained).validate_json(told)


def _end(process: subprocess.Popen[bytes]) -> None:
    """With its children: a credential plugin may be what it waits for."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _path() -> str:
    inherited = os.environ.get("PYTHONPATH")
    return f"{_ROOT}{os.pathsep}{inherited}" if inherited else str(_ROOT)


def _last_line(complaints: bytes) -> str:
    lines = complaints.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
