"""Reads the RE2 syntax that Go, Rust and RE2 share, for its literals and for what must be refused.

RE2 itself judges whether a regex is one. This reader knows only what RE2 takes and another engine
does not, what people write who know Python's or Perl's regexes, and how the parts hang together.
"""

import re
from functools import cache

from diagnosis.matching.literals import ANYTHING, NOTHING, Part, either, joined, literal, repeated

_DEEPEST = 50
_TOKENS = re.compile(
    r"""(?P<text>[^\\.\[\](){}|*+?^$]+(?![*+?{])|[^\\.\[\](){}|*+?^$]|[\]}])
      | (?P<escape>\\(?:x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|[pP]\{\^?\w+\}|[pP]\w|[0-7]{2,3}|.))
      | (?P<set>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])
      | (?P<any>\.)
      | (?P<edge>[\^$])
      | (?P<open>\((?:\?P<\w+>|\?[A-Za-z-]*:|(?!\?)))
      | (?P<flags>\(\?[A-Za-z-]+\))
      | (?P<close>\))
      | (?P<or>\|)
      | (?P<repeat>[*+?]\??|\{\d+(?:,\d*)?\}\??)""",
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
_ATOMS = frozenset(("text", "escape", "set", "any", "edge", "flags"))
_EDGES = frozenset((r"\b", r"\B", r"\A", r"\z"))


class ForeignError(ValueError):
    """A regex that RE2 does not take, or that means something else in Go or Rust."""


class _Group:
    """A group that is open: alternatives that are complete, and the parts of the last one."""

    __slots__ = ("before", "parts")

    def __init__(self) -> None:
        self.before: list[Part] = []
        self.parts: list[Part] = []

    def next(self) -> None:
        self.before.append(joined(self.parts))
        self.parts = []

    def whole(self) -> Part:
        last = joined(self.parts)
        return either([*self.before, last]) if self.before else last


def read(regex: str) -> Part:
    """What every match of the regex holds. Raises ForeignError, as a clause about the regex."""
    stack, end = [_Group()], 0
    for token in _TOKENS.finditer(regex):
        if token.start() != end:
            break
        end = token.end()
        kind, text = token.lastgroup or "", token[0]
        if kind in _ATOMS:
            stack[-1].parts += _atoms(kind, text)
        else:
            _combine(kind, text, stack)
    if end != len(regex) or len(stack) != 1:
        raise ForeignError(_why(regex, regex[end:]))
    return stack[0].whole()


def _combine(kind: str, text: str, stack: list[_Group]) -> None:
    group = stack[-1]
    if kind == "open":
        stack.append(_Group())
        if len(stack) > _DEEPEST:
            raise ForeignError(f"nests more than {_DEEPEST} groups")
    elif kind == "or":
        group.next()
    elif kind == "repeat":
        if not group.parts:
            raise ForeignError(f"repeats nothing with {text}: write \\{text}")
        group.parts.append(repeated(group.parts.pop(), *_times(text)))
    elif len(stack) == 1:
        raise ForeignError("closes a group that it never opened: write \\)")
    else:
        stack.pop()
        stack[-1].parts.append(group.whole())


@cache
def _atoms(kind: str, text: str) -> tuple[Part, ...]:
    if kind == "text":
        return literal(text)
    if kind in ("edge", "flags") or text in _EDGES:
        return (NOTHING,)
    if kind == "escape":
        return _escaped(text)
    return (_members(text) if kind == "set" else ANYTHING,)


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
    return either(part for pieces in parts for part in pieces)


def _times(text: str) -> tuple[int, int | None]:
    """The least and the most that a repetition asks for; None where there is no most."""
    if not text.startswith("{"):
        return int(text[0] == "+"), 1 if text[0] == "?" else None
    least, comma, most = text.strip("{}?").partition(",")
    return int(least), int(most or least) if most or not comma else None


def _why(regex: str, rest: str) -> str:
    for shape, clause in _FOREIGN:
        if found := shape.match(rest):
            return f"{clause} ({found[0]})"
    if rest.startswith("{"):
        return "holds a { that repeats nothing, which Rust refuses: write \\{"
    if rest.startswith("["):
        return f"opens a set that it never closes: {rest}"
    if rest.startswith("("):
        return f"opens a group as RE2 does not: {rest}"
    return "ends in a backslash" if rest else f"opens a group that it never closes: {regex}"
