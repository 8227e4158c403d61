"""The ways to read a line: as it is, without what a log shipper put before it, and unescaped.

What the reader adds is taken away, never guessed: every reading is a part of the line, or a part
with its JSON escapes undone. So a literal that stands in a reading stands in the line.
"""

import re
from collections.abc import Iterator

from diagnosis.matching.literals import escapable, fold

_COLOURS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[@-Z\\^_])")
_PREFIX = re.compile(
    r"""(?:\d{4}-\d\d-\d\dT\S+\ (?:stdout|stderr)\ [FP]\     # containerd and CRI-O
      | \[pod/[^\]\s]+\]\                                    # kubectl logs --prefix
      | [A-Za-z0-9][\w.-]*\ +\|\                             # docker compose
      | [IWEF]\d{4}\ \d\d:\d\d:\d\d\.\d+\ +\d+\ [^\]\s]+\]\  # klog
      | \[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d[^\]\s]*  # a time
        (?:\ (?:UTC|GMT|CES?T|[A-Z]{1,2}[SD]T|[+-]\d{4}))?\]?:?\s+
      | [A-Z][a-z]{2}\ [\d ]\d\ \d\d:\d\d:\d\d\ \S+\ \S+:\   # syslog
      | [0-9a-f]{8}-[0-9a-f-]{27}\t                          # Lambda: the request
      | \[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\]?:?\s+
      | \(\w+\ pid=\d+\)\s+ | \[rank\d+\]:\s+                # vLLM and Ray, torchrun
      )""",
    re.VERBOSE,
)
_PREFIXES = 6
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([\"\\/ntr]))")
_MEANT = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r"}
# A text that never ends is taken to the end: looking for it again and again would take for ever.
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"?')


def without_colours(text: str) -> str:
    """The text without terminal control sequences."""
    return _COLOURS.sub("", text) if "\x1b" in text else text


class Line:
    """One line and its readings, made when the first pattern asks for them."""

    __slots__ = ("_edges", "_plain", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain: tuple[Reading, ...] | None = None
        self._edges: tuple[Reading, ...] | None = None

    @property
    def plain(self) -> tuple["Reading", ...]:
        """With escapes undone, twice if need be, and as it is."""
        if self._plain is None:
            undone = [piece for text in _levels(self.text) for piece in _lines(text)]
            self._plain = tuple(map(Reading, [*undone, self.text]))
        return self._plain

    @property
    def edges(self) -> tuple["Reading", ...]:
        """What else a regex with ^ or $ may mean: the line behind its prefix, and JSON's texts."""
        if self._edges is None:
            self._edges = tuple(map(Reading, _bare(self.text)))
        return self._edges


class Reading:
    """A text as RE2 wants it."""

    __slots__ = ("_folded", "_text", "encoded")

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: bytes | None = None
        self.encoded = text.encode(errors="replace")

    @property
    def folded(self) -> bytes:
        """As keywords want it."""
        if self._folded is None:
            self._folded = fold(self._text)
        return self._folded


def without_prefix(text: str) -> str:
    """The line without the times, levels and names that known writers put first."""
    for _ in range(_PREFIXES):
        found = _PREFIX.match(text)
        if not found:
            break
        text = text[found.end() :]
    return text


def unescaped(text: str) -> str:
    """The text with JSON's escapes undone, as far as JSON writers need them."""
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    if found[2]:
        return _MEANT[found[2]]
    character = chr(int(found[1], 16))
    return character if escapable(character) else found[0]


def _levels(text: str) -> Iterator[str]:
    """Undone once, and again where a log holds JSON within JSON."""
    for _ in range(2):
        if "\\" not in text or (undone := unescaped(text)) == text:
            return
        yield undone
        text = undone


def _bare(text: str) -> Iterator[str]:
    bare = without_prefix(text)
    if bare != text:
        yield bare
    if bare.startswith("{"):
        yield from _quoted(bare)
    if "\r" in text:
        yield from text.split("\r")


def _quoted(text: str) -> Iterator[str]:
    for found in _QUOTED.finditer(text):
        for line in _lines(unescaped(found[1])):
            yield line
            if (bare := without_prefix(line)) != line:
                yield bare


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
