"""The binary frames in which AWS sends a stream of events (application/vnd.amazon.eventstream).

A frame is: total length, headers' length, CRC-32 of these two, headers, payload,
CRC-32 of everything before. Numbers are big-endian, 32 bits.
"""

import json
import struct
import zlib
from collections.abc import Mapping

CONTENT_TYPE = "application/vnd.amazon.eventstream"

_OVERHEAD = 16
_STRING = 7


def frame(headers: Mapping[str, str], payload: bytes) -> bytes:
    """One message with string headers."""
    packed = b"".join(_header(name, value) for name, value in headers.items())
    prelude = struct.pack(">II", len(packed) + len(payload) + _OVERHEAD, len(packed))
    message = prelude + _checksum(prelude) + packed + payload
    return message + _checksum(message)


def chunk(payload: bytes) -> bytes:
    """A piece of a function's answer."""
    headers = _event("PayloadChunk", "application/octet-stream")
    return frame(headers, payload)


def complete(code: str | None, details: str | None, log: str | None) -> bytes:
    """The last event: whether the function failed half-way, and the end of its log (base64)."""
    found = {"ErrorCode": code, "ErrorDetails": details, "LogResult": log}
    body = {name: value for name, value in found.items() if value is not None}
    return frame(_event("InvokeComplete", "application/json"), json.dumps(body).encode())


def _event(name: str, content: str) -> dict[str, str]:
    return {":event-type": name, ":content-type": content, ":message-type": "event"}


def _header(name: str, value: str) -> bytes:
    key, text = name.encode(), value.encode()
    return struct.pack(">B", len(key)) + key + struct.pack(">BH", _STRING, len(text)) + text


def _checksum(data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(data))
