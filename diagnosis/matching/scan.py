"""All patterns over a whole text."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from diagnosis.matching.literals import fold
from diagnosis.matching.matcher import Matcher
from diagnosis.matching.pattern import LogPattern
from diagnosis.matching.prefilter import Prefilter
from diagnosis.matching.readings import Line, without_colours

_CHUNK = 1 << 20
"""Characters that are read at once: memory stays bounded, and one odd letter slows only its own."""
LONGEST = 16_384
"""Characters of a line that are read as one; a longer line is read in pieces."""


class Hit(NamedTuple):
    """A line that a pattern matches. `number` counts from 1; `groups` are the named ones found.

    `line` is without terminal colours; of a very long line it is the piece that matched.
    """

    pattern: LogPattern
    number: int
    line: str
    groups: Mapping[str, str]


class PatternSet:
    """Patterns, in the order in which they were loaded."""

    def __init__(self, matchers: tuple[Matcher, ...]) -> None:
        self._matchers = matchers
        self._prefilter = Prefilter([one.literals for one in matchers])

    def __iter__(self) -> Iterator[LogPattern]:
        """The patterns."""
        return (one.pattern for one in self._matchers)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._matchers)

    def scan(self, text: str) -> Iterator[Hit]:
        """Every line that a pattern matches, in order; scope and requires are not decided.

        A line matches a pattern once. Takes any text: a lone surrogate counts as ?.
        """
        number = 1
        for chunk in _chunks(text):
            clean = without_colours(chunk)
            lines: list[str] = []
            for index, wanted in self._prefilter.lines(fold(clean)):
                lines = lines or clean.split("\n")
                yield from self._hits(number + index, lines[index].removesuffix("\r"), wanted)
            number += chunk.count("\n")

    def _hits(self, number: int, text: str, wanted: set[int]) -> Iterator[Hit]:
        if len(text) > LONGEST:
            yield from self._in_pieces(number, text)
            return
        line = Line(text)
        for index in sorted(wanted):
            matcher = self._matchers[index]
            groups = matcher.groups(line)
            if groups is not None:
                yield Hit(matcher.pattern, number, text, groups)

    def _in_pieces(self, number: int, text: str) -> list[Hit]:
        found: dict[int, Hit] = {}
        for piece in pieces(text):
            line = Line(piece)
            for _, wanted in self._prefilter.lines(fold(piece)):
                for index in wanted - found.keys():
                    groups = self._matchers[index].groups(line)
                    if groups is not None:
                        found[index] = Hit(self._matchers[index].pattern, number, piece, groups)
        return [found[index] for index in sorted(found)]


def pieces(text: str) -> Iterator[str]:
    """The line, or overlapping pieces of a long one: what fits half of a piece is in one whole."""
    step = LONGEST // 2
    for start in range(0, max(len(text) - step, 1), step):
        yield text[start : start + LONGEST]


def _chunks(text: str) -> Iterator[str]:
    """Whole lines, about as much at a time as is good for the caches."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _CHUNK) + 1 or len(text)
        yield text[start:end]
        start = end
