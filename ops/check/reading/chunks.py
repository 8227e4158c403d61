"""Cutting a YAML stream at its document marks, so that a malformed document spoils no other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# In YAML, three dashes at the start of a line end a document even inside a block of text.
_MARK = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """The text of one document, and the number of lines before it."""

    text: str
    lines_before: int


def chunks(text: str) -> Iterator[Chunk]:
    """The documents of a stream, in order; those without any text are left out."""
    lines, start = 0, 0
    for end in [*(match.start() for match in _MARK.finditer(text)), len(text)]:
        piece = text[start:end]
        if piece.strip():
            yield Chunk(piece, lines)
        lines += piece.count("\n")
        start = end
