"""YAML of Kubernetes: whole objects, lists of them, several in one, and fragments."""

import re
from collections.abc import Sequence

from collect.files.found import Found
from collect.files.page import Page, Section
from collect.files.shapes import shape

TRIGGER = (
    r"(?:apiVersion|kind): *\S+\s*$|(?:items|metadata|spec|status):\s*$"
    r"|\s*(?:- )?(?:containerStatuses|initContainerStatuses|lastState|state):\s*$"
    r"|\s*- (?:apiVersion|containerID): \S"
)

_GOES_ON = re.compile(r"\s|- |-$|[\w\"'./-]+:(?: |$)|#|---|[\]}]")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""Half a character, which can't be written down again."""

_SEPARATOR = re.compile(r"(?m)^---.*$")
_TOO_LARGE = 8 * 1024 * 1024
"""Characters: YAML is read some hundred times slower than JSON."""


def read(page: Page, at: int) -> Section | None:
    """The documents that begin at a line; what breaks off is read up to there."""
    if not page.may_try():
        return None
    end = _end(page, at)
    lines = _shifted(page.lines[at:end])
    said = "\n".join(lines)
    if len(said) > _TOO_LARGE:
        note = f"{page.context.origin}: YAML of more than {_TOO_LARGE >> 20} MiB; use JSON"
        return Section(end, Found(unread=[note]))
    found = Found()
    known = False
    for document in _SEPARATOR.split(said):
        told = shape(_parsed(document))
        if told is not None:
            known = True
            found.add(told)
    if not known:
        page.wasted += 10 + end - at
        return None
    return Section(end, found)


def _end(page: Page, at: int) -> int:
    """The first line that goes on with no YAML: it stands at the left and is no key."""
    end = at + 1
    while end < len(page.lines):
        line = page.lines[end]
        if line and not _GOES_ON.match(line):
            break
        end += 1
    return end


def _shifted(lines: Sequence[str]) -> list[str]:
    """A fragment moved to the left; its first line may have lost its indentation."""
    told = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    first = len(lines[0]) - len(lines[0].lstrip())
    left = min([first, *told])
    return [line[left:] for line in lines]


def _parsed(document: str) -> object:
    """The document, or None. Lines are cut from the end of one that breaks off, a few times."""
    import yaml

    document = _SURROGATE.sub("?", document)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for _ in range(3):
        try:
            return yaml.load(document, Loader=loader)  # noqa: S506  # a safe loader, in C
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            lines = document.split("\n")
            if mark is None or not 0 < mark.line < len(lines):
                return None
            document = "\n".join(lines[: mark.line])
        except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError):
            return None
    return None
