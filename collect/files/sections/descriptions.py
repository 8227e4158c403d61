"""`kubectl describe`: whole objects, several in one, and the fragments that people cut out."""

import re
from itertools import takewhile

from collect.files.describing.description import description
from collect.files.describing.lines import RULE_OF_DATA, Line, lines
from collect.files.describing.vocabulary import CONTAINER, STATE, TELLING, TOP
from collect.files.found import Found
from collect.files.logs.block import block
from collect.files.page import Page, Section
from collect.files.tables.event_table import is_header, is_rule
from collect.files.tables.events import row

from .logged import looks_logged, may_wrap

TRIGGER = (
    r"\s*(?:Name|Namespace|Status|State|Last State|Containers|Init Containers|Container ID|Image"
    r"|Image ID|Host Port|Restart Count|Exit Code|Reason|Liveness|Readiness|Startup|Conditions"
    r"|Limits|Controlled By|Start Time|QoS Class|Volumes):(?:\s|$)|\s+[a-z0-9][a-z0-9-]*:\s*$"
)

_KEY = re.compile(r"[A-Z][\w ()/-]*:(?:  |$)")
"""Any key of any kind: the gap behind it tells it from a sentence."""

_AHEAD = 14
"""Lines that must tell whether a description begins."""


def read(page: Page, at: int) -> Section | None:
    """The object that is described from a line on, with its events."""
    if not page.may_try() or not _begins(page, at):
        page.wasted += _AHEAD
        return None
    end = _end(page, at)
    told = page.lines[at:end]
    found = description(told)
    if not found:
        page.wasted += end - at
        return None
    if not _has_object(found):
        # An object of another kind: what its description says is worth reading as a text.
        before = takewhile(lambda line: not line.strip().startswith("Events:"), told)
        found.add(block(list(before), page.context))
    return Section(end, found)


def _has_object(found: Found) -> bool:
    return bool(
        found.described or found.workloads or found.nodes or found.references or found.services
    )


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
    """The first line behind the description: what stands no further in than its first is asked."""
    left = _indent(page.line(at))
    flat = not any(_indent(line) > left for line in page.lines[at : at + _AHEAD] if line.strip())
    end, place = at + 1, ""
    while end < len(page.lines):
        line = page.lines[end]
        if not line.strip():
            if not _goes_on_behind(page, end, left):
                break
            end += 1
            continue
        told = lines([line])[0]
        place = _place(told, line, place)
        is_rest = place == "data" or (place == "events" and may_wrap(page.lines[end - 1], line))
        if _indent(line) <= left and (
            (told.key == "Name" and told.value) or not (is_rest or _belongs(told, line, flat=flat))
        ):
            break
        end += 1
    return end


def _place(told: Line, line: str, before: str) -> str:
    """Where long texts stand at the left edge: below Events, and below the data of a ConfigMap."""
    if told.key == "Events":
        return "events"
    return "data" if line.strip() == RULE_OF_DATA else before


def _belongs(told: Line, line: str, *, flat: bool) -> bool:
    """Whether a line at the left edge is part of a description."""
    if told.key in TOP | CONTAINER | STATE or _KEY.match(line.lstrip()):
        return True
    if is_header(line) or is_rule(line):
        return True
    return flat and (row(line) is not None or not looks_logged(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on_behind(page: Page, blank: int, left: int) -> bool:
    """Whether a description goes on behind a blank line: with a key of its own, or indented."""
    after = page.line(blank + 1)
    if not after.strip():
        return False
    told = lines([after])[0]
    is_key = told.key in TOP and told.key != "Name"
    return is_key or (_indent(after) > left and not looks_logged(after)) or after == "Data"
