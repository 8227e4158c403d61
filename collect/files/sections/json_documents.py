"""JSON: a whole file, documents between other things, and lines of which each is one."""

import json
import re

from collect.files.found import Found
from collect.files.page import Page, Section
from collect.files.shapes import shape, shape_of_line
from collect.parsing.fields import text

TRIGGER = r"\s*[\[{]"

_OPENING = re.compile(r"\s*(?:[\[{]\s*)+(?:\"[^\"]*\"\s*:.*)?")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_CLOSING = {"{": "}", "[": "]"}
_KNOWN_IN_LINES = (
    '"kind"',
    '"object"',
    '"involvedObject"',
    '"platform.',
    '"State"',
    '"taskArn"',
)
"""One of these stands in every line of JSON that is more than a log."""

_MESSAGES = ("message", "msg", "log", "event", "textPayload", "@message", "text")
_FACTS = ("level", "severity", "time", "timestamp", "ts", "@timestamp", "lvl", "levelname")

_FAST = 20
"""So many lines of JSON cost as much as one line that is looked at closely."""

_Document = object


def read(page: Page, at: int) -> Section | None:
    """The document that begins at a line, if its shape is known.

    A file that is one document of no known shape is no material, and said to be unread.
    """
    line = page.line(at)
    if line.rstrip().endswith(("}", "]")) and len(line.strip()) > len("[{}]"):
        return _line(page, at)
    if not page.may_try() or not _OPENING.fullmatch(line):
        return None
    end = _end(page, at)
    document = _parsed("\n".join(page.lines[at:end]).rstrip().rstrip(","))
    section = None if document is None else _document(page, at, end, document[0])
    if section is None:
        page.wasted += 10 + (end - at) // _FAST
    return section


def is_broken(lines: list[str]) -> bool:
    """Whether a text is a JSON document that breaks off or is damaged, and no log."""
    told = [line for line in lines[:50] if line.strip()]
    if not told or not _OPENING.fullmatch(told[0]) or _parsed(told[0]) is not None:
        return False
    if len(told) == 1:
        return '"' in told[0]
    second = told[1].strip()
    return _parsed(told[1]) is None and (second[:1] in '"{[' or second[:1] in "}]")


def _parsed(said: str) -> tuple[_Document] | None:
    """The document in a tuple: null is a document too."""
    try:
        document = json.loads(said)
        if _SURROGATE.search(said):
            # Half a character can't be written down again.
            plain = json.dumps(document, ensure_ascii=False).encode(errors="replace")
            document = json.loads(plain)
    except (ValueError, RecursionError):
        return None
    return (document,)


def _end(page: Page, at: int) -> int:
    """Behind the bracket that stands below the first one, or behind the text."""
    line = page.line(at)
    indent = line[: len(line) - len(line.lstrip())]
    closing = indent + _CLOSING[line.lstrip()[0]]
    for end in range(at + 1, len(page.lines)):
        if page.lines[end].startswith(closing):
            return end + 1
    return len(page.lines)


def _line(page: Page, at: int) -> Section | None:
    """A line of JSON: among others it is a log, unless its shape says more."""
    line = page.line(at)
    is_alone = page.is_alone(at, at + 1)
    if not is_alone and not any(word in line for word in _KNOWN_IN_LINES):
        return None
    document = _parsed(line)
    if document is None:
        return None
    if is_alone:
        return _document(page, at, at + 1, document[0])
    found = shape_of_line(document[0])
    return None if found is None else Section(at + 1, found)


def _document(page: Page, at: int, end: int, document: _Document) -> Section | None:
    found = shape(document)
    if found is not None:
        return Section(end, found)
    if page.is_alone(at, end) and not (page.context.expects == "logs" or _is_entry(document)):
        return Section(end, Found(unread=[f"{page.context.origin}: no shape that is known"]))
    return None


def _is_entry(document: _Document) -> bool:
    """Whether a document is one entry of a log: it has a message, and when or how bad it was."""
    return any(text(document, key) for key in _MESSAGES) and any(
        text(document, key) for key in _FACTS
    )
