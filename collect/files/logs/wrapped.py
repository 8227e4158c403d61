"""Lines of JSON that a container runtime wrapped around what a program wrote."""

import json
from collections.abc import Sequence

from collect.parsing.fields import text

_SAMPLE = 20


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines are those of Docker's json-file driver: log, stream and time."""
    told = [line for line in lines[:_SAMPLE] if line.strip()]
    return bool(told) and all(_opened(line) is not None for line in told)


def plain(lines: Sequence[str]) -> list[str]:
    """The lines as the program wrote them; one that can't be opened stays as it is."""
    opened = ((line, _opened(line)) for line in lines)
    return [line if inner is None else inner for line, inner in opened]


def _opened(line: str) -> str | None:
    if not line.startswith('{"log":'):
        return None
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if "stream" not in said:
        return None
    return text(said, "log").encode(errors="replace").decode().rstrip("\n")
