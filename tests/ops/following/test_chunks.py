"""Bytes as they come, and whole lines out of them."""

import io
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.following.chunks import SIZE, Chunk, Lines, of_file, of_stream


def test_lines_are_whole_however_the_bytes_come() -> None:
    """Half a line waits, and half a letter with it."""
    lines = Lines()
    data = "eins\nzwölf\ndrei".encode()
    pieces = [lines.feed(data[at : at + 1]) for at in range(len(data))]
    assert [one for one in pieces if one] == ["eins\n", "zwölf\n"]
    assert lines.end() == "drei"
    assert lines.end() == ""


def test_a_line_without_an_end_does_not_stay_in_memory() -> None:
    """It is taken as several; what is no text is no reason to stop."""
    lines = Lines()
    assert lines.feed(b"x" * SIZE) == "x" * SIZE + "\n"
    assert lines.feed(b"\xff\x00\n") == "\ufffd\x00\n"


def test_a_stream_gives_what_is_there() -> None:
    """And its end."""
    assert list(of_stream(io.BytesIO(b"one\n"), "pipe")) == [
        Chunk("pipe", b"one\n", live=True),
        Chunk("pipe", b""),
    ]


def test_a_pipe_is_read_before_it_is_closed() -> None:
    """Nobody waits for a full buffer."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        os.write(writing, b"one\n")
        chunks = of_stream(stream, "pipe")
        assert next(chunks).data == b"one\n"
        os.close(writing)
        assert next(chunks).data == b""


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """Its lines are not of now."""
    file = tmp_path / "app.log"
    file.write_bytes(b"one\n")
    assert list(of_file(file, follow=False)) == [Chunk("app.log", b"one\n"), Chunk("app.log", b"")]


def append(file: Path) -> None:
    """Write on."""
    with file.open("ab") as log:
        log.write(b"two\n")


def replace(file: Path) -> None:
    """Move it away, as log rotation does, and begin a new one."""
    file.rename(file.with_suffix(".1"))
    file.write_bytes(b"two\n")


def empty(file: Path) -> None:
    """Begin it anew."""
    file.write_bytes(b"two")


@pytest.mark.parametrize("change", [append, replace, empty])
def test_a_file_is_followed(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """Through what log rotation does with it."""
    file = tmp_path / "app.log"
    file.write_bytes(b"one\n")
    seen: list[bytes] = []

    def read() -> None:
        for chunk in of_file(file, follow=True):
            seen.append(chunk.data)
            if chunk.data.startswith(b"two"):
                return

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    wait_until(lambda: seen == [b"one\n"])
    change(file)
    thread.join(timeout=10)
    assert not thread.is_alive()


def wait_until(condition: Callable[[], bool]) -> None:
    """Ask until it holds, for some seconds."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
