"""A line with what varies taken out: lines of one statement in the program have one template."""

import re

_LONGEST = 400
"""Characters of a line that tell its statement."""
_MASKS = (
    (re.compile(r"\x1b\[[0-9;]*m"), ""),
    (re.compile(r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*"), "<time>"),
    (re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"), "<uuid>"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"), "<address>"),
    (re.compile(r"(?:https?|grpc|wss?|postgres(?:ql)?|redis)://[^\s\"')]+"), "<url>"),
    (re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`"), "<text>"),
    (re.compile(r"(?<![\w<])/[\w.@+-]+(?:/[\w.@+-]+)+"), "<path>"),
    (re.compile(r"\b0x[0-9a-fA-F]+\b|\b[0-9a-f]{12,}\b"), "<hex>"),
    (re.compile(r"\d+(?:\.\d+)?"), "<n>"),
    (re.compile(r"\s+"), " "),
)


def template(line: str) -> str:
    """The line without times, numbers, addresses, paths and quoted texts."""
    text = line[:_LONGEST]
    for varies, mask in _MASKS:
        text = varies.sub(mask, text)
    return text.strip()
