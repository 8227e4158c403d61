"""Folders appear whole or not at all."""

from pathlib import Path

import pytest

from local.partial import appearing


def test_success_and_left_overs(tmp_path: Path) -> None:
    """What a killed run left doesn't get into the next one's folder."""
    (tmp_path / "store/partial").mkdir(parents=True)
    (tmp_path / "store/partial/left-over").touch()
    with appearing(tmp_path / "store/one") as partial:
        (partial / "file").touch()
        assert not (tmp_path / "store/one").exists()
    assert sorted(tmp_path.rglob("*")) == [
        tmp_path / "store",
        tmp_path / "store/one",
        tmp_path / "store/one/file",
    ]


def fail(target: Path) -> None:
    """Write something, then run out of space."""
    with appearing(target) as partial:
        (partial / "file").touch()
        raise OSError("No space left on device")


def test_failure_leaves_nothing(tmp_path: Path) -> None:
    """Neither the folder nor a part of it."""
    with pytest.raises(OSError, match="No space"):
        fail(tmp_path / "one")
    assert list(tmp_path.iterdir()) == []
