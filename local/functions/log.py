"""What the processes of one execution environment wrote, and what the platform said of them."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

PLATFORM = "platform"
"""Source of the lines that the service itself writes: START, END, REPORT, INIT_REPORT."""


@dataclass(frozen=True)
class LogLine:
    """One line. `at` is in seconds since the epoch; `source` is `function`, an extension or us."""

    at: float
    source: str
    text: str


class Log:
    """Lines in the order they came; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._lines: list[LogLine] = []

    def write(self, source: str, text: str) -> None:
        """Add one line, stamped with the time."""
        with self._lock:
            self._lines.append(LogLine(self._clock(), source, text))

    @property
    def lines(self) -> list[LogLine]:
        """All lines so far."""
        with self._lock:
            return list(self._lines)

    def since(self, count: int) -> list[LogLine]:
        """The lines after the first `count`: what a reader who had that many has yet to see."""
        with self._lock:
            return self._lines[count:]

    def text(self) -> str:
        """All of it as one text."""
        return "\n".join(line.text for line in self.lines)
