"""Progress as plain lines of at most 80 columns: for logs and pipelines."""

from typing import TextIO

from local.progress.step import Step, duration

WIDTH = 80
_REMIND_SECONDS = 20.0


class Plain:
    """Prints a line when a step starts and ends, and every 20 s while it runs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._said: dict[int, float] = {}

    def started(self, step: Step) -> None:
        """`-> build kubernetes`."""
        self._said[id(step)] = step.started
        self._line(f"-> {step.name}")

    def tick(self, running: list[Step], now: float) -> None:
        """`   still: build kubernetes (1m20s)`, if nothing was said for 20 s."""
        for step in running:
            if now - self._said[id(step)] >= _REMIND_SECONDS:
                self._said[id(step)] = now
                self._line("   still: ", step.name, f" ({duration(now - step.started)})")

    def ended(self, step: Step) -> None:
        """`ok build kubernetes (4m02s)`."""
        mark = "ok " if step.outcome == "done" else "!! "
        failed = "" if step.outcome == "done" else " failed"
        self._line(mark, step.name, f"{failed} ({duration(step.seconds)})")

    def info(self, text: str) -> None:
        """Print the line, whole: what is said once must not be cut."""
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def closed(self, steps: list[Step], seconds: float) -> None:
        """Print the table of timings."""
        for line in summary(steps, seconds):
            self.info(line)

    def _line(self, mark: str, name: str = "", tail: str = "") -> None:
        self.info(fit(mark + name, WIDTH - len(tail)) + tail)


def fit(text: str, width: int) -> str:
    """Cut `text` to `width` columns, with an ellipsis if something is lost."""
    return text if len(text) <= width else text[: width - 3] + "..."


def summary(steps: list[Step], seconds: float) -> list[str]:
    """The table of timings, one line a step; empty if there was none."""
    if not steps:
        return []
    width = min(WIDTH - 20, max(len(step.name) for step in steps))
    rows = [
        f"  {fit(step.name, width):<{width}}  {duration(step.seconds):>7}"
        + ("" if step.outcome == "done" else f"  {step.outcome}")
        for step in steps
    ]
    return [*rows, f"  {'in all':<{width}}  {duration(seconds):>7}"]
