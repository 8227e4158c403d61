"""How loud a line is: a warning that quotes an error is not an error."""

import re

_HEAD = 300
"""Characters in which a line says its level, behind times and names."""
_LEVEL = re.compile(
    r"""(?ix)
      "(?:level|severity|lvl|levelname|log\.level)"\s*:\s*"?(?P<json>[a-z]+|\d0)\b
    | \b(?:level|severity|lvl)=\"?(?P<logfmt>[a-z]+)
    | ^(?P<klog>[IWEF])\d{4}\s\d\d:
    | (?P<word>\b(?:TRACE|DEBUG|DBG|INFO|INF|NOTICE|WARN|WARNING|WRN|ERROR|ERR|ERRO|SEVERE|FATAL
        |CRITICAL|CRIT|PANIC|EMERG|ALERT|LOG(?=:))\b)
    """
)
_NUMBERS = {"10": "trace", "20": "debug", "30": "info", "40": "warn", "50": "error", "60": "fatal"}
_CHATTER = frozenset(
    (
        "trace",
        "debug",
        "dbg",
        "info",
        "inf",
        "notice",
        "information",
        "i",
        "verbose",
        "default",
        "log",
    )
)
_QUIET = _CHATTER | {"warn", "warning", "wrn", "w"}
_ERROR_SHAPE = re.compile(
    r"(?:^|[\s\"'(\[|])(?:[\w$]+\.)*(?:[A-Z]\w*)?(?:Error|Exception|Failure|Panic)\b[\]:(]"
    r"|^\s*Traceback \(most recent|\bpanic: |\bfatal error\b|npm (?:ERR!|error)|^Caused by: "
)
_COMPLAINT = re.compile(
    r"(?i)\b(?:failed|failure|cannot|can't|unable to|could not|couldn't|aborting|refused|denied"
    r"|invalid|unexpected|error)\b"
)
_HARMLESS = re.compile(
    r"(?i)\b(?:0|no|zero|without) (?:\w+ )?(?:failed|failures?|errors?)\b"
    r"|\b(?:failed|errors?)[=:] ?0\b|\bHTTP/\d|^\{"
)
"""Counts of nothing, and requests, whose paths may hold any word."""


def level(line: str) -> str:
    """The level that a line states, in lower case; empty where it states none."""
    for found in _LEVEL.finditer(line[:_HEAD]):
        word = found["word"]
        if word and not _is_label(line, found.start("word"), word):
            continue
        value = (found["json"] or found["logfmt"] or found["klog"] or word).lower()
        return _NUMBERS.get(value, value)
    return ""


def _is_label(line: str, start: int, word: str) -> bool:
    """Whether a word is the level, and not a part of the sentence: in capitals or in brackets."""
    before = line[start - 1 : start]
    after = line[start + len(word) : start + len(word) + 1]
    return word.isupper() or (before in ("[", "|", "(", "<") and after in ("]", "|", ")", ">", ":"))


def is_quiet(line: str) -> bool:
    """Whether a line is below the level of an error, and has no error's shape either."""
    return level(line) in _QUIET and not _ERROR_SHAPE.search(line)


def is_chatter(line: str) -> bool:
    """Whether a line is for information only, and quotes no error."""
    return level(line) in _CHATTER and not _ERROR_SHAPE.search(line)


def looks_like_an_error(line: str) -> bool:
    """Whether a line that nobody knows reports an error: by its level, or by its shape."""
    stated = level(line)
    return (bool(stated) and stated not in _QUIET) or (
        stated not in _QUIET and _ERROR_SHAPE.search(line) is not None
    )


def complains(line: str) -> bool:
    """Whether a line without a level says that something did not work."""
    return not level(line) and bool(_COMPLAINT.search(line)) and not _HARMLESS.search(line)
