"""Tables of events, with or without their header, and rows that stand alone."""

from collect.files.found import Found
from collect.files.page import Page, Section
from collect.files.tables.event_table import events, is_header, is_rule
from collect.files.tables.events import row

from .logged import looks_logged, may_wrap

TRIGGER = (
    r"\s*Events:\s*(?:<none>)?\s*$|[|\s]*Type[\s|]+Reason\s|\s*FirstSeen\s"
    r"|\s*(?:NAMESPACE\s+)?(?:LAST|FIRST)\s?SEEN\s"
)
WORDS = ("Normal", "Warning")
"""The types of events: one of them stands in every row."""

_INDENTED = "  "


def read(page: Page, at: int) -> Section | None:
    """The events from a line on; a header alone is passed over."""
    end = _behind_header(page, at)
    start = end
    while end < len(page.lines) and (row(page.lines[end]) or _is_continued(page, start, end)):
        end += 1
    told = events(page.lines[start:end], namespace=page.context.namespace)
    if end == at:
        return None
    return Section(end, Found(events=[told] if told else []))


def _behind_header(page: Page, at: int) -> int:
    if page.line(at).strip() in ("Events:", "Events:  <none>", "Events: <none>"):
        at += 1
    if is_header(page.line(at)):
        at += 1
    return at + 1 if is_rule(page.line(at)) else at


def _is_continued(page: Page, start: int, at: int) -> bool:
    """Whether a line goes on with the message before it: indented, or broken by a screen."""
    line = page.lines[at]
    if at == start or not line.strip() or is_header(line):
        return False
    if line.startswith(_INDENTED):
        return not looks_logged(line)
    return may_wrap(page.lines[at - 1], line)
