"""The output of `docker compose`: several containers in one, each line with its name."""

import re
from collections.abc import Sequence

from collect.files.tables.docker import ended_with
from diagnosis.snapshot import Container

_PREFIX = re.compile(r"(?P<name>[a-zA-Z][\w.-]*?) *\| ?(?P<text>.*)")
_NUMBERED = re.compile(r".*[-_]\d+")
_ENDED = re.compile(r"(?P<name>[\w.-]+) exited with code (?P<code>\d{1,9})(?: \(restarting\))?")
_LEVEL = re.compile(
    r"(?:trace|debug|info|notice|warn(?:ing)?|error|err|fatal|critical|success)", re.IGNORECASE
)
_MOST = 0.8
"""A name without a number is taken for a container's if so many of the lines have one."""

_SAMPLE = 500
"""Lines that decide whether a log has such names."""


def is_composed(lines: Sequence[str]) -> bool:
    """Whether lines begin with names of containers: `web-1  | text`."""
    told = [line for line in lines[:_SAMPLE] if line.strip()]
    names = [found["name"] for line in told if (found := _PREFIX.match(line))]
    if any(_LEVEL.fullmatch(name) for name in names):
        return False
    if any(_NUMBERED.fullmatch(name) for name in names):
        return True
    columns = {line.index("|") for line in told if _PREFIX.match(line)}
    return len(names) > _MOST * len(told) and len(columns) == 1 and len(told) > 1


def by_container(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each container without its name; a line without one belongs to the one before.

    Lines before the first name belong to the first container.
    """
    found: dict[str, list[str]] = {}
    nameless: list[str] = []
    current = nameless
    for line in lines:
        told = _PREFIX.match(line)
        named = told or _ENDED.fullmatch(line.strip())
        if named:
            current = found.setdefault(named["name"], [])
        current.append(told["text"] if told else line)
    for one in found.values():
        one[:0] = nameless
        break
    return found


def ended(lines: Sequence[str]) -> list[Container]:
    """The containers that `web-1 exited with code 137` tells of, the last word of each."""
    found = {
        told["name"]: Container(told["name"], state=ended_with(int(told["code"])))
        for line in lines
        if " exited with code " in line and (told := _ENDED.fullmatch(line.strip()))
    }
    return list(found.values())
