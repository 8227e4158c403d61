"""Reads the RE2 syntax that Go, Rust and RE2 share, for its literals and for what must be refused.

RE2 itself judges whether a regex is one. This reader knows only what RE2 takes and another engine
does not, what people write who know Python's or Perl's regexes, and how the parts hang together.
"""

import re
from functools import cache

from diagnosis.matching.literals import ANYTHING, NOTHING, Part, either, joined, literal, repeated

_TOKENS = re.compile(
    r"""[^\\.\[\](){}|*+?^$]+(?![*+?{]) | [^\\.\[\](){}|*+?^$]  # text; a letter that is repeated
      | [\]}.^$)|]
      | \\(?:x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|[pP]\{\^?\w+\}|[pP]\w|[0-7]{2,3}|.)
      | \[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]  # a set
      | \((?:\?P<\w+>|\?[A-Za-z-]*:|(?!\?)) | \(\?[A-Za-z-]+\)  # a group, flags
      | [*+?]\?? | \{\d+(?:,\d*)?\}\??  # a repetition
    """,
    re.VERBOSE | re.DOTALL,
)
_FOREIGN = tuple(
    (re.compile(shape), clause)
    for shape, clause in {
        r"\(\?<?[=!]": "looks around, which RE2 has not: name the exceptions under `unless`",
        r"\(\?P=|\\[1-9]|\\k<": "refers back to a group, which RE2 has not: write the text out",
        r"\(\?>": "is atomic, which RE2 has not: it never backtracks, so leave ?> out",
        r"\(\?<\w": "names a group as not every engine takes it: write (?P<name>...)",
        r"\\[QECG]": "quotes or takes bytes as not every engine does: escape each character",
        r"\\Z": "ends in \\Z, which RE2 has not: write $",
        r"\\[<>]": "escapes < or >, the edge of a word to Rust: leave the backslash out",
    }.items()
)
_PUNCTUATION = re.compile(r"\\[^\sA-Za-z0-9]")
_ESCAPES = re.compile(r"\\.|\[:\^?\w+:\]", re.DOTALL)
_FEW = 4
"""Members of a set that are worth a literal each."""
_FLAGS = re.compile(r"\(\?[A-Za-z-]+\)")
_EDGES = frozenset(("^", "$", r"\b", r"\B", r"\A", r"\z"))


class ForeignError(ValueError):
    """A regex that RE2 does not take, or that means something else in Go or Rust."""


def read(regex: str) -> Part:
    """What every match of the regex holds. Raises ForeignError, as a clause about the regex."""
    pieces = _TOKENS.findall(regex)
    if "".join(pieces) != regex:
        raise ForeignError(_why(regex))
    open_groups: list[tuple[list[Part], list[Part]]] = []
    before, parts = list[Part](), list[Part]()  # alternatives that are complete; the last one's
    for piece in pieces:
        atoms = _atoms(piece)
        if atoms:
            parts += atoms
        elif piece == "|":
            before.append(joined(parts))
            parts = []
        elif piece == ")":
            whole = _whole(before, parts)
            before, parts = _closed(open_groups)
            parts.append(whole)
        elif piece.startswith("("):
            open_groups.append((before, parts))
            before, parts = [], []
        else:
            _repeat(parts, piece)
    if open_groups:
        raise ForeignError(f"opens a group that it never closes: {regex}")
    return _whole(before, parts)


def _whole(before: list[Part], parts: list[Part]) -> Part:
    last = joined(parts)
    return either([*before, last]) if before else last


def _closed(open_groups: list[tuple[list[Part], list[Part]]]) -> tuple[list[Part], list[Part]]:
    if not open_groups:
        raise ForeignError("closes a group that it never opened: write \\)")
    return open_groups.pop()


def _repeat(parts: list[Part], piece: str) -> None:
    if not parts:
        raise ForeignError(f"repeats nothing with {piece}: write \\{piece}")
    parts.append(repeated(parts.pop(), *_times(piece)))


@cache
def _atoms(piece: str) -> tuple[Part, ...]:
    """What a piece stands for; nothing if it is the mark of a group, a choice or a repetition."""
    if piece in _EDGES or _FLAGS.fullmatch(piece):
        return (NOTHING,)
    if piece == ".":
        return (ANYTHING,)
    if piece.startswith("\\"):
        return _escaped(piece)
    if piece.startswith("["):
        return (_members(piece),)
    return () if piece[0] in "|()*+?{" else literal(piece)


def _escaped(text: str) -> tuple[Part, ...]:
    for shape, clause in _FOREIGN:
        if shape.match(text):
            raise ForeignError(f"{clause} ({text})")
    return literal(text[1:]) if _PUNCTUATION.fullmatch(text) else (ANYTHING,)


def _members(text: str) -> Part:
    """A set in brackets: its few members, or anything."""
    inner = text[1:-1]
    bare = _ESCAPES.sub("", inner)
    if "[" in bare or any(mark in bare for mark in ("&&", "--", "~~")):
        raise ForeignError(f"holds a set within a set for Rust: escape [, & , - and ~ in {text}")
    if bare != inner or inner.startswith("^") or "-" in inner[1:-1] or len(inner) > _FEW:
        return ANYTHING
    parts = [literal(one) for one in inner]
    return either([part for pieces in parts for part in pieces])


def _times(text: str) -> tuple[int, int | None]:
    """The least and the most that a repetition asks for; None where there is no most."""
    if not text.startswith("{"):
        return int(text[0] == "+"), 1 if text[0] == "?" else None
    least, comma, most = text.strip("{}?").partition(",")
    return int(least), int(most or least) if most or not comma else None


def _why(regex: str) -> str:
    """Why the reading stops, and where."""
    rest = regex
    while found := _TOKENS.match(rest):
        rest = rest[found.end() :]
    for shape, clause in _FOREIGN:
        if found := shape.match(rest):
            return f"{clause} ({found[0]})"
    if rest.startswith("{"):
        return "holds a { that repeats nothing, which Rust refuses: write \\{"
    if rest.startswith("["):
        return f"opens a set that it never closes: {rest}"
    return (
        f"opens a group as RE2 does not: {rest}" if rest.startswith("(") else "ends in a backslash"
    )
