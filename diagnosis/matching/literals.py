"""Which literals a text must hold for a pattern to match: what lets one pass skip most lines.

A literal is folded (lower case) and made of characters that no JSON writer escapes, so it stands in
a line however the line is wrapped. Soundness is all that counts: a set of literals must hold one of
those in every match. The best set is the one that ordinary lines hold least.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

MOST = 64
"""Literals that one part of a regex may stand for before it counts as anything."""
_SHORTEST = re.compile(r"(?:[a-z0-9][^a-z0-9]*){3}")
"""Letters and digits that a literal needs to be worth looking for."""

_PLAIN = r"A-Za-z0-9 _.,:;()\[\]{}!?@#$%*|~^-"
_RUN = re.compile(f"[{_PLAIN}]+")
_PIECES = re.compile(f"([{_PLAIN}]+)|[^{_PLAIN}]+")
_STRANGE = {"\u212a": "k", "\u017f": "s"}
_LETTER = 0.25
"""How much rarer one more letter makes a text; a guess that orders them well."""
_WORDS = re.compile(r"[a-z0-9]+")
# What ordinary lines hold, too: worth one letter each.
_COMMON = frozenset((
    "200", "404", "500", "and", "api", "cannot", "client", "code", "connect", "connection",
    "container", "could", "data", "debug", "error", "errors", "exception", "exit", "exited",
    "fail", "failed", "failure", "false", "fatal", "file", "for", "found", "from", "get",
    "host", "http", "https", "image", "info", "json", "key", "kubernetes", "level", "line",
    "loaded", "loading", "memory", "message", "model", "msg", "name", "node", "none", "not",
    "null", "out", "path", "pod", "port", "post", "process", "put", "reason", "request",
    "response", "server", "service", "start", "started", "starting", "status", "stderr",
    "stdout", "stopped", "the", "time", "timed", "timeout", "to", "token", "tokens", "true",
    "type", "unable", "user", "value", "warn", "warning", "while", "with", "worker",
))  # fmt: skip

Literals = frozenset[str]


class Part(NamedTuple):
    """What is known of a part of a regex.

    `exact` are all texts it can be, folded, or None if they are too many. `needs` are literals one
    of which every match holds; empty if nothing is known.
    """

    exact: Literals | None
    needs: Literals = frozenset()


ANYTHING = Part(None)
_EMPTY = frozenset({""})
NOTHING = Part(_EMPTY)


def fold(text: str) -> bytes:
    """UTF-8 in lower case, as (?i) compares ASCII letters: the Kelvin sign is a k, long s an s.

    Letters beyond ASCII stay as they are. Lines stay lines.
    """
    if not text.isascii():
        for strange, letter in _STRANGE.items():
            text = text.replace(strange, letter)
    return text.encode(errors="replace").lower()


def escapable(character: str) -> bool:
    """Whether a JSON writer may escape the character, so that no literal holds it."""
    return character not in _STRANGE and not _RUN.fullmatch(character)


def literal(text: str) -> tuple[Part, ...]:
    """A text as it stands: its runs, and anything where a log may have written an escape."""
    if _RUN.fullmatch(text):
        return (Part(frozenset({text.lower()})),)
    runs = _PIECES.findall(text)
    return tuple(Part(frozenset({run.lower()})) if run else ANYTHING for run in runs)


def joined(parts: Sequence[Part]) -> Part:
    """One part after another."""
    if len(parts) == 1:
        return parts[0]
    run, found = _EMPTY, list[Literals]()
    for exact, needs in parts:
        if exact is None:
            found += (run, needs)
            run = _EMPTY
        elif len(run) * len(exact) <= MOST:
            run = _product(run, exact)
        else:
            found.append(run)
            run = exact
    return Part(None, best([*found, run])) if found else Part(run)


def _product(left: Literals, right: Literals) -> Literals:
    if left is _EMPTY:
        return right
    return frozenset([first + second for first in left for second in right])


def either(parts: Sequence[Part]) -> Part:
    """Any one of the parts."""
    exacts = [part.exact for part in parts if part.exact is not None]
    if len(exacts) == len(parts):
        union = frozenset[str]().union(*exacts)
        if len(union) <= MOST:
            return Part(union)
    needs = list(map(required, parts))
    return Part(None, frozenset[str]().union(*needs) if all(needs) else frozenset())


def repeated(part: Part, least: int, most: int | None) -> Part:
    """The part from `least` to `most` times."""
    if least == most == 1:
        return part
    if least == 0 and most == 1 and part.exact is not None:
        return Part(part.exact | {""})
    return Part(None, required(part)) if least else ANYTHING


def required(part: Part) -> Literals:
    """Literals one of which each match holds; empty if there are none worth looking for."""
    return part.needs if part.exact is None else best([part.exact])


def best(candidates: Iterable[Literals]) -> Literals:
    """The set whose literals are rarest; empty if each holds one that is too short."""
    usable = [one for one in candidates if one and all(map(_long_enough, one))]
    if len(usable) > 1:
        return min(usable, key=lambda one: sum(map(_frequency, one)))
    return usable[0] if usable else frozenset()


def common(text: str) -> bool:
    """Whether a text is made of nothing but words that ordinary lines hold."""
    return text.isascii() and all(word in _COMMON for word in _WORDS.findall(text.lower()))


@cache
def _long_enough(text: str) -> bool:
    return _SHORTEST.search(text) is not None


@cache
def _frequency(text: str) -> float:
    """How often a text may stand in ordinary lines: an everyday word weighs as one letter."""
    words = _WORDS.findall(text)
    return _LETTER ** sum([1 if word in _COMMON else len(word) for word in words])
