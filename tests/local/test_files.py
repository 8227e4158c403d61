"""Files are replaced whole."""

from pathlib import Path

import pytest

from local.files import write


def test_write_makes_folder_and_mode(tmp_path: Path) -> None:
    """Text and mode as asked, nothing else beside it."""
    path = tmp_path / "a/b"
    write(path, "one", 0o600)
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("one", 0o600)
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be renamed leaves no half-written file behind."""
    path = tmp_path / "a"
    write(path, "old")

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_text_is_replaced(tmp_path: Path) -> None:
    """A power cut may leave any bytes; they are compared, not read as text."""
    path = tmp_path / "a"
    path.write_bytes(b"\xff\x00\xfe")
    write(path, "new")
    assert path.read_text() == "new"
