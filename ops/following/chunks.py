"""Bytes of files and streams as they come, and whole lines out of them."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from diagnosis.snapshot import Role

SIZE = 1 << 20
"""Bytes read at once, and of a line at most: what is longer is taken as several lines."""
POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes from one source, or its end where there are none.

    `live` when they were written just now, as far as anybody can tell.
    """

    origin: str
    data: bytes
    live: bool = False
    role: Role = Role.APP


def of_stream(stream: BinaryIO, origin: str) -> Iterator[Chunk]:
    """What comes through a pipe, as soon as it is there."""
    read = getattr(stream, "read1", stream.read)
    while data := read(SIZE):
        yield Chunk(origin, data, live=True)
    yield Chunk(origin, b"")


def of_file(path: Path, *, follow: bool) -> Iterator[Chunk]:
    """A file; with `follow` also what is written to it later, and to the one that replaces it."""
    while True:
        with path.open("rb") as file:
            yield from _read(file, path, follow=follow)
        yield Chunk(path.name, b"")
        if not follow:
            return


def _read(file: BinaryIO, path: Path, *, follow: bool) -> Iterator[Chunk]:
    reached_end = False
    while True:
        if data := file.read(SIZE):
            yield Chunk(path.name, data, live=reached_end)
        elif not follow or _is_replaced(file, path):
            return
        else:
            reached_end = True
            time.sleep(POLL_SECONDS)


def _is_replaced(file: BinaryIO, path: Path) -> bool:
    """Whether another file has this name by now, or this one was emptied."""
    here = os.fstat(file.fileno())
    try:
        there = path.stat()
    except OSError:
        # Between the old file's going and the new one's coming.
        return False
    return (here.st_dev, here.st_ino) != (there.st_dev, there.st_ino) or (
        here.st_size < file.tell()
    )


class Lines:
    """Puts bytes together to whole lines, as text. Holds less than a line, and never a long one."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> str:
        """The lines that are whole by now, with what ends them."""
        whole, newline, rest = (self._rest + data).rpartition(b"\n")
        if len(rest) >= SIZE:
            whole, newline, rest = whole + newline + rest, b"\n", b""
        self._rest = rest
        return (whole + newline).decode(errors="replace")

    def end(self) -> str:
        """The last line, where nothing ended it."""
        rest, self._rest = self._rest, b""
        return rest.decode(errors="replace")
