"""Which patterns can be told elsewhere, and as what conditions on a line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from diagnosis.finding import Kind, Severity
from diagnosis.matching import LogPattern, Source

LEAST = Severity.MEDIUM
"""The lightest severity that is worth an alert; lighter ones are noise in a fleet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A pattern as conditions on one line: every regex must match, and none of `unless`."""

    pattern: LogPattern
    all: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A pattern that is left out, and why in a clause."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Export:
    """A document for another tool, and what it leaves out."""

    document: Mapping[str, Any]
    left: tuple[Left, ...]


def exportable(
    patterns: Iterable[LogPattern], least: Severity = LEAST
) -> tuple[list[Line], tuple[Left, ...]]:
    """The patterns that a line alone decides, worst first, and those that are left out."""
    kept: list[Line] = []
    left: list[Left] = []
    for pattern in patterns:
        why = _obstacle(pattern, least)
        if why:
            left.append(Left(pattern.name, why))
        else:
            kept.append(_line(pattern))
    kept.sort(key=lambda one: (-one.pattern.severity.rank, one.pattern.id, one.pattern.name))
    return kept, tuple(left)


def _obstacle(pattern: LogPattern, least: Severity) -> str:
    needs = pattern.requires
    if Source.LOG not in pattern.scope.source:
        return "speaks of events or states, which are in no log"
    if pattern.kind is Kind.SYMPTOM:
        return "is a symptom, for which nobody should be woken"
    if pattern.severity.rank < least.rank:
        return f"is of severity {pattern.severity}"
    if needs.exit_code or needs.reason or needs.restarts:
        return "requires what the log of a container does not tell"
    return ""


def _line(pattern: LogPattern) -> Line:
    keywords = "|".join(re.escape(word).replace(r"\ ", " ") for word in pattern.keywords)
    wanted = [f"(?i)(?:{keywords})"] if keywords else []
    return Line(pattern, (*wanted, *([pattern.regex] if pattern.regex else [])), pattern.unless)
