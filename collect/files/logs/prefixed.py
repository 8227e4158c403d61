"""The output of `kubectl logs --prefix`: `[pod/web-1/app] text`."""

import re
from collections.abc import Sequence

_PREFIX = re.compile(r"\[pod/(?P<pod>[^/\]]+)/(?P<container>[^\]]+)\] ?(?P<text>.*)")


def is_prefixed(lines: Sequence[str]) -> bool:
    """Whether the first line that holds something names its pod."""
    first = next((line for line in lines if line.strip()), "")
    return bool(_PREFIX.match(first))


def by_container(lines: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """The lines of each pod and container without their names."""
    found: dict[tuple[str, str], list[str]] = {}
    current: list[str] = []
    for line in lines:
        if told := _PREFIX.match(line):
            current = found.setdefault((told["pod"], told["container"]), [])
        current.append(told["text"] if told else line)
    return found
