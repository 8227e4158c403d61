"""Asking the rules about everything that was read."""

from collections.abc import Mapping
from typing import Any

from ops.check.finding import Finding
from ops.check.levels import Level
from ops.check.reading.found import LineOf, Reading, Subject
from ops.check.selection import Selection
from policies.rules.dockerfile.stages import Dockerfile
from policies.rules.judge import judge_world
from policies.rules.model import Verdict
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import Object, World
from policies.rules.unknown import Undecided

_LEVEL_OF_UNKNOWN = {"warn": Level.WARNING, "fail": Level.ERROR, "ignore": Level.NOTE}

Judged = tuple[Finding, Subject]
"""A finding, and the subject it is about."""


def judge_reading(
    reading: Reading, selection: Selection, settings: Mapping[str, Mapping[str, Any]], unknown: str
) -> list[Judged]:
    """The findings, in the order of what was read. `unknown` is warn, fail or ignore."""
    world = World(
        objects=tuple(one for one, _ in reading.found if isinstance(one, Object)),
        dockerfiles=tuple(one for one, _ in reading.found if isinstance(one, Dockerfile)),
        resources=tuple(one for one, _ in reading.found if isinstance(one, Resource)),
    )
    places = {id(one): _Place(one, line_of) for one, line_of in reading.found}
    of_unknown = _LEVEL_OF_UNKNOWN[unknown]
    levels = selection.levels
    judged = []
    for result in judge_world(selection.rules, world, settings):
        rule, verdict, subject, container, path, message = result
        place = places[id(subject)]
        level = of_unknown if verdict is Verdict.UNKNOWN else levels[rule.id]
        line, owner = place.line(path), place.owner
        finding = Finding(
            rule, verdict, level, place.key, container, path, place.file, line, message, None, owner
        )
        judged.append((finding, subject))
    return judged


class _Place:
    """A subject's name in reports, and its lines, looked up once each."""

    __slots__ = ("_line_of", "_lines", "file", "key", "owner")

    def __init__(self, subject: Subject, line_of: LineOf) -> None:
        self.file = subject.file
        self.key = key_of(subject)
        self.owner = "" if isinstance(subject, Dockerfile) else subject.owner
        self._line_of = line_of
        self._lines: dict[str, int] = {}

    def line(self, path: str) -> int:
        found = self._lines.get(path)
        if found is None:
            found = self._lines[path] = self._line_of(path)
        return found


def key_of(subject: Subject) -> str:
    """`Kind/namespace/name`; a Dockerfile is named by its file, a resource by its type."""
    if isinstance(subject, Dockerfile):
        return f"Dockerfile//{subject.file}"
    try:
        return subject.key
    except Undecided:
        return f"{subject.kind}//(not known yet)"
