"""The report that long work writes to; safe to use from several threads."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self, TextIO

from local.progress.live import Live
from local.progress.plain import Plain
from local.progress.records import Records
from local.progress.step import Step

_TICK_SECONDS = 1.0


class Renderer(Protocol):
    """How a report looks. Called under the report's lock, never concurrently."""

    def started(self, step: Step) -> None:
        """Show that a step began."""

    def tick(self, running: list[Step], now: float) -> None:
        """Show, about once a second, what still runs."""

    def ended(self, step: Step) -> None:
        """Show that a step is done or failed."""

    def info(self, text: str) -> None:
        """Show one line."""

    def closed(self, steps: list[Step], seconds: float) -> None:
        """Show the timings of all steps; `seconds` is the whole duration."""


class Report:
    """Names what is being done and how long each step took.

    Use it as a context manager: leaving prints the summary, if there was any step.
    """

    def __init__(self, renderer: Renderer, clock: Callable[[], float] = time.monotonic) -> None:
        self._renderer = renderer
        self._clock = clock
        self._lock = threading.Lock()
        self._begun = clock()
        self._closed = threading.Event()
        self._ticker: threading.Thread | None = None
        self.steps: list[Step] = []

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time the body; an exception marks the step failed and goes on."""
        step = self._start(name)
        try:
            yield step
        except BaseException:
            self._end(step, failed=True)
            raise
        self._end(step, failed=False)

    def info(self, text: str) -> None:
        """Print one line now."""
        with self._lock:
            self._renderer.info(text)

    def close(self) -> None:
        """Print the timings; later calls do nothing."""
        if self._closed.is_set():
            return
        self._closed.set()
        with self._lock:
            self._renderer.closed(self.steps, self._clock() - self._begun)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self, name: str) -> Step:
        with self._lock:
            step = Step(name, self._clock())
            self.steps.append(step)
            self._renderer.started(step)
            if self._ticker is None:
                self._ticker = threading.Thread(target=self._tick, daemon=True)
                self._ticker.start()
        return step

    def _end(self, step: Step, *, failed: bool) -> None:
        with self._lock:
            step.seconds = self._clock() - step.started
            step.outcome = "failed" if failed else "done"
            self._renderer.ended(step)

    def _tick(self) -> None:
        while not self._closed.wait(_TICK_SECONDS):
            with self._lock:
                running = [step for step in self.steps if step.outcome == "running"]
                self._renderer.tick(running, self._clock())


def open_report(stream: TextIO | None = None) -> Report:
    """Choose the look: JSON lines if SHIPSHAPE_OUTPUT is `json`, live on a terminal, else plain.

    Progress goes to stderr, so that stdout stays the answer; JSON lines are the
    answer and go to stdout.
    """
    if os.environ.get("SHIPSHAPE_OUTPUT") == "json":
        return Report(Records(stream or sys.stdout))
    stream = stream or sys.stderr
    if stream.isatty() and os.environ.get("TERM") != "dumb":
        return Report(Live(stream))
    return Report(Plain(stream))
