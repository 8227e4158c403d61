"""Finding files, and saying which were passed over."""

import os
from pathlib import Path

import pytest

from collect.files import NotReadable, read, walking


def _tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_files_are_called_by_their_path_in_the_folder(tmp_path: Path) -> None:
    """In a fixed order; hidden files and folders are no material."""
    _tree(tmp_path, "b.txt", "a/z.txt", "a/y.txt", ".git/config", ".DS_Store")
    found, unread = walking.files([tmp_path, tmp_path / "a" / "z.txt"])
    assert [name for name, _ in found] == ["b.txt", "a/y.txt", "a/z.txt", "z.txt"]
    assert unread == []


def test_a_path_that_does_not_exist_is_a_mistake(tmp_path: Path) -> None:
    """One sentence, with the path as it was given."""
    with pytest.raises(NotReadable) as refused:
        read([tmp_path / "nothing"])
    assert str(refused.value) == f"{tmp_path / 'nothing'} does not exist"


def test_a_path_that_is_a_link_to_nothing_is_a_mistake(tmp_path: Path) -> None:
    """The link is there: saying that it doesn't exist would be confusing."""
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(NotReadable) as refused:
        read([tmp_path / "link"])
    assert str(refused.value) == f"{tmp_path / 'link'} is a link to nothing"


def test_links_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    """A folder that holds a link to itself ends."""
    _tree(tmp_path, "a/file.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    found, unread = walking.files([tmp_path])
    assert [name for name, _ in found] == ["a/file.txt"]
    assert unread == ["again: a link to a folder that was read already"]


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    """A pipe in a folder would be waited for, and a link to nothing can't be read."""
    _tree(tmp_path, "file.txt")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("nowhere")
    found, unread = walking.files([tmp_path])
    assert [name for name, _ in found] == ["file.txt"]
    assert unread == ["link: No such file or directory", "pipe: it is no regular file"]


def test_a_home_folder_given_by_mistake_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many files are read, and the rest is told of."""
    monkeypatch.setattr(walking, "LIMIT", 2)
    _tree(tmp_path, "a", "b", "c")
    found, unread = walking.files([tmp_path])
    assert [name for name, _ in found] == ["a", "b"]
    assert unread == [f"{tmp_path.name}: only the first 2 files were read"]


def test_a_bundle_of_evidence_is_its_snapshot(tmp_path: Path) -> None:
    """The report beside it quotes what is in the snapshot, and would be read as a log."""
    _tree(tmp_path, "snapshot.json", "diagnosis.json", "report.md", "logs/api.txt", "other/a.txt")
    found, unread = walking.files([tmp_path])
    assert [name for name, _ in found] == ["snapshot.json"]
    assert unread == []


@pytest.mark.parametrize(("name", "why"), [("a\0b", "embedded null byte"), ("n" * 300, "too long")])
def test_a_path_that_no_file_can_have(tmp_path: Path, name: str, why: str) -> None:
    """A mistake of the shell's is told in a sentence too."""
    with pytest.raises(NotReadable, match=f"can't be read: .*{why}"):
        walking.files([tmp_path / name])


def test_a_link_to_itself_is_a_mistake(tmp_path: Path) -> None:
    """The system stops following it."""
    (tmp_path / "link").symlink_to("link")
    with pytest.raises(NotReadable, match="can't be read: Too many levels of symbolic links"):
        walking.files([tmp_path / "link"])
