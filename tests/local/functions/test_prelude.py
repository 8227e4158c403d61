"""The head of a streamed answer, there and back."""

from collections.abc import Iterator

import pytest

from local.functions.prelude import Prelude, of_answer, split


def test_there_and_back_however_it_is_cut() -> None:
    """Byte by byte or at once: the same prelude, the same body."""
    prelude = Prelude(201, {"content-type": "text/plain"}, ("a=1", "b=2"))
    data = prelude.encode() + b"body"
    for size in (1, 7, len(data)):
        found, body = split(data[at : at + size] for at in range(0, len(data), size))
        assert (found, b"".join(body)) == (prelude, b"body")


def test_the_body_is_passed_on_as_it_comes() -> None:
    """Nothing is asked for before it is wanted."""
    asked: list[bytes] = []

    def coming() -> Iterator[bytes]:
        for data in (Prelude(200, {}).encode(), b"one", b"two"):
            asked.append(data)
            yield data

    _, body = split(coming())
    assert len(asked) == 1
    assert (next(body), len(asked)) == (b"one", 2)


def test_a_function_that_does_not_stream_has_none() -> None:
    """One clear error instead of a body that is taken for a head."""
    with pytest.raises(ValueError, match="does not stream"):
        split([b'{"statusCode": 200}'])


def test_what_the_emulator_made_of_it() -> None:
    """Its own headers go, cookies are apart again."""
    headers = [
        ("Content-Type", "text/plain"),
        ("Set-Cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("transfer-encoding", "chunked"),
        ("lambda-runtime-function-response-mode", "streaming"),
    ]
    expected = Prelude(404, {"content-type": "text/plain"}, ("a=1", "b=2"))
    assert of_answer(404, headers) == expected
