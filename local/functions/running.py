"""One process inside a sandbox, with what it writes line by line."""

import json
import re
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from local.functions.log import Log

_JOIN_SECONDS = 2.0
_REFUSED = re.compile(r"exec \S+: (exec format error|permission denied|no such file or directory)$")


class Running:
    """A process that was started through the container runtime, which gives its exit code."""

    def __init__(self, name: str, command: Sequence[str], complaints: Path, log: Log) -> None:
        """`complaints` is the file in which the runtime says why it could not start it."""
        self.name = name
        self._complaints = complaints
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert self._process.stdout is not None  # noqa: S101  # for the type checker: it is a pipe
        self._last = ""
        self._reader = threading.Thread(
            target=self._copy, args=(self._process.stdout, log), daemon=True
        )
        self._reader.start()

    @property
    def exit_code(self) -> int | None:
        """Its exit code, 128 and the number for a signal; None while it runs."""
        code = self._process.poll()
        if code is not None:
            self._reader.join(_JOIN_SECONDS)
        return code

    @property
    def complaint(self) -> str | None:
        """Why it could not be started, in the runtime's words; None if it was."""
        try:
            lines = self._complaints.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return None
        said = [json.loads(line) for line in lines if line.strip()]
        errors = [str(one.get("msg")) for one in said if one.get("level") in ("error", "fatal")]
        if errors:
            return errors[-1]
        # The very last step has no log any more; it writes where the program would have.
        return self._last if _REFUSED.match(self._last) else None

    def terminate(self) -> None:
        """Ask it to end: the runtime passes SIGTERM on."""
        if self._process.poll() is None:
            self._process.terminate()

    def gone_within(self, seconds: float) -> bool:
        """Wait for its end; False if it outlives the wait."""
        try:
            self._process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            return False
        self._reader.join(_JOIN_SECONDS)
        return True

    def abandon(self) -> None:
        """Give up the runtime's own process, after the sandbox was killed."""
        if not self.gone_within(_JOIN_SECONDS):
            self._process.kill()
            self._process.wait()

    def _copy(self, stream: IO[bytes], log: Log) -> None:
        with stream:
            for line in stream:
                self._last = line.decode("utf-8", errors="replace").rstrip("\r\n")
                log.write(self.name, self._last)
