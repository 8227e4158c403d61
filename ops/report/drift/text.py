"""The report for a person: 80 columns, what fails first, object by object."""

import json
import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from drift.model import Difference
from ops.drift.running import Outcome
from ops.report.check.counts import plural

WIDTH = 80
_LONGEST = 200
"""Characters shown of one value; JSON has all of it."""


def as_text(outcome: Outcome) -> str:
    """Write it: differences with who, when and the ways out, then what could not be compared."""
    return "\n".join(_lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    differences = sorted(outcome.report.differences, key=_order)
    for object_, members in groupby(differences, key=lambda one: one.object):
        yield from _wrapped(object_, 0, 2)
        for one in members:
            yield from _told(one)
        yield ""
    for sentence in (*outcome.report.faults, *outcome.unread):
        yield from textwrap.wrap(f"not compared: {sentence}", WIDTH, subsequent_indent="  ")
    yield _whole(outcome)


def _order(one: Difference) -> tuple[bool, str, str]:
    return not one.fails, one.object, one.path


def _told(one: Difference) -> Iterator[str]:
    mark = "!" if one.fails else "-"
    who = f" by {one.manager}" if one.manager else ""
    when = f" at {one.time}" if one.time else ""
    head = f"{mark} {one.cls}  {one.path or 'the whole object'}{who}{when}"
    yield from _wrapped(head, 2, 4)
    if one.path:
        yield from _wrapped(f"declared  {_value(one.desired)}", 6, 16)
        yield from _wrapped(f"live      {_value(one.live)}", 6, 16)
    if one.reason:
        yield from _wrapped(f"why       {one.reason}", 6, 16)
    if one.fails:
        for word, text in (
            ("revert", one.ways.revert),
            ("adopt", one.ways.adopt),
            ("ignore", one.ways.ignore),
        ):
            yield from _way(word, text)


def _way(word: str, text: str) -> Iterator[str]:
    """Commands and YAML are to be copied: their lines stay as they are."""
    lines = text.splitlines()
    if len(lines) == 1 and text.endswith("."):
        lines = textwrap.wrap(text, WIDTH - 16)
    for at, line in enumerate(lines):
        yield f"      {word if at == 0 else '':<8}  {line}"


def _wrapped(text: str, indent: int, hanging: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hanging)


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)} characters)"


def _whole(outcome: Outcome) -> str:
    counted = ", ".join(f"{count} {name}" for name, count in outcome.report.summary.items())
    return f"{plural(outcome.report.compared, 'object')} compared: {counted or 'no difference'}"
