"""Patterns as `grep -E` takes them, as far as it can: no flags within, no names, no exceptions."""

import re

from diagnosis.matching import LogPattern

_PIECES = re.compile(
    r"\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?:|\(\?[a-z-]*[:)]|.", re.DOTALL
)
_MEMBERS = re.compile(r"\[:\w+:\]|\\.|.-[^\]]|.", re.DOTALL)
_CLASSES = {r"\d": "0-9", r"\w": "[:alnum:]_", r"\s": "[:space:]"}
_ESCAPES = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "z": "$",
    "A": "^",
    "t": "\t",
    '"': '"',
    "'": "'",
    "/": "/",
}
_KEPT = frozenset("wWsSbB.[](){}*+?|^$\\")


def extended(pattern: LogPattern) -> str | None:
    """The regex for `grep -E`; None if it can't be said, or if keywords count beside it."""
    if not pattern.regex:
        return "|".join(map(_quoted, pattern.keywords))
    if pattern.keywords:
        return None
    pieces = _PIECES.findall(pattern.regex)
    said = [_said(piece, before) for piece, before in zip(pieces, ["", *pieces], strict=False)]
    return None if None in said else "".join(piece or "" for piece in said)


def _quoted(text: str) -> str:
    return re.sub(r"([.\[\](){}*+?|^$\\])", r"\\\1", text)


def _said(piece: str, before: str) -> str | None:
    if piece.startswith("(?"):
        return "(" if piece == "(?:" or piece.startswith("(?P<") else None
    if piece.startswith("["):
        return _set(piece)
    if piece.startswith("\\"):
        return piece if piece[1] in _KEPT else _ESCAPES.get(piece[1], _mark(piece[1]))
    # Whether a repetition is lazy does not change which lines match.
    return "" if piece == "?" and before in ("*", "+", "?", "}") else piece


def _mark(character: str) -> str | None:
    return None if character.isalnum() else character


def _set(piece: str) -> str | None:
    """A set: grep knows no escapes in it, and wants ] first and - last."""
    negated = piece.startswith("[^")
    members = _MEMBERS.findall(piece[1 + negated : -1])
    said = [_CLASSES.get(one, _mark(one[1]) if one[0] == "\\" else one) for one in members]
    if None in said:
        return None
    said.sort(key=lambda one: (one != "]", one == "-"))
    return f"[{'^' if negated else ''}{''.join(one or '' for one in said)}]"
