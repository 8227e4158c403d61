"""Server-sent events out of the bytes of an answer, each with the moment it was complete. Pure."""

import codecs
from dataclasses import dataclass, field

from gate.proof.stream import Piece

_LONGEST = 2**20
"""Characters of one event kept: what never ends an event must not fill the memory."""


@dataclass(slots=True)
class Events:
    """Feed it what arrives; it counts the events that carry data."""

    pieces: list[Piece] = field(default_factory=list)
    failed: str = ""
    """The data of the first event that says `error`."""
    _rest: str = ""
    _decode: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("replace")
    )

    def feed(self, content: bytes, at: float) -> None:
        """Take what arrived `at` seconds after the request."""
        text = self._rest + self._decode.decode(content)
        *whole, rest = text.replace("\r\n", "\n").split("\n\n")
        self._rest = rest[-_LONGEST:]
        for block in whole:
            self._take(block, at)

    def _take(self, block: str, at: float) -> None:
        lines = block.split("\n")
        data = "\n".join(line[5:].lstrip() for line in lines if line.startswith("data:"))
        if not data:
            return  # a comment, sent to keep the connection alive
        named = any(line.replace(" ", "") == "event:error" for line in lines)
        if not self.failed and (named or '"type":"error"' in data.replace(" ", "")):
            self.failed = data
        self.pieces.append(Piece(at))
