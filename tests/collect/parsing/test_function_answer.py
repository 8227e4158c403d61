"""The bytes of a function's payload, as an HTTP answer."""

import base64
import json
import random

import pytest

from collect.parsing.function_answer import LONGEST, FunctionAnswer, Piece

PRELUDE = json.dumps({"statusCode": 201, "headers": {"Content-Type": "text/plain"}}).encode()
WHOLE = PRELUDE + bytes(8) + b"one two"
BYTES = base64.b64encode(b"\0\1").decode()


def answered(*pieces: bytes) -> FunctionAnswer:
    """The answer of pieces that came one after the other, a second apart."""
    answer = FunctionAnswer()
    for number, piece in enumerate(pieces):
        answer.feed(piece, float(number))
    answer.end()
    return answer


@pytest.mark.parametrize("cut", range(1, len(WHOLE)))
def test_a_stream_that_is_cut_anywhere(cut: int) -> None:
    """Status, headers and body are the same wherever a packet ends."""
    found = answered(WHOLE[:cut], WHOLE[cut:])
    assert (found.status, found.headers) == (201, {"content-type": "text/plain"})
    assert found.streamed
    assert found.body == b"one two"


def test_when_pieces_came() -> None:
    """The body's, not the prelude's; an empty one is none."""
    found = answered(PRELUDE, bytes(8), b"one", b"", b"two")
    assert found.pieces == [Piece(2, b"one"), Piece(4, b"two")]


@pytest.mark.parametrize(
    ("document", "status", "body"),
    [
        ({"statusCode": 200, "body": "text"}, 200, b"text"),
        ({"statusCode": "404"}, 404, b""),
        (
            {
                "statusCode": 200,
                "body": base64.b64encode(b"\0\1").decode(),
                "isBase64Encoded": True,
            },
            200,
            b"\0\1",
        ),
        ({"statusCode": 200, "body": "no base64!", "isBase64Encoded": True}, 200, b"no base64!"),
    ],
)
def test_one_document(document: dict[str, object], status: int, body: bytes) -> None:
    """What a function answers that doesn't stream."""
    found = answered(json.dumps(document).encode())
    assert (found.status, found.body, found.streamed) == (status, body, False)


@pytest.mark.parametrize("said", [b'{"a": 1}', b"[1]", b"text", b"\xff\xfe"])
def test_nothing_but_a_body(said: bytes) -> None:
    """A function URL would answer 200 with it."""
    found = answered(said)
    assert (found.status, found.body, found.streamed) == (200, said, False)


def test_a_prelude_that_is_none() -> None:
    """NUL bytes after something else: a body follows all the same, and nobody gave a status."""
    found = answered(b"not JSON" + bytes(8) + b"body")
    assert (found.status, found.headers, found.body) == (200, {}, b"body")


def test_nothing_at_all() -> None:
    """No status, no body."""
    found = answered()
    assert (found.status, found.pieces) == (0, [])


def test_an_answer_without_an_end() -> None:
    """Of what is too long the arrivals are kept, and no more than a mebibyte."""
    found = answered(PRELUDE + bytes(8), *[b"x" * 2**18] * 9)
    assert len(found.pieces) == 9
    assert len(found.body) < LONGEST


def test_bytes_of_any_kind() -> None:
    """Nothing raises."""
    chance = random.Random(7)  # noqa: S311  # the same bytes on every run
    for _ in range(500):
        pieces = (chance.randbytes(chance.randrange(20)) for _ in range(3))
        nothing = (bytes(chance.randrange(10)) for _ in range(3))
        assert answered(*(one + more for one, more in zip(pieces, nothing, strict=True)))
