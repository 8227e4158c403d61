"""Which literals a text must hold for a pattern to match: what lets one pass skip most lines.

A literal is folded (lower case) and made of characters that no JSON writer escapes, so it stands in
a line however the line is wrapped. Soundness is all that counts: a set of literals must hold one of
those in every match. The best set is the one that ordinary lines hold least.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

MOST = 24
"""Literals that one part of a regex may stand for before it counts as anything."""
SHORTEST = 3
"""Letters and digits that a literal needs to be worth looking for."""

_PLAIN = r"A-Za-z0-9 _.,:;()\[\]{}!?@#$%*|~^-"
_RUN = re.compile(f"[{_PLAIN}]+")
_PIECES = re.compile(f"([{_PLAIN}]+)|[^{_PLAIN}]+")
_DULL = re.compile(r"[^a-z0-9]+")
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
NOTHING = Part(frozenset({""}))


def fold(text: str) -> str:
    """Lower case, as RE2's (?i) sees it for ASCII: the Kelvin sign is a k, the long s an s."""
    return text.lower() if text.isascii() else text.lower().replace("\u017f", "s")


def escapable(character: str) -> bool:
    """Whether a JSON writer may escape the character, so that no literal holds it."""
    return not _RUN.search(fold(character))


def literal(text: str) -> list[Part]:
    """A text as it stands: its runs, and anything where a log may have written an escape."""
    folded = text.lower()
    if _RUN.fullmatch(folded):
        return [Part(frozenset({folded}))]
    pieces = _PIECES.findall(folded)
    return [Part(frozenset({run})) if run else ANYTHING for run in pieces]


def joined(parts: Iterable[Part]) -> Part:
    """One part after another."""
    run, found, exact = NOTHING.exact or frozenset(), [], True
    for part in parts:
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = frozenset(left + right for left in run for right in part.exact)
            continue
        exact = False
        found += [run, part.needs]
        run = part.exact if part.exact is not None else frozenset({""})
    return Part(run) if exact else Part(None, best([*found, run]))


def either(parts: Iterable[Part]) -> Part:
    """Any one of the parts."""
    exacts: list[Literals] = []
    needs: list[Literals] = []
    for part in parts:
        exacts.append(part.exact or frozenset())
        needs.append(required(part))
    union = frozenset().union(*exacts)
    if all(exacts) and len(union) <= MOST:
        return Part(union)
    return Part(None, frozenset().union(*needs) if all(needs) else frozenset())


def repeated(part: Part, least: int, most: int | None) -> Part:
    """The part from `least` to `most` times."""
    if least == most == 1:
        return part
    if least == 0 and most == 1 and part.exact is not None:
        return Part(part.exact | {""})
    return Part(None, required(part) if least else frozenset())


def required(part: Part) -> Literals:
    """Literals one of which each match holds; empty if there are none worth looking for."""
    return part.needs if part.exact is None else best([part.exact])


def best(candidates: Iterable[Literals]) -> Literals:
    """The set whose literals are rarest; without those that hold another one of the set."""
    usable = [one for one in candidates if one and min(map(_letters, one)) >= SHORTEST]
    chosen = max(usable, key=_rarity, default=frozenset[str]())
    return frozenset(
        one for one in chosen if not any(other != one and other in one for other in chosen)
    )


def common(text: str) -> bool:
    """Whether a text is made of nothing but words that ordinary lines hold."""
    words = [word for word in _DULL.split(text.lower()) if word]
    return text.isascii() and all(word in _COMMON for word in words)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _rarity(literals: Literals) -> float:
    return min(map(_weight, literals)) - 0.2 * len(literals)


def _weight(text: str) -> int:
    words = _DULL.split(text)
    return sum(1 if word in _COMMON else len(word) for word in words if word)
