"""The engine's running report, each piece of news once and in 80 columns."""

import re
from dataclasses import dataclass, field

import click

COLUMNS = 80
# One line of the engine's: what happens to which resource, and the latest thing it said.
_ROW = re.compile(
    r"^(?P<mark> .{2} )(?P<type>\S+:\S*:\S+) (?P<name>\S+) "
    r"(?P<state>\*\*[^*]+\*\*|[a-z-]+)?(?P<time> \([\d.msh]+\))? ?(?P<said>.*)$"
)
_BUILD_STEP = re.compile(r"^#\d+ (?P<step>\[\S+ \d+/\d+\] .+)$")
_BUILD_NOISE = re.compile(r"^#\d+ ")
_COUNT = re.compile(r"^\d+ (error|warning|message)s?\b")


@dataclass
class Progress:
    """Remembers what was already told about each resource."""

    _told: set[tuple[str, ...]] = field(default_factory=set)

    def tell(self, line: str) -> str | None:
        """Give the line to print for a line of the engine's, or none when it holds no news."""
        plain = click.unstyle(line)
        if plain.startswith("@ "):
            return None
        row = _ROW.match(plain)
        if row is None:
            return line
        said = row["said"].strip()
        if said.startswith(("error:", "warning:")):
            return self._once((row["type"], row["name"], said), plain)
        news = _news(said)
        if news:
            return self._once((row["name"], news), shortened(f"    {row['name']}: {news}"))
        head = f"{row['mark']}{row['type']} {row['name']} {row['state'] or ''}{row['time'] or ''}"
        return self._once((row["type"], row["name"], row["state"] or ""), head.rstrip())

    def _once(self, key: tuple[str, ...], line: str) -> str | None:
        if key in self._told:
            return None
        self._told.add(key)
        return line


def shortened(line: str) -> str:
    """Cut a line at the terminal's classic width."""
    return line if len(line) <= COLUMNS else line[: COLUMNS - 1] + "…"


def _news(said: str) -> str:
    """Take what is worth a line of its own: of a build only its steps, of counts nothing."""
    step = _BUILD_STEP.match(said)
    if step:
        return step["step"]
    return "" if _BUILD_NOISE.match(said) or _COUNT.match(said) else said
