"""Running another program, with its time and what is kept of its output bounded."""

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO


class NotRun(Exception):
    """The program is not there, can't be started, or did not end in time."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program printed; `truncated` when the beginning of it is left out."""

    output: bytes
    error: str
    status: int
    truncated: bool


def run(command: Sequence[str], *, seconds: float, size: int, together: bool = False) -> Ran:
    """Run a command and keep the last `size` bytes that it prints; errors too if `together`.

    Raises NotRun.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output if together else errors,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NotRun(f"`{command[0]}` did not answer within {seconds:g} s") from error
        except OSError as error:
            raise NotRun(f"`{command[0]}` can't be run: {error.strerror}") from error
        kept, truncated = _end(output, size)
        said, _ = _end(errors, size)
    return Ran(kept, said.decode(errors="replace").strip(), done.returncode, truncated)


def _end(file: IO[bytes], size: int) -> tuple[bytes, bool]:
    length = file.seek(0, 2)
    file.seek(max(0, length - size))
    return file.read(), length > size
