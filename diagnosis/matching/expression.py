"""RE2, as patterns use it: compiled within bounds, refused in words that say what to write."""

from typing import Any

# The binding itself: the module around it doubles the time of a match on a line.
from re2 import _re2

from diagnosis.matching.syntax import ForeignError

_MEMORY = 1 << 20
"""Bytes that one regex may use for its states."""
_LARGEST = 2000
"""Instructions of one regex: `.{0,200}` fits. Above it RE2 is linear still, but slow."""
_TOO_LARGE = "is too large once its repetitions are written out: split it, or write + or *"
_ANYWHERE = r"\C*?(?:%s)"
"""Anchored at the start, RE2 needs no second program to find where a match begins."""
_START = _re2.RE2.Anchor.ANCHOR_START
_NOWHERE = (-1, -1)
_HINTS = (
    ("bad repetition operator", "repeats a repetition; RE2 never backtracks, so leave one out"),
    ("invalid repetition size", "repeats more than a thousand times: write + or *"),
    ("too large", _TOO_LARGE),
    ("invalid escape sequence", "holds an escape that RE2 has not"),
)


class Expression:
    """A compiled regex. Give it bytes of UTF-8; what is no UTF-8 matches nothing."""

    __slots__ = ("_groups", "_match", "names")

    def __init__(self, regex: str) -> None:
        """Raises ForeignError, as a clause about the regex."""
        named = regex.count("(?P<")
        options = _CAPTURING if named else _SILENT
        compiled = _re2.RE2((_ANYWHERE % regex).encode(), options)
        if not compiled.ok():
            raise ForeignError(_words(compiled.error().decode(errors="replace")))
        if compiled.ProgramSize() > _LARGEST:
            raise ForeignError(_TOO_LARGE)
        self._match: Any = compiled.Match
        self._groups = [(name.decode(), at) for name, at in compiled.NamedCapturingGroups()]
        self.names = frozenset(name for name, _ in self._groups)
        if named > len(self.names):
            raise ForeignError("names two groups alike")

    def found(self, line: bytes) -> bool:
        """Whether the regex matches."""
        found: bool = self._match(_START, line, 0, len(line))[0] != _NOWHERE
        return found

    def search(self, line: bytes) -> dict[str, str] | None:
        """The named groups that took part in the first match; None where there is no match."""
        spans = self._match(_START, line, 0, len(line))
        if spans[0] == _NOWHERE:
            return None
        groups = [(name, *spans[at]) for name, at in self._groups if spans[at] != _NOWHERE]
        return {name: line[start:end].decode(errors="replace") for name, start, end in groups}


def _words(said: str) -> str:
    hint = next((hint for sign, hint in _HINTS if sign in said), "is no RE2")
    return f"{hint} ({said})"


def _options(*, capturing: bool) -> Any:
    options = _re2.RE2.Options()
    options.never_capture = not capturing
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


_CAPTURING = _options(capturing=True)
_SILENT = _options(capturing=False)
"""Groups without a name are nobody's: RE2 need not follow them."""
