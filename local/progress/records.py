"""Progress as JSON lines, one event a line: for programs."""

import json
from typing import TextIO

from local.progress.step import Step


class Records:
    """Writes `started`, `finished`, `info` and `summary` events; seconds have three decimals."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def started(self, step: Step) -> None:
        """`{"event": "started", "step": ...}`."""
        self._write({"event": "started", "step": step.name})

    def tick(self, running: list[Step], now: float) -> None:
        """Say nothing: a program has its own clock."""

    def ended(self, step: Step) -> None:
        """`{"event": "finished", "step": ..., "outcome": ..., "seconds": ...}`."""
        self._write({"event": "finished", **_record(step)})

    def info(self, text: str) -> None:
        """`{"event": "info", "text": ...}`."""
        self._write({"event": "info", "text": text})

    def closed(self, steps: list[Step], seconds: float) -> None:
        """`{"event": "summary", "steps": [...], "seconds": ...}`."""
        rows = [_record(step) for step in steps]
        self._write({"event": "summary", "steps": rows, "seconds": round(seconds, 3)})

    def _write(self, event: dict[str, object]) -> None:
        self._stream.write(json.dumps(event, ensure_ascii=False) + "\n")
        self._stream.flush()


def _record(step: Step) -> dict[str, object]:
    return {"step": step.name, "outcome": step.outcome, "seconds": round(step.seconds, 3)}
