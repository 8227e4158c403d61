"""A text, section by section: what is recognised is read, everything else is a log."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .found import Found
from .logs.block import block
from .page import Context, Page, Section
from .sections import (
    descriptions,
    event_tables,
    json_documents,
    loose_events,
    measures,
    prompts,
    provider,
    reports,
    statements,
    tables,
    yaml_documents,
)


@dataclass(frozen=True, slots=True)
class _Recogniser:
    """Who reads a section, and the cheap signs at which it is worth asking.

    `trigger` is how a first line begins, `words` may stand anywhere in it.
    """

    read: Callable[[Page, int], Section | None]
    trigger: str = ""
    words: tuple[str, ...] = ()


_RECOGNISERS = (
    _Recogniser(prompts.read, prompts.TRIGGER, prompts.WORDS),
    _Recogniser(json_documents.read, json_documents.TRIGGER),
    _Recogniser(yaml_documents.read, yaml_documents.TRIGGER),
    _Recogniser(event_tables.read, event_tables.TRIGGER, event_tables.WORDS),
    _Recogniser(descriptions.read, descriptions.TRIGGER),
    _Recogniser(tables.read, tables.TRIGGER),
    _Recogniser(reports.read, words=reports.WORDS),
    _Recogniser(provider.read, words=provider.WORDS),
    _Recogniser(measures.read, measures.TRIGGER),
    _Recogniser(statements.read, statements.TRIGGER, statements.WORDS),
)
"""Asked in turn what begins at a line."""

_BY_TRIGGER = [(one, re.compile(one.trigger)) for one in _RECOGNISERS if one.trigger]
_ANY_TRIGGER = re.compile("|".join(f"(?:{one.trigger})" for one in _RECOGNISERS if one.trigger))
_ANY_WORD = tuple(word for one in _RECOGNISERS for word in one.words)

_LONGEST = 8192
"""Characters of a line that is looked at closely; longer ones are JSON or a log."""


def split(text: str, context: Context) -> Found:
    """Everything that a text holds."""
    page = Page(text.split("\n"), context)
    if (whole := statements.stopped(page)) is not None:
        return whole
    parts = list(_parts(page, [word for word in _ANY_WORD if word in text]))
    # Of a document that is damaged, whole objects may be left: the rest of it is no log.
    is_broken = isinstance(parts[0][0], list) and json_documents.is_broken(parts[0][0])
    found = Found()
    for part, its_context in parts:
        if isinstance(part, Section):
            found.add(_signed(part.found, its_context))
        elif not is_broken:
            loose = loose_events.events(part, its_context) if len(parts) == 1 else None
            found.add(loose or block(part, its_context))
    if is_broken:
        found.unread.append(f"{page.context.origin}: JSON that breaks off or is damaged")
    return found


def _signed(found: Found, context: Context) -> Found:
    """What was found, each log with where it is from."""
    found.logs = [log if log.origin else replace(log, origin=context.origin) for log in found.logs]
    return found


def _parts(page: Page, words: Sequence[str]) -> Iterator[tuple[Section | list[str], Context]]:
    """Sections, and the blocks of lines between them with the context that they stand in.

    `words` are those that the text has at all: most logs have none, and cost little then.
    """
    at = start = 0
    while at < len(page.lines):
        context = page.context
        section = _section(page, at, words)
        if section is None:
            at += 1
            continue
        if start < at:
            yield page.lines[start:at], context
        yield section, context
        at = start = section.end
    if start < at:
        yield page.lines[start:at], page.context


def _section(page: Page, at: int, words: Sequence[str]) -> Section | None:
    line = page.lines[at]
    has_word = bool(words) and any(word in line for word in words)
    if not has_word and not _ANY_TRIGGER.match(line):
        return None
    asked = [one for one, trigger in _BY_TRIGGER if trigger.match(line)]
    if has_word:
        asked = [
            one for one in _RECOGNISERS if one in asked or any(word in line for word in one.words)
        ]
    if len(line) > _LONGEST:
        asked = [one for one in asked if one.read is json_documents.read]
    return next((found for one in asked if (found := one.read(page, at))), None)
