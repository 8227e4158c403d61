"""What `shipshape logs` prints: a line for each match, and a table at the end."""

import json
import textwrap
from collections.abc import Iterator
from datetime import datetime

from ops.following.matches import Match
from ops.following.tally import Count, Tally
from ops.report.diagnosis.reading import printable

LONGEST = 400
"""Characters shown of a line in text; JSON has all of it."""
_WIDTH = 80
_NAME = 28
_NEVER = "-"


def as_line(match: Match) -> str:
    """`time severity id origin:number: line`."""
    said = printable(match.line)
    shown = said if len(said) <= LONGEST else f"{said[: LONGEST - 4]} ..."
    name = f"{match.pattern.severity} {match.pattern.id}"
    return f"{_moment(match.time)} {name} {match.origin}:{match.number}: {shown}"


def as_json_line(match: Match) -> str:
    """One JSON document on one line."""
    return json.dumps(
        {
            "time": _iso(match.time),
            "id": match.pattern.id,
            "kind": match.pattern.kind,
            "severity": match.pattern.severity,
            "title": match.pattern.title,
            "source": f"{match.origin}:{match.number}",
            "line": match.line,
        }
    )


def as_table(tally: Tally) -> str:
    """Each finding with its count, the first and the last time, and the first line of it."""
    if not tally.counts:
        return "no line is one that a pattern knows"
    head = f"{'finding':<{_NAME}} {'severity':<8} {'count':>7} {'first':<16} {'last':<16}"
    return "\n".join([head.rstrip(), *(line for one in tally.counts for line in _row(one))])


def as_json_summary(tally: Tally) -> str:
    """The same as one JSON document on one line."""
    return json.dumps(
        {
            "summary": [
                {
                    "id": one.match.pattern.id,
                    "kind": one.match.pattern.kind,
                    "severity": one.match.pattern.severity,
                    "title": one.match.pattern.title,
                    "count": one.count,
                    "first": _iso(one.first),
                    "last": _iso(one.last),
                    "source": f"{one.match.origin}:{one.match.number}",
                    "line": one.match.line,
                }
                for one in tally.counts
            ]
        }
    )


def _row(one: Count) -> Iterator[str]:
    pattern = one.match.pattern
    facts = f"{pattern.severity:<8} {one.count:>7} {_moment(one.first):<16} {_moment(one.last):<16}"
    yield f"{pattern.id:<{_NAME}} {facts}".rstrip()
    yield f"  {textwrap.shorten(printable(one.match.line), _WIDTH - 2, placeholder=' ...')}"


def _moment(moment: datetime | None) -> str:
    return f"{moment:%m-%d %H:%M:%S}" if moment else _NEVER


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
