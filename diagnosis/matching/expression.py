"""RE2, as patterns use it: compiled within bounds, refused in words that say what to write."""

from typing import Any

import re2

from diagnosis.matching.literals import Literals, required
from diagnosis.matching.syntax import ForeignError, read

_MEMORY = 1 << 20
"""Bytes that one regex may use for its states."""
_LARGEST = 2000
"""Instructions of one regex: `.{0,200}` fits. Above it RE2 is linear still, but slow."""
_TOO_LARGE = "is too large once its repetitions are written out: split it, or write + or *"
_ANYWHERE = r"\C*?(?:%s)"
"""Anchored at the start, RE2 needs no second program to find where a match begins."""
_HINTS = (
    ("bad repetition operator", "repeats a repetition; RE2 never backtracks, so leave one out"),
    ("invalid repetition size", "repeats more than a thousand times: write + or *"),
    ("too large", _TOO_LARGE),
    ("invalid escape sequence", "holds an escape that RE2 has not"),
)


class Expression:
    """A compiled regex. Give it bytes of UTF-8; what is no UTF-8 matches nothing."""

    __slots__ = ("_regex", "literals", "names")

    def __init__(self, regex: str) -> None:
        """Raises ForeignError, as a clause about the regex."""
        self.literals: Literals = required(read(regex))
        named = regex.count("(?P<")
        try:
            self._regex: Any = re2.compile(_ANYWHERE % regex, _CAPTURING if named else _SILENT)
        except re2.error as error:
            raise ForeignError(_words(error)) from None
        self.names: dict[str, int] = self._regex.groupindex if named else {}
        if self._regex.programsize > _LARGEST:
            raise ForeignError(_TOO_LARGE)
        if named > len(self.names):
            raise ForeignError("names two groups alike")

    @property
    def matches_empty(self) -> bool:
        """Whether the empty text matches, and so every text."""
        return not self.literals and self.found(b"")

    def found(self, line: bytes) -> bool:
        """Whether the regex matches."""
        return self._regex.match(line) is not None

    def search(self, line: bytes) -> dict[str, str] | None:
        """The named groups that took part in the first match; None where there is no match."""
        found = self._regex.match(line)
        if found is None:
            return None
        groups = [(name, found.group(index)) for name, index in self.names.items()]
        return {name: text.decode(errors="replace") for name, text in groups if text is not None}


def _words(error: Exception) -> str:
    said = error.args[0]
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    hint = next((hint for sign, hint in _HINTS if sign in text), "is no RE2")
    return f"{hint} ({text})"


def _options(*, capturing: bool) -> Any:
    options = re2.Options()
    options.never_capture = not capturing
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


_CAPTURING = _options(capturing=True)
_SILENT = _options(capturing=False)
"""Groups without a name are nobody's: RE2 need not follow them."""
