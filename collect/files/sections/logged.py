"""Telling a line of a log from a line that belongs to what stands before it."""

import re

_LOGGED = re.compile(
    r"\s*(?:\[?\d{4}[-/]\d\d[-/]\d\d|\[?\d\d:\d\d:\d\d|\[?[A-Z][a-z]{2} +\d{1,2} \d\d:"
    r"|[IWEF]\d{4} \d\d:|\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b"
    r"|(?:trace|debug|info|warn|error|fatal)[:\s\[]|(?:ts|time|level|severity)=|\{\""
    r"|Traceback \(|(?:Normal|Warning)\s|\s+at \S"
    r"|npm (?:ERR!|error)|\w*(?:Error|Exception)\b)"
)
_WRAP_FROM = 76
"""Columns from which on a terminal may have broken a line in two."""


def looks_logged(line: str) -> bool:
    """Whether a line begins as lines of logs do: a time, a level, a traceback."""
    return bool(_LOGGED.match(line))


def may_wrap(before: str, line: str) -> bool:
    """Whether a line may be the rest of the one before, which was too long for a terminal."""
    return len(before) >= _WRAP_FROM and bool(line.strip()) and not looks_logged(line)
