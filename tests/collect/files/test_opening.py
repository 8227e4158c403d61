"""Opening files of any size and encoding."""

import gzip
from pathlib import Path

import pytest

from collect.files.opening import Document, Unopened, document, from_bytes


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_large_file_is_read_from_its_end(tmp_path: Path) -> None:
    """What went wrong stands last; the line that is cut in half is left out."""
    path = _write(tmp_path / "app.log", b"".join(b"line %d\n" % number for number in range(1000)))
    assert document("app.log", path, limit=23) == Document("app.log", "line 998\nline 999\n", True)


def test_a_large_file_of_one_line_keeps_its_end(tmp_path: Path) -> None:
    """There is no line to leave out."""
    path = _write(tmp_path / "app.log", b"x" * 100 + b"the end")
    assert document("app.log", path, limit=7) == Document("app.log", "the end", True)


def test_a_small_file_is_read_whole(tmp_path: Path) -> None:
    """Nothing is left out, and nobody says so."""
    assert document("a", _write(tmp_path / "a", b"all\n"), limit=4) == Document("a", "all\n")


def test_a_compressed_file_is_opened(tmp_path: Path) -> None:
    """By its first bytes, whatever it is called; of a large one the end counts."""
    text = b"".join(b"line %d\n" % number for number in range(1000))
    path = _write(tmp_path / "app.log.1", gzip.compress(text))
    assert document("app.log.1", path) == Document("app.log.1", text.decode())
    assert document("app.log.1", path, limit=9) == Document("app.log.1", "line 999\n", True)


def test_a_compressed_file_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    """A copy that was interrupted still has a beginning."""
    lines = b"".join(b"%d\n" % (number**5) for number in range(500_000))
    packed = gzip.compress(lines)
    found = document("a.gz", _write(tmp_path / "a.gz", packed[: len(packed) // 2]))
    assert found.text.startswith("0\n1\n32\n")
    assert lines.startswith(found.text.encode())


def test_a_damaged_compressed_file_is_not_read(tmp_path: Path) -> None:
    """The reason is a part of a sentence."""
    path = _write(tmp_path / "a.gz", b"\x1f\x8b\x08\x00 no such thing")
    with pytest.raises(Unopened, match=r"^it can't be decompressed$"):
        document("a.gz", path)


def test_a_file_that_vanished_is_not_read(tmp_path: Path) -> None:
    """The words are those of the system."""
    with pytest.raises(Unopened, match=r"^No such file or directory$"):
        document("gone", tmp_path / "gone")


@pytest.mark.parametrize(
    "data",
    [
        "grün\n".encode(),
        b"\xef\xbb\xbf" + "grün\n".encode(),
        "grün\n".encode("utf-16"),
        b"\xfe\xff" + "grün\n".encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + "grün\n".encode("utf-32-le"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-16 the other way", "utf-32"],
)
def test_encodings_that_mark_themselves(data: bytes) -> None:
    """PowerShell writes UTF-16 where other shells write UTF-8."""
    assert from_bytes("a", data).text == "grün\n"


def test_utf16_without_its_mark() -> None:
    """The mark gets lost where a file is cut or appended to."""
    assert from_bytes("a", "all is well\n".encode("utf-16-le")).text == "all is well\n"


def test_invalid_bytes_are_replaced() -> None:
    """One wrong byte must not cost the file."""
    assert from_bytes("a", b"gr\xfcn\n").text == "gr\N{REPLACEMENT CHARACTER}n\n"


def test_stray_nuls_are_left_out() -> None:
    """A log that was truncated while somebody wrote begins with a run of them."""
    assert from_bytes("a", b"\0" * 5000 + b"line\n" * 1000).text == "line\n" * 1000


def test_binary_data_is_no_text() -> None:
    """An image, an archive, a core."""
    with pytest.raises(Unopened, match=r"^binary data$"):
        from_bytes("a", bytes(range(256)) * 20)
