"""Where an application says that it listens."""

import re
from dataclasses import dataclass

from diagnosis.finding import Evidence
from diagnosis.snapshot import Log

from .scene import Scene
from .site import Site

_LISTENS = re.compile(
    r"(?i)\b(?:listening|running|serving|started|available|bound|ready|local|network)\b"
    r"[^\n]{0,60}?"
    r"(?:(?P<host>127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1?\]|::1?|\*):|port[ =:]+|:)"
    r"(?P<port>\d{2,5})\b"
)
_LONGEST = 1_000
_HEAD = 200_000
"""Servers say it when they start; the rest of a long log holds no news of it."""
_LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Listening:
    """A port, whether only the container itself can reach it, and the line that says so."""

    port: int
    local: bool
    quoted: Evidence


def listening(scene: Scene, site: Site) -> Listening | None:
    """Where the container's newest log says that it listens; None where it doesn't say."""
    for log in reversed([log for log, place in scene.logs if place == site]):
        heard = [_heard(log, found) for found in _LISTENS.finditer(log.text[:_HEAD])]
        # A server that names all its addresses names localhost as well.
        if heard:
            return next((one for one in heard if not one.local), heard[0])
    return None


def _heard(log: Log, found: re.Match[str]) -> Listening:
    start = log.text.rfind("\n", 0, found.start()) + 1
    line = log.text[start : start + _LONGEST].split("\n", 1)[0].strip()
    source = f"{log.origin or 'logs'}:{log.text.count(chr(10), 0, start) + 1}"
    return Listening(int(found["port"]), found["host"] in _LOCAL, Evidence(source, line))
