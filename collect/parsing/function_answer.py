"""The answer of a function that speaks HTTP, out of the bytes of its payload.

A streamed answer is a JSON prelude with status and headers, eight NUL bytes, and the body. One
that isn't streamed is a single JSON document, or a body with no status at all.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from .fields import flag, mapping, text, whole

_SEPARATOR = bytes(8)

LONGEST = 2**20
"""Bytes kept of an answer."""

_PRELUDE = 2**16
"""Bytes within which a prelude ends: real ones are far smaller."""

_OK = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the body, and when it came: seconds since the request was sent."""

    at: float
    content: bytes


@dataclass(slots=True)
class FunctionAnswer:
    """Feed it what arrives, and end it; then `status`, `headers` and `pieces` tell the answer.

    `status` is 0 as long as nobody gave one. Header names are in small letters. `streamed` tells
    that the body follows a prelude.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    streamed: bool = False
    _size: int = 0

    def feed(self, content: bytes, at: float) -> None:
        """Take what arrived `at` seconds after the request; of too much only the arrival counts."""
        if not content:
            return
        may_begin = not self.streamed and self._size < _PRELUDE
        kept = content[: max(0, LONGEST - self._size)]
        self._size += len(kept)
        self.pieces.append(Piece(at, kept))
        if may_begin and _SEPARATOR in (arrived := self.body):
            prelude, _, rest = arrived.partition(_SEPARATOR)
            self._begin(prelude)
            self.streamed = True
            self.pieces = [Piece(at, rest)] if rest else []

    def end(self) -> None:
        """All has arrived: what had no prelude is one document, or nothing but a body."""
        if self.streamed or not self.pieces:
            return
        document = _document(self.body)
        if whole(document, "statusCode") is None:
            self.status = _OK
            return
        self._begin(self.body)
        body = text(document, "body")
        content = _decoded(body) if flag(document, "isBase64Encoded") else body.encode()
        self.pieces = [Piece(self.pieces[-1].at, content)] if content else []

    @property
    def body(self) -> bytes:
        """All of the body that has arrived."""
        return b"".join(piece.content for piece in self.pieces)

    def _begin(self, said: bytes) -> None:
        document = _document(said)
        self.status = whole(document, "statusCode") or _OK
        self.headers = {
            name.lower(): str(value) for name, value in mapping(document, "headers").items()
        }


def _document(said: bytes) -> Mapping[str, object]:
    try:
        document = json.loads(said)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _decoded(body: str) -> bytes:
    try:
        return base64.b64decode(body, validate=True)
    except ValueError:
        return body.encode()
