"""The plain way to match, as simple as the promise: every pattern on every line, no shortcut."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import re2

from diagnosis.matching import LogPattern
from diagnosis.matching.readings import Line, Reading, without_colours
from diagnosis.matching.scan import pieces

Found = tuple[str, int, str, dict[str, str]]


def plainly(patterns: Iterable[LogPattern], text: str) -> Iterator[Found]:
    """Name, line number, line and groups of every match, in order."""
    every = list(patterns)
    for number, line in enumerate(without_colours(text).split("\n"), 1):
        readable = [Line(piece) for piece in pieces(line.removesuffix("\r"))]
        for pattern in every:
            for piece in readable:
                groups = _groups(pattern, piece)
                if groups is not None:
                    yield pattern.name, number, piece.text, groups
                    break


def _groups(pattern: LogPattern, line: Line) -> dict[str, str] | None:
    edged = any(_edged(one) for one in (pattern.regex, *pattern.unless))
    readings = [*line.plain, *(line.edges if edged else ())]
    found = next(filter(_is_found, (_read(pattern, one) for one in readings)), None)
    excepted = any(_search(one, reading) for one in pattern.unless for reading in readings)
    return None if excepted else found


def _is_found(groups: dict[str, str] | None) -> bool:
    return groups is not None


def _read(pattern: LogPattern, reading: Reading) -> dict[str, str] | None:
    keywords = "|".join(re2.escape(one) for one in pattern.keywords)
    # Of letters beyond ASCII, a keyword's case counts; none of the patterns here holds one.
    if keywords and not _search(f"(?i:{keywords})", reading):
        return None
    if not pattern.regex:
        return {}
    found = _search(pattern.regex, reading)
    if not found:
        return None
    groups = found.groupdict().items()
    return {name: text.decode(errors="replace") for name, text in groups if text is not None}


def _search(regex: str, reading: Reading) -> Any:
    return _compiled(regex).search(reading.encoded)


@cache
def _compiled(regex: str) -> Any:
    return re2.compile(regex)


def _edged(regex: str) -> bool:
    r"""Whether the regex holds ^, $, \A or \z, outside of a set and unescaped."""
    at, inside = 0, False
    while at < len(regex):
        if regex[at] == "\\":
            if not inside and regex[at + 1 : at + 2] in ("A", "z"):
                return True
            at += 2
            continue
        if regex[at] == "[" and not inside:
            inside = True
            at += regex[at + 1 : at + 2] == "^"
        elif regex[at] == "]" and inside:
            inside = False
        elif regex[at] in "^$" and not inside:
            return True
        at += 1
    return False
