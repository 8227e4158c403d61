"""Which packages are missing and where their commands lie."""

import io
from pathlib import Path

import pytest

from local import packages
from local.errors import CannotDo
from local.paths import Paths
from local.progress import Report
from local.progress.plain import Plain


def nothing(_: str) -> None:
    """A machine without any command."""


def everything(command: str) -> Path:
    """A machine with every command."""
    return Path("/usr/bin") / command


def test_a_bare_machine_lacks_all() -> None:
    """Each package once, sorted."""
    assert packages.missing(nothing, []) == [
        "conntrack",
        "containerd",
        "containernetworking-plugins",
        "docker-registry",
        "etcd-server",
        "iproute2",
        "iptables",
        "mount",
        "runc",
        "util-linux",
    ]


def test_what_is_there_is_not_missing(tmp_path: Path) -> None:
    """Commands on PATH and a folder with the plugins are enough."""
    for plugin in packages.CNI_PLUGINS:
        (tmp_path / plugin).touch()
    assert packages.missing(everything, [tmp_path]) == []


def test_a_folder_with_some_plugins_is_not_enough(tmp_path: Path) -> None:
    """All that we use must be there."""
    (tmp_path / "bridge").touch()
    assert packages.missing(everything, [tmp_path]) == [packages.CNI_PACKAGE]


def test_fetched_commands_come_first(tmp_path: Path) -> None:
    """What lies below the target wins over the machine's own."""
    (tmp_path / "path").mkdir()
    (tmp_path / "path/runc").touch()
    found = packages.locate(tmp_path, everything)
    assert found["runc"] == tmp_path / "path/runc"
    assert found["etcd"] == Path("/usr/bin/etcd")
    assert set(found) == {*packages.COMMANDS, "path", "cni"}


def test_a_command_that_is_nowhere(tmp_path: Path) -> None:
    """Named, with where it was looked for."""
    with pytest.raises(CannotDo, match=r"^containerd: neither on this machine nor below /"):
        packages.locate(tmp_path, nothing)


def test_the_key_names_the_set() -> None:
    """Another set is another folder."""
    assert packages.key(["a", "b"]) == packages.key(["a", "b"]) != packages.key(["ab"])


def test_a_killed_fetch_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed run left is removed; the folder appears with all its commands or not at all."""
    paths = Paths(cache=tmp_path, state=tmp_path / "s", run=tmp_path / "r")
    (tmp_path / "debian/partial/root").mkdir(parents=True)
    (tmp_path / "debian/partial/root/left-over").touch()
    monkeypatch.setattr(packages, "missing", lambda: ["runc"])
    monkeypatch.setattr(packages, "on_system", everything)
    monkeypatch.setattr("local.debian.require", lambda _: None)
    monkeypatch.setattr("local.debian.fetch", lambda _, into: into.mkdir(parents=True) or [])

    def unpack(_: object, root: Path) -> None:
        (root / "usr/sbin").mkdir(parents=True)
        (root / "usr/sbin/runc").write_text("#!/bin/sh\necho runc\n")

    monkeypatch.setattr("local.debian.unpack", unpack)
    monkeypatch.setattr(packages, "locate", lambda target: {"path": target})
    target = packages.ensure(paths, Report(Plain(io.StringIO())))["path"]
    assert sorted(str(one.relative_to(target)) for one in target.rglob("*")) == [
        "path",
        "path/runc",
        "root",
        "root/usr",
        "root/usr/sbin",
        "root/usr/sbin/runc",
    ]
    assert (target / "path/runc").resolve() == target / "root/usr/sbin/runc"
