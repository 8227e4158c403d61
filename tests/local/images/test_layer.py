"""Layers are the same bytes for the same files."""

import os
import tarfile
from pathlib import Path

from local.images.layer import pack


def tree(root: Path) -> Path:
    """A folder with a file, a program, a link and a folder of somebody's."""
    (root / "b/c").mkdir(parents=True)
    (root / "b/c/text").write_text("text")
    (root / "b/program").write_text("#!")
    (root / "b/program").chmod(0o755)
    (root / "b/c/text").chmod(0o644)
    (root / "a").symlink_to("b/program")
    (root / "home").mkdir(mode=0o700)
    for folder in ("b", "b/c"):
        (root / folder).chmod(0o755)
    return root


def test_times_and_names_of_places_do_not_matter(tmp_path: Path) -> None:
    """Made elsewhere, later, in another order: the same digest."""
    one = pack(tree(tmp_path / "one"), tmp_path / "1.tar.gz", {})
    other = tree(tmp_path / "other")
    os.utime(other / "b/c/text", (1, 1))
    two = pack(other, tmp_path / "2.tar.gz", {})
    assert (one.digest, one.diff_id, one.size) == (two.digest, two.diff_id, two.size)
    assert one.size == one.file.stat().st_size


def test_content(tmp_path: Path) -> None:
    """Sorted, owned by root but for what has an owner, without times."""
    blob = pack(tree(tmp_path / "root"), tmp_path / "l.tar.gz", {"home": (0o755, 65532)})
    with tarfile.open(blob.file) as tar:
        found = [
            (
                one.name,
                one.type,
                oct(one.mode),
                one.uid,
                one.gid,
                one.mtime,
                one.linkname,
                one.uname,
            )
            for one in tar
        ]
    assert found == [
        ("a", tarfile.SYMTYPE, "0o777", 0, 0, 0, "b/program", ""),
        ("b", tarfile.DIRTYPE, "0o755", 0, 0, 0, "", ""),
        ("b/c", tarfile.DIRTYPE, "0o755", 0, 0, 0, "", ""),
        ("b/c/text", tarfile.REGTYPE, "0o644", 0, 0, 0, "", ""),
        ("b/program", tarfile.REGTYPE, "0o755", 0, 0, 0, "", ""),
        ("home", tarfile.DIRTYPE, "0o755", 65532, 65532, 0, "", ""),
    ]
