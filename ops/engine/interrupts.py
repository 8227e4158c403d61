"""Ctrl-C while the engine works: it ends the running step, and we wait for it."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType


@dataclass
class Interrupts:
    """How often the user asked to stop."""

    count: int = 0


@contextlib.contextmanager
def polite() -> Iterator[Interrupts]:
    """Let an interrupt reach the engine, and wait for its end instead of leaving it alone.

    The terminal interrupts the engine together with us; an interrupt that was sent to us only is
    passed on. The second one makes the engine stop at once.
    """
    seen = Interrupts()

    def handle(number: int, _frame: FrameType | None) -> None:
        seen.count += 1
        if seen.count == 1:
            hint = "interrupt again to end it at once, which may leave a step half done"
            sys.stderr.write(f"\nshipshape: stopping after the running step; {hint}\n")
        if number != signal.SIGINT or not _sent_by_terminal():
            for child in _children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGINT)

    before = {each: signal.signal(each, handle) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield seen
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _sent_by_terminal() -> bool:
    try:
        with Path("/dev/tty").open("rb") as terminal:
            return os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except OSError:
        return False


def _children() -> list[int]:
    found = []
    for thread in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in thread.read_text().split()]
    return found
