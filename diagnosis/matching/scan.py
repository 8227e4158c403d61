"""All patterns over a whole text."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from diagnosis.matching.matcher import Matcher
from diagnosis.matching.pattern import LogPattern
from diagnosis.matching.readings import Line, without_colours


class Hit(NamedTuple):
    """A line that a pattern matches. `number` counts from 1; `groups` are the named ones found."""

    pattern: LogPattern
    number: int
    line: str
    groups: Mapping[str, str]


class PatternSet:
    """Patterns, in the order in which they were loaded."""

    def __init__(self, matchers: tuple[Matcher, ...]) -> None:
        self._matchers = matchers

    def __iter__(self) -> Iterator[LogPattern]:
        """The patterns."""
        return (one.pattern for one in self._matchers)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._matchers)

    def scan(self, text: str) -> Iterator[Hit]:
        """Every line that a pattern matches, in order; scope and requires are not decided."""
        for number, line in enumerate(without_colours(text).split("\n"), 1):
            readable = Line(line.removesuffix("\r"))
            for matcher in self._matchers:
                groups = matcher.groups(readable)
                if groups is not None:
                    yield Hit(matcher.pattern, number, readable.text, groups)
