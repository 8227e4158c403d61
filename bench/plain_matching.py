"""What log patterns are compared with: loops over lines and patterns, and `grep -E -f`."""

import os
import re
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import re2

from bench.extended_regex import extended
from diagnosis.matching import LogPattern

_C_LOCALE = {**os.environ, "LC_ALL": "C"}


class Plain(NamedTuple):
    """Megabytes a second, and how many patterns could not be asked."""

    rate: float
    left_out: int


def loop(compile_one: Callable[[str], Any], patterns: Sequence[LogPattern], text: str) -> Plain:
    """Every pattern's regex on every line, keywords as one; exceptions are not asked."""
    searches = []
    for pattern in patterns:
        try:
            searches.append(compile_one(_whole(pattern)).search)
        except (re.error, re2.error):
            continue
    lines = text.split("\n")
    begin = time.process_time()
    for line in lines:
        for search in searches:
            search(line)
    rate = len(text) / 1e6 / (time.process_time() - begin)
    return Plain(rate, len(patterns) - len(searches))


def grep(patterns: Sequence[LogPattern], folder: Path, text: str) -> Plain:
    """One `grep -E -f` with all patterns that it can express; each must find its own test."""
    taken = [said for pattern in patterns if (said := extended(pattern)) and _finds(said, pattern)]
    (folder / "patterns").write_text("\n".join(taken) + "\n")
    (folder / "log").write_text(text)
    command = ["grep", "-cEf", str(folder / "patterns"), str(folder / "log")]
    return Plain(len(text) / 1e6 / seconds_of(command), len(patterns) - len(taken))


def seconds_of(command: list[str]) -> float:
    """Processor time of a process. Its output is kept: grep stops early if nobody reads it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=_C_LOCALE, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _finds(said: str, pattern: LogPattern) -> bool:
    case = [] if pattern.regex else ["-i"]
    command = ["grep", "-qE", *case, "-e", said]
    asked = subprocess.run(
        command,
        input=pattern.tests.match[0].encode(),
        env=_C_LOCALE,
        capture_output=True,
        check=False,
    )
    return asked.returncode == 0


def _whole(pattern: LogPattern) -> str:
    return pattern.regex or f"(?i:{'|'.join(map(re.escape, pattern.keywords))})"
