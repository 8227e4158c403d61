"""An error in the middle of a streamed answer: the runtime names it after the last byte.

As HTTP trailers, or, as the runtime client for Rust does it, in a last chunk of
that form. The emulator passes such an answer on as if it were whole.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable

_TOLD = re.compile(
    rb"""
    lambda-runtime-function-error-type:\ *([^\r]+)\r\n
    (?:lambda-runtime-function-error-body:\ *([^\r]+)\r\n)?
    (?:\r\n0\r\n)?\r\n\Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
_END = b"\r\n\r\n"
_KEPT = 16384
"""Bytes; more than the trailers of an error take."""


class Trailers:
    """Looks at a chunked body as it passes, and tells of an error that its end names."""

    def __init__(self, broke: Callable[[str, str], None]) -> None:
        self._broke = broke
        self._tail = b""

    def __call__(self, data: bytes) -> None:
        """Look at the next bytes."""
        self._tail = (self._tail + data)[-_KEPT:]
        if self._tail.endswith(_END) and (found := error(self._tail)) is not None:
            self._broke(*found)


def error(tail: bytes) -> tuple[str, str] | None:
    """The type and the message that the end of a chunked body names, if it names an error."""
    told = _TOLD.search(tail)
    if told is None:
        return None
    return told.group(1).decode("latin-1"), _message(told.group(2) or b"")


def _message(encoded: bytes) -> str:
    """The message in a body: of JSON by its name, else all of the text."""
    try:
        text = base64.b64decode(encoded).decode("utf-8", errors="replace")
    except binascii.Error:
        return ""
    try:
        told = json.loads(text)
    except ValueError:
        return text
    return str(told.get("errorMessage", "")) if isinstance(told, dict) else text
