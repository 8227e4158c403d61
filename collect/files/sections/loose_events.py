"""A file that is called events, and holds their messages in a form of somebody's own."""

import re

from collect.files.found import Found
from collect.files.page import Context
from collect.files.tables.events import KNOWN_REASON, Row, event

_LINE = re.compile(
    rf"\W*(?:(?P<type>Normal|Warning)\W+)?(?:(?P<reason>{KNOWN_REASON})(?::| -|  |\t)\s*)?"
    r"(?P<message>.+)"
)


def events(lines: list[str], context: Context) -> Found | None:
    """An event for each line; None where the file's name lets one expect no events."""
    if context.expects != "events":
        return None
    found = [
        event(Row(said["type"] or "Warning", said["reason"] or "", said["message"]))
        for line in lines
        if (said := _LINE.fullmatch(line.strip()))
    ]
    return Found(events=[found]) if found else None
