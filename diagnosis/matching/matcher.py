"""One pattern, made ready to be tried on lines."""

import re

from diagnosis.matching.expression import Expression
from diagnosis.matching.literals import Literals, best, either, fold, joined, literal, required
from diagnosis.matching.pattern import LogPattern
from diagnosis.matching.readings import Line, Reading

_NO_EDGE = re.compile(r"\\[$^\\]|\[\^")
_EDGE = re.compile(r"[$^]|\\[Az]")


class Matcher:
    """Decides keywords, regex and unless on one line.

    `literals` are those of the pattern's regex or keywords, folded: one of them stands in each line
    that matches. There is none for a pattern that would have to be tried on every line.
    """

    __slots__ = ("_edges", "_keywords", "_regex", "_unless", "literals", "pattern")

    def __init__(
        self,
        pattern: LogPattern,
        regex: Expression | None,
        unless: Expression | None,
        literals: Literals,
    ) -> None:
        """`unless` is all exceptions in one, `literals` are the regex's."""
        self.pattern = pattern
        self._keywords = tuple(map(fold, pattern.keywords))
        self._regex = regex
        self._unless = unless
        self._edges = any(_has_edge(one) for one in (pattern.regex, *pattern.unless))
        rarest = best([_any_of(pattern.keywords), literals])
        self.literals = [one.encode() for one in sorted(rarest)]

    def groups(self, line: Line) -> dict[str, str] | None:
        """The regex's named groups, which may be none; None where the line does not match."""
        readings = line.plain + line.edges if self._edges else line.plain
        for reading in readings:
            found = self._groups(reading)
            if found is not None:
                excepted = self._unless and any(self._unless.found(one.encoded) for one in readings)
                return None if excepted else found
        return None

    def _groups(self, reading: Reading) -> dict[str, str] | None:
        if self._keywords and not any(one in reading.folded for one in self._keywords):
            return None
        return self._regex.search(reading.encoded) if self._regex else {}


def _any_of(keywords: tuple[str, ...]) -> Literals:
    return required(either([joined(literal(one)) for one in keywords])) if keywords else frozenset()


def _has_edge(regex: str) -> bool:
    return bool(_EDGE.search(_NO_EDGE.sub("", regex)))
