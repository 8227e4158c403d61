"""Arrival times in, judgement out."""

import pytest

from gate.proof.stream import Apart, AtOnce, Piece, Streamed, Unclear, judge


def _pieces(*times: float) -> list[Piece]:
    return [Piece(at) for at in times]


def _even(count: int, first: float, gap: float) -> list[Piece]:
    return [Piece(first + number * gap) for number in range(count)]


CASES: dict[str, tuple[list[Piece], type[Streamed]]] = {
    "a piece every 50 ms": (_even(40, 0.1, 0.05), Apart),
    "a slow model: a second to the first token, then 20 tokens a second": (
        _even(40, 1.0, 0.05),
        Apart,
    ),
    "a very fast model: 500 tokens a second": (_even(100, 0.3, 0.002), Apart),
    "everything after two seconds": (_even(40, 2.0, 0.0001), AtOnce),
    "a greeting at once, the answer after two seconds": (
        [*_pieces(0.02, 0.021), *_even(40, 2.0, 0.0001)],
        AtOnce,
    ),
    "the answer after two seconds, a goodbye later": (
        [*_even(40, 2.0, 0.0001), *_pieces(2.5)],
        AtOnce,
    ),
    "two halves of a buffer": ([*_even(20, 1.0, 0.0001), *_even(20, 2.0, 0.0001)], Apart),
    "nothing": ([], Unclear),
    "three events": (_pieces(0.5, 1.0, 1.5), Unclear),
    "forty events within 60 ms of the request": (_even(40, 0.02, 0.001), Unclear),
}


@pytest.mark.parametrize("case", CASES)
def test_judge(case: str) -> None:
    """Apart, at once, or too little to tell."""
    pieces, wanted = CASES[case]
    assert type(judge(pieces)) is wanted


def test_what_apart_says() -> None:
    """First and last piece."""
    assert judge(_even(5, 1.0, 0.5)) == Apart(first=1.0, last=3.0)


def test_what_at_once_says() -> None:
    """How much of it, and when."""
    assert judge([Piece(0.0), *_even(9, 2.0, 0.0)]) == AtOnce(share=0.9, at=2.0)


def test_without_events_the_bytes_count() -> None:
    """Ten small reads and a large one: most of the answer came in one go."""
    small = [Piece(0.1 * number, 10) for number in range(10)]
    assert judge([*small, Piece(2.0, 5000)], by_event=False) == AtOnce(5000 / 5100, 2.0)


def test_one_read_that_holds_all_is_held_back() -> None:
    """An answer without events that comes in one piece, late."""
    assert judge([Piece(2.0, 5000)], by_event=False) == AtOnce(1.0, 2.0)


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        ([], "nothing arrived"),
        (_pieces(0.5), "one event arrived; ask for a longer answer"),
        (_pieces(0.5, 0.6), "2 events arrived; ask for a longer answer"),
        (_even(5, 0.05, 0), "all of it arrived within 50 ms; ask for a longer answer"),
    ],
)
def test_why_it_is_unclear(pieces: list[Piece], reason: str) -> None:
    """The sentence says what to change."""
    assert judge(pieces) == Unclear(reason)
