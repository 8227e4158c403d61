"""The processes that the host starts: each in a session of its own, none left behind."""

import contextlib
import os
import queue
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# How long a child may take to say goodbye; the engine gives the host itself 5 s.
GRACE_SECONDS = 3.0
# A grandchild may keep a pipe open for ever: how long output is read after the child has ended.
DRAIN_SECONDS = 2.0


@dataclass(frozen=True)
class Output:
    """A piece of a child's output, or its end: the exit code, negative for a signal."""

    stdout: bytes = b""
    stderr: bytes = b""
    exit_code: int | None = None


class Children:
    """Starts processes and ends all that still run.

    The engine ends a plugin by SIGINT to its process group. A child in a session of its own does
    not see it, so that no program dies with the traceback of a KeyboardInterrupt.
    """

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()

    def start(
        self,
        command: Sequence[str],
        directory: Path,
        environment: Mapping[str, str],
        *,
        piped: bool,
    ) -> subprocess.Popen[bytes]:
        """Start a process, its output `piped` to us or shared with us; raises OSError."""
        pipe = subprocess.PIPE if piped else None
        process = subprocess.Popen(
            command,
            cwd=directory,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
            start_new_session=True,
        )
        with self._lock:
            self._running.add(process)
        return process

    def finish(self, process: subprocess.Popen[bytes]) -> int:
        """Wait for a process and give its exit code."""
        code = process.wait()
        with self._lock:
            self._running.discard(process)
        return code

    @property
    def running(self) -> int:
        """How many processes have not been waited for."""
        with self._lock:
            return len(self._running)

    def end_all(self) -> None:
        """End every process that still runs."""
        with self._lock:
            processes = list(self._running)
        for process in processes:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its session: politely, then by force."""
    _signal(process, signal.SIGTERM)
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)


def stream(children: Children, process: subprocess.Popen[bytes]) -> Iterator[Output]:
    """Give a piped child's output as it comes, and its exit code at the end."""
    outputs: queue.Queue[Output] = queue.Queue()
    readers = [
        _reader(pipe, deliver)
        for pipe, deliver in [
            (process.stdout, lambda piece: outputs.put(Output(stdout=piece))),
            (process.stderr, lambda piece: outputs.put(Output(stderr=piece))),
        ]
        if pipe is not None
    ]

    def wait() -> None:
        code = children.finish(process)
        for reader in readers:
            reader.join(DRAIN_SECONDS)
        if any(reader.is_alive() for reader in readers):
            # Somebody of the child's session holds the pipe, so the group's number is still theirs.
            _signal_group(process, signal.SIGKILL)
        outputs.put(Output(exit_code=code))

    threading.Thread(target=wait, daemon=True).start()
    while True:
        output = outputs.get()
        yield output
        if output.exit_code is not None:
            return


def _reader(pipe: IO[bytes], deliver: Callable[[bytes], None]) -> threading.Thread:
    def read() -> None:
        # os.read gives what is there; the file object would wait for a full buffer.
        with pipe:
            while piece := os.read(pipe.fileno(), 65536):
                deliver(piece)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    # The group is the child's own; once it was waited for, the number may belong to another.
    if process.poll() is None:
        _signal_group(process, number)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
