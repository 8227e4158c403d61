"""Opening one file in bounded memory: the newest part of a large one, gz or not, as text."""

import codecs
import gzip
import os
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

LIMIT = 64 * 1024 * 1024
"""Bytes kept of one file: its end, where what went wrong stands last."""

STREAMED = 2 * 1024 * 1024 * 1024
"""Bytes taken at most from a stream or a compressed file, whose end can't be jumped to."""

_CHUNK = 1024 * 1024
_GZIP = b"\x1f\x8b"
_STRAY_NULS = 1000
"""One NUL in so many bytes is damage (a rotated log begins with some); more is binary data."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Unopened(Exception):
    """Why a file was not read, in words that go behind its name."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file; `truncated` when its beginning was left out."""

    name: str
    text: str
    truncated: bool = False


def document(name: str, path: Path, limit: int = LIMIT) -> Document:
    """The text of a file, or the last `limit` bytes of it. Raises Unopened."""
    try:
        with path.open("rb") as file:
            data, truncated = _end(file, limit)
    except (OSError, EOFError, zlib.error) as error:
        raise Unopened(getattr(error, "strerror", None) or "it can't be decompressed") from error
    return from_bytes(name, data, truncated=truncated)


def from_bytes(name: str, data: bytes, *, truncated: bool = False) -> Document:
    """Bytes as text: any encoding that marks itself, else UTF-8, damage replaced.

    Raises Unopened for binary data.
    """
    if len(data) > LIMIT:
        data, truncated = data[-LIMIT:], True
    if truncated:
        # The first line is cut in half, unless there is but one.
        data = data.partition(b"\n")[2] or data
    return Document(name, _decoded(data), truncated)


def _end(file: BinaryIO, limit: int) -> tuple[bytes, bool]:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return _streamed(file, limit)
    if file.read(len(_GZIP)) == _GZIP:
        file.seek(0)
        with gzip.open(file) as plain:
            return _streamed(plain, limit)
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - limit))
    return file.read(limit), size > limit


def _streamed(stream: "BinaryIO | gzip.GzipFile", limit: int) -> tuple[bytes, bool]:
    """The end of a stream; of a compressed file that breaks off, what came before the break."""
    kept, taken = bytearray(), 0
    while taken < STREAMED:
        try:
            chunk = stream.read(_CHUNK)
        except (OSError, EOFError, zlib.error):
            if kept:
                break
            raise
        if not chunk:
            break
        taken += len(chunk)
        kept += chunk
        if len(kept) > 2 * limit:
            del kept[:-limit]
    return bytes(kept[-limit:]), taken > limit


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if _unmarked_utf16(data):
        return data.decode("utf-16-le", errors="replace")
    data = data.lstrip(b"\0")
    if data.count(0) * _STRAY_NULS > len(data):
        raise Unopened("binary data")
    return data.replace(b"\0", b"").decode("utf-8", errors="replace")


def _unmarked_utf16(data: bytes) -> bool:
    """Every second byte of English UTF-16 is NUL, and no other: PowerShell's `>` writes it."""
    sample = data[:4096]
    half = len(sample) // 2
    return half > 0 and sample[1::2].count(0) > 0.9 * half and not sample[::2].count(0)
