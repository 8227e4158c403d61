"""Gunicorn: a worker that is killed for its timeout is said to be out of memory, and is not."""

import re
from collections.abc import Sequence
from datetime import datetime

from diagnosis.matching import Hit

_TIMEOUT, _KILLED = "app.worker_timeout", "app.worker_sigkill"
_TIME = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)")
_SECONDS = 5
"""Gunicorn kills a worker a moment after it gave up on it."""
_LINES = 20
"""The same distance, where lines have no times."""


def without_echoes(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, less those of a kill that a timeout announced."""
    timeouts = [hit for hit in hits if hit.pattern.id == _TIMEOUT]
    return [
        hit
        for hit in hits
        if hit.pattern.id != _KILLED or not any(_announces(one, hit) for one in timeouts)
    ]


def _announces(timeout: Hit, killed: Hit) -> bool:
    times = _time(timeout.line), _time(killed.line)
    if times[0] and times[1]:
        return 0 <= (times[1] - times[0]).total_seconds() <= _SECONDS
    return 0 <= killed.number - timeout.number <= _LINES


def _time(line: str) -> datetime | None:
    found = _TIME.search(line)
    try:
        return datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
