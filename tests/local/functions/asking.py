"""Events that tests send to the reference service."""

import json

from local.functions import Invocation, Piece, Prelude, UrlRequest, split, url_event

READY = url_event(UrlRequest("GET", "/health/ready"), "request")


def prompt(text: str = "hello") -> bytes:
    """A request for a streamed answer."""
    body = json.dumps({"prompt": text}).encode()
    headers = {"content-type": "application/json"}
    return url_event(UrlRequest("POST", "/api/generate", headers, body), "request")


def whole(invocation: Invocation) -> tuple[Prelude, bytes]:
    """An answer to its end."""
    prelude, body = split(piece.data for piece in invocation.pieces())
    return prelude, b"".join(body)


def timed(invocation: Invocation) -> list[Piece]:
    """The pieces of an answer that hold a word of the model's."""
    return [piece for piece in invocation.pieces() if b"text-delta" in piece.data]
