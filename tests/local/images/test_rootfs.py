"""Laying out a layer's files."""

from pathlib import Path

import pytest

from local.errors import CannotDo
from local.images import npm
from local.images.rootfs import certificates, merge_usr, trim


def put(root: Path, *names: str) -> None:
    """Make files that hold their own name."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def test_trim(tmp_path: Path) -> None:
    """Licences stay; a folder of documents that is a link to another's is no trap."""
    put(
        tmp_path,
        "usr/share/doc/gcc/copyright",
        "usr/share/doc/gcc/changelog.gz",
        "usr/share/doc/gcc/examples/one",
        "usr/share/man/man1/x.1",
        "usr/lib/x86_64-linux-gnu/gconv/UTF-16.so",
        "usr/lib/x86_64-linux-gnu/libc.so.6",
    )
    (tmp_path / "usr/share/doc/libstdc++6").symlink_to("gcc")
    trim(tmp_path)
    assert sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*")) == [
        "usr",
        "usr/lib",
        "usr/lib/x86_64-linux-gnu",
        "usr/lib/x86_64-linux-gnu/libc.so.6",
        "usr/share",
        "usr/share/doc",
        "usr/share/doc/gcc",
        "usr/share/doc/gcc/copyright",
        "usr/share/doc/libstdc++6",
    ]


def test_merge_usr(tmp_path: Path) -> None:
    """What lay in /bin and /lib is found under both names; nothing is overwritten."""
    put(tmp_path, "bin/bash", "lib/x/libc.so", "usr/bin/env", "usr/lib/x/libm.so")
    (tmp_path / "bin/sh").symlink_to("dash")
    put(tmp_path, "usr/bin/both", "bin/both")
    merge_usr(tmp_path)
    assert str((tmp_path / "bin").readlink()) == "usr/bin"
    assert sorted(one.name for one in (tmp_path / "usr/bin").iterdir()) == [
        "bash",
        "both",
        "env",
        "sh",
    ]
    assert (tmp_path / "usr/bin/both").read_text() == "usr/bin/both"
    assert (tmp_path / "lib/x/libc.so").read_text() == "lib/x/libc.so"
    assert str((tmp_path / "usr/bin/sh").readlink()) == "dash"


def test_certificates(tmp_path: Path) -> None:
    """Sorted by name, one newline between; none at all is refused."""
    put(tmp_path, "usr/share/ca-certificates/m/b.crt", "usr/share/ca-certificates/m/a.crt")
    base = "usr/share/ca-certificates/m/"
    assert certificates(tmp_path) == f"{base}a.crt\n{base}b.crt\n"
    with pytest.raises(CannotDo, match="holds no certificate"):
        certificates(tmp_path / "usr/bin")


def test_another_package_than_the_pinned_one() -> None:
    """A checksum that differs stops everything."""
    npm.check(
        b"",
        "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
        "x",
    )
    with pytest.raises(CannotDo, match=r"^node@1: what the registry sent is not the package"):
        npm.check(b"", "sha512-other", "node@1")
