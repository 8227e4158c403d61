"""What the reader does with paths, standard input and bounds."""

from pathlib import Path

import pytest

from collect.files import read, reading
from diagnosis.snapshot import Log, Snapshot

PODS = b"NAME   READY   STATUS   RESTARTS   AGE\nweb-1  0/1     Error    2          5m\n"


def test_standard_input_is_a_file_like_any_other() -> None:
    """It is called by what it is."""
    snapshot = read([], stdin=PODS)
    assert [pod.ref.name for pod in snapshot.pods] == ["web-1"]
    assert snapshot.looked_at == ("standard input: 1 pod",)


def test_binary_standard_input_is_told_of() -> None:
    """As a binary file would be."""
    assert read([], stdin=bytes(range(256)) * 9).unread == ("standard input: binary data",)


def test_nothing_gives_an_empty_snapshot(tmp_path: Path) -> None:
    """An empty folder is no error; an empty file was looked at."""
    assert read([tmp_path]) == Snapshot()
    (tmp_path / "logs.txt").touch()
    assert read([tmp_path]) == Snapshot(looked_at=("logs.txt: nothing",))


def test_the_files_of_several_paths_are_one_picture(tmp_path: Path) -> None:
    """The log of a second path belongs to the pod of the first."""
    (tmp_path / "pods.txt").write_bytes(PODS)
    (tmp_path / "logs.txt").write_text("Error: no key\n")
    snapshot = read([tmp_path / "pods.txt", tmp_path / "logs.txt"])
    assert [(log.pod, log.text) for log in snapshot.logs] == [("web-1", "Error: no key")]


def test_what_can_not_be_read_is_told_of(tmp_path: Path) -> None:
    """And everything else is read."""
    (tmp_path / "core").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "logs.txt").write_text("Error: no key\n")
    snapshot = read([tmp_path])
    assert snapshot.unread == ("core: binary data",)
    assert snapshot.looked_at == ("logs.txt: 1 line of log",)


def test_the_end_of_a_large_file_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the log itself, and in words."""
    monkeypatch.setattr(reading, "LIMIT", 12)
    (tmp_path / "logs.txt").write_text("line 1\nline 2\nline 3\n")
    snapshot = read([tmp_path])
    assert snapshot.logs == (Log("line 3", origin="logs.txt", truncated=True),)
    assert snapshot.looked_at == ("logs.txt: 1 line of log (its end)",)


def test_all_files_together_have_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a thousand large logs doesn't fill the memory."""
    monkeypatch.setattr(reading, "IN_ALL", 10)
    for name in ("a.log", "b.log", "c.log"):
        (tmp_path / name).write_text("seven\n" * 2)
    snapshot = read([tmp_path])
    assert [log.origin for log in snapshot.logs] == ["a.log"]
    assert snapshot.unread == tuple(
        f"{name}: more than 0 MiB in all" for name in ("b.log", "c.log")
    )
