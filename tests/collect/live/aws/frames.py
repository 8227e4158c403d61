"""Messages of an event stream, as AWS writes them."""

import struct
import zlib

_TEXT = 7
"""The type of a header that holds a text."""


def frame(kind: str, payload: bytes) -> bytes:
    """A message of an event stream: lengths and checksums around headers and payload."""
    named = {":message-type": "event", ":event-type": kind}
    headers = b"".join(
        struct.pack("!B", len(name))
        + name.encode()
        + struct.pack("!BH", 7, len(value))
        + value.encode()
        for name, value in named.items()
    )
    lengths = struct.pack("!II", 16 + len(headers) + len(payload), len(headers))
    message = lengths + struct.pack("!I", zlib.crc32(lengths)) + headers + payload
    return message + struct.pack("!I", zlib.crc32(message))


def _header(name: str, value: str) -> bytes:
    named = struct.pack("!B", len(name)) + name.encode()
    return named + struct.pack("!BH", _TEXT, len(value)) + value.encode()
