"""Events that stand in the log of a program of Kubernetes'."""

from typing import TYPE_CHECKING

from collect.files.found import Found
from collect.files.page import Page, Section
from collect.files.tables.reports import MARKS, event

if TYPE_CHECKING:
    from diagnosis.snapshot import Event

WORDS = MARKS


def read(page: Page, at: int) -> Section | None:
    """The events of the lines from here on."""
    found: list[Event] = []
    while one := event(page.line(at + len(found))):
        found.append(one)
    return Section(at + len(found), Found(events=[found])) if found else None
