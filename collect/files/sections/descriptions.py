"""`kubectl describe`: whole objects, several in one, and the fragments that people cut out."""

from collect.files.describing.description import description
from collect.files.describing.lines import Line, lines
from collect.files.describing.vocabulary import CONTAINER, STATE, TELLING, TOP
from collect.files.page import Page, Section
from collect.files.tables.event_table import is_header, is_rule
from collect.files.tables.events import row

from .logged import looks_logged, may_wrap

TRIGGER = (
    r"\s*(?:Name|Namespace|Status|State|Last State|Containers|Init Containers|Container ID|Image"
    r"|Image ID|Host Port|Restart Count|Exit Code|Reason|Liveness|Readiness|Startup|Conditions"
    r"|Limits|Controlled By|Start Time|QoS Class|Volumes):(?:\s|$)|\s+[a-z0-9][a-z0-9-]*:\s*$"
)

_AHEAD = 14
"""Lines that must tell whether a description begins."""

_BLANKS = 1
"""Blank lines within a description; kubectl parts two objects by two."""


def read(page: Page, at: int) -> Section | None:
    """The object that is described from a line on, with its events."""
    if not _begins(page, at):
        return None
    end = _end(page, at)
    found = description(page.lines[at:end])
    return Section(end, found) if found else None


def _begins(page: Page, at: int) -> bool:
    """Whether enough known keys follow each other closely: one may stand in any log."""
    ahead = lines(page.lines[at : at + _AHEAD])
    if not ahead:
        return False
    keys = {line.key for line in ahead if line.key}
    known = keys & (TOP | CONTAINER | STATE)
    if ahead[0].key == "Name":
        return len(known) > 1 and ahead[0].value != ""
    return bool(keys & TELLING) and len(known) > 1 and not looks_logged(page.line(at))


def _end(page: Page, at: int) -> int:
    """The first line behind the description."""
    flat = not any(line[:1].isspace() for line in page.lines[at : at + _AHEAD] if line.strip())
    end, in_events = at + 1, False
    while end < len(page.lines):
        line = page.lines[end]
        if not line.strip():
            if not _goes_on_behind(page, end):
                break
            end += 1
            continue
        told = lines([line])[0]
        in_events = told.key == "Events" or in_events
        if told.key == "Name" and told.value and not line[:1].isspace():
            break
        is_rest = in_events and may_wrap(page.lines[end - 1], line)
        if not (line[:1].isspace() or is_rest or _belongs(told, line, flat=flat)):
            break
        end += 1
    return end


def _belongs(told: Line, line: str, *, flat: bool) -> bool:
    """Whether a line at the left edge is part of a description."""
    if told.key in TOP | CONTAINER | STATE or is_header(line) or is_rule(line):
        return True
    return flat and (row(line) is not None or not looks_logged(line))


def _goes_on_behind(page: Page, blank: int) -> bool:
    """Whether a description goes on behind a blank line: with a key of its own, or indented."""
    after = page.line(blank + 1)
    if not after.strip():
        return False
    told = lines([after])[0]
    is_key = told.key in TOP and told.key != "Name"
    return is_key or (after[:1].isspace() and not looks_logged(after)) or told.text == "===="
