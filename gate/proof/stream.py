"""Whether an answer was streamed: a judgement over when its pieces arrived. Pure.

A server that streams sends its pieces as the model makes them, with pauses between. Whatever
buffers on the way (a proxy, compression, the service itself) lets them pile up and sends them in
one go. The first piece says nothing: many servers flush their headers and a greeting at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

TOGETHER = 0.02
"""Seconds within which pieces count as one arrival: a full buffer comes faster than that."""

ALL = 0.8
"""Part of the answer that must come together to call it held back."""

FEWEST = 5
"""Pieces below which nothing can be told."""

FASTEST = 0.1
"""Seconds below which a whole answer is too fast to tell: a small model may really be that fast."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an answer: seconds since the request was sent, and how much it weighs.

    An event of a stream weighs 1; where there are no events, the bytes of a read.
    """

    at: float
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Apart:
    """It was streamed: first and last piece, in seconds since the request."""

    first: float
    last: float


@dataclass(frozen=True, slots=True)
class AtOnce:
    """It was held back: `share` of it came together, `at` seconds after the request."""

    share: float
    at: float


@dataclass(frozen=True, slots=True)
class Unclear:
    """Too short or too fast to tell; `reason` says which."""

    reason: str


Streamed = Apart | AtOnce | Unclear


def judge(pieces: Sequence[Piece], *, by_event: bool = True) -> Streamed:
    """Judge by arrival times, in order; `by_event` when a piece is an event, not a read.

    One single read that holds everything is held back, however many events it may have held.
    """
    if not pieces:
        return Unclear("nothing arrived")
    if by_event and len(pieces) < FEWEST:
        return Unclear(f"{_count(len(pieces))} arrived; ask for a longer answer")
    first, last = pieces[0].at, pieces[-1].at
    if last < FASTEST:
        return Unclear(f"all of it arrived within {last * 1000:.0f} ms; ask for a longer answer")
    share, at = _largest(pieces)
    return AtOnce(share, at) if share >= ALL else Apart(first, last)


def _largest(pieces: Sequence[Piece]) -> tuple[float, float]:
    """The largest part that came together, and when."""
    whole = sum(piece.weight for piece in pieces)
    best, at, weight, start = 0, pieces[0].at, 0, 0
    for piece in pieces:
        weight += piece.weight
        while piece.at - pieces[start].at > TOGETHER:
            weight -= pieces[start].weight
            start += 1
        if weight > best:
            best, at = weight, piece.at
    return best / max(whole, 1), at


def _count(number: int) -> str:
    return "one event" if number == 1 else f"{number} events"
