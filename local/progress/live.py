"""Progress on a terminal: finished lines scroll up, what runs stays at the bottom."""

from typing import TextIO

from rich.console import Console
from rich.live import Live as RichLive
from rich.text import Text

from local.progress.plain import fit, summary
from local.progress.step import Step, duration

_MARGIN = 16


class Live:
    """Shows what runs with its age, and prints each step once it is over."""

    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream, highlight=False)
        # stdout is the answer: it must not be drawn into the progress on stderr.
        self._live = RichLive(
            console=self._console, auto_refresh=False, transient=True, redirect_stdout=False
        )
        self._running: list[Step] = []

    def started(self, step: Step) -> None:
        """Add the step to the bottom lines."""
        self._running.append(step)
        self._live.start()
        self._draw(step.started)

    def tick(self, running: list[Step], now: float) -> None:
        """Show each running step's age."""
        self._running = running
        self._draw(now)

    def ended(self, step: Step) -> None:
        """Print the step's line above what still runs."""
        self._running = [other for other in self._running if other is not step]
        good = step.outcome == "done"
        line = Text("✓ " if good else "✗ ", style="green" if good else "red")
        self._console.print(line.append(self._row(step.name, step.seconds), style="default"))
        self._draw(step.started + step.seconds)

    def info(self, text: str) -> None:
        """Print the line above what still runs."""
        self._console.print(Text(text))

    def closed(self, steps: list[Step], seconds: float) -> None:
        """Take the bottom lines away and print the table of timings."""
        self._live.stop()
        for line in summary(steps, seconds):
            self._console.print(Text(line, style="dim"))

    def _draw(self, now: float) -> None:
        rows = [self._row(step.name, now - step.started) for step in self._running]
        self._live.update(Text("\n".join(f"… {row}" for row in rows)), refresh=True)

    def _row(self, name: str, seconds: float) -> str:
        return f"{fit(name, self._console.width - _MARGIN)}  {duration(seconds)}"
