"""Rows of an event table with their messages put together: long ones break over lines."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from diagnosis.snapshot import Event, Ref

from .events import Row, event, plain, row

_HEADER = re.compile(
    r"\s*(?:(?:NAMESPACE\s+)?(?:LAST\s?SEEN|FIRST\s?SEEN)\s.*\bREASON\b.*\bMESSAGE\b"
    r"|Type\s+Reason\s+(?:Age\s+)?(?:From\s+)?Message|FirstSeen\s+LastSeen\s.*Message)"
)
_RULE = re.compile(r"\s*-{2,}(?:\s+-{2,})+\s*|\s*-{4,}\s*")


def is_header(line: str) -> bool:
    """Whether a line names the columns of an event table."""
    return bool(_HEADER.match(plain(line)))


def is_rule(line: str) -> bool:
    """Whether a line is the rule below the header of a table."""
    return bool(_RULE.fullmatch(plain(line)))


def rows(lines: Iterable[str]) -> list[Row]:
    """The rows of a table; a line that is none goes on with the message of the one before."""
    found: list[Row] = []
    for line in lines:
        if told := row(line):
            found.append(told)
        elif found and line.strip() and not is_header(line) and not is_rule(line):
            found[-1] = replace(found[-1], message=f"{found[-1].message} {line.strip()}".strip())
    return found


def events(lines: Iterable[str], described: Ref | None = None, namespace: str = "") -> list[Event]:
    """The events of a table; `namespace` is that of the command, where the rows have none.

    A table without objects was cut out of the description of one: if any of its messages names the
    pod, all are about it.
    """
    found = [event(one, described) for one in rows(lines)]
    named = [one.about for one in found if one.about.kind == "Pod" and one.about.name]
    # The reference with a namespace comes last, and stays.
    pods = {one.name: one for one in sorted(named, key=lambda one: bool(one.namespace))}
    only = next(iter(pods.values())) if len(pods) == 1 else None
    return [_placed(one, pods, only, namespace) for one in found]


def _placed(one: Event, pods: Mapping[str, Ref], only: Ref | None, namespace: str) -> Event:
    about = one.about if one.about.kind or only is None else only
    about = pods.get(about.name, about) if about.kind == "Pod" else about
    if about.name and not about.namespace:
        about = replace(about, namespace=namespace)
    return replace(one, about=about)
