"""Where an application says that it listens."""

import re
from dataclasses import dataclass

from .scene import Scene
from .site import Site

_LISTENS = re.compile(
    r"(?i)\b(?:listening|running|serving|started|available|bound)\b[^\n]{0,60}?"
    r"(?:(?P<host>127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1?\]|::1?|\*):|port[ =:]+|:)"
    r"(?P<port>\d{2,5})\b"
)
_HEAD = 200_000
"""Servers say it when they start; the rest of a long log holds no news of it."""
_LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Listening:
    """A port, whether only the container itself can reach it, and the line that says so."""

    port: int
    local: bool
    line: str


def listening(scene: Scene, site: Site) -> Listening | None:
    """Where the container's newest log says that it listens; None where it doesn't say."""
    texts = [log.text[:_HEAD] for log, place in scene.logs if place == site]
    for text in reversed(texts):
        for found in _LISTENS.finditer(text):
            line = text[text.rfind("\n", 0, found.start()) + 1 :].split("\n", 1)[0]
            return Listening(int(found["port"]), found["host"] in _LOCAL, line.strip())
    return None
